/// RFC 9112 §5: field lines of a request.
enum FieldRows {
    private static func refused(
        _ name: String, _ source: String, _ fields: Bytes, status: Bytes = "400", haproxyPasses passed: Bytes? = nil,
        _ why: String = ""
    ) -> Row {
        .refused(
            name, source, "GET / HTTP/1.1|Host: h|" + fields + "|", status: status,
            haproxy: passed.map { .passes(why, as: "GET / HTTP/1.1|Host: h|" + $0 + "|") })
    }

    private static func passes(_ name: String, _ source: String, _ fields: Bytes, as passed: Bytes? = nil) -> Row {
        .passes(
            name, source, "GET / HTTP/1.1|Host: h|" + fields + "|",
            server: ["GET / HTTP/1.1|Host: h|" + (passed ?? fields) + "|"])
    }

    private static let obsolete = "§5.2: refuse it, or put spaces in its place, which HAProxy does"
    private static let control = "no field has control characters; HAProxy passes them on"

    static let rows = [
        passes("space around a value is not part of it", "RFC 9112 §5.1", "A:  b \t|", as: "A: b|"),
        passes("no space after the colon", "RFC 9112 §5.1", "A:b|", as: "A: b|"),
        passes("an empty value", "RFC 9110 §5.5", "A:|", as: "A: |"),
        passes("fields of one name keep their order", "RFC 9110 §5.3", "A: 1|B: x|A: 2|"),
        passes("every character that a name may have", "RFC 9110 §5.6.2", "!#$%&'*+-.^_`~09azAZ: x|"),
        passes("bytes above ASCII in a value", "RFC 9110 §5.5", "A: ä€|"),
        passes("a tab inside a value", "RFC 9110 §5.5", "A: b\tc|"),
        passes("a colon in a value", "RFC 9110 §5.5", "A: b:c|"),
        refused("a space before the colon", "RFC 9112 §5.1", "A : b|"),
        refused("a tab before the colon", "RFC 9112 §5.1", "A\t: b|"),
        refused("a folded line", "RFC 9112 §5.2", "A: b| c|", haproxyPasses: "A: b   c|", obsolete),
        refused("a folded line with a tab", "RFC 9112 §5.2", "A: b|\tc|", haproxyPasses: "A: b  \tc|", obsolete),
        .refused("a space before the first field", "RFC 9112 §2.2", "GET / HTTP/1.1| A: b|Host: h||"),
        refused("a line without a colon", "RFC 9112 §5", "A|"),
        refused("a colon without a name", "RFC 9110 §5.1", ": b|"),
        refused("a parenthesis in a name", "RFC 9110 §5.6.2", "A(b: c|"),
        refused("a byte above ASCII in a name", "RFC 9110 §5.6.2", "Ä: c|"),
        refused("NUL in a name", "RFC 9110 §5.6.2", "A\0: c|"),
        refused(
            "NUL in a value", "RFC 9110 §5.5", "A: b\0c|", haproxyPasses: "A: b\0c|",
            "HAProxy looks for NUL in names only"),
        refused("a lone CR in a value", "RFC 9110 §5.5", "A: b\rc|"),
        refused(
            "a lone LF in a value", "RFC 9110 §5.5", "A: b\nB: c|", haproxyPasses: "A: b|B: c|",
            "§2.2 allows a reader to take LF alone; two readers may disagree"),
        refused(
            "another control character in a value", "RFC 9110 §5.5", "A: b\u{1}c|", haproxyPasses: "A: b\u{1}c|",
            control),
        refused("DEL in a value", "RFC 9110 §5.5", "A: b\u{7F}c|", haproxyPasses: "A: b\u{7F}c|", control),
        .passes(
            "a hundred fields", "tune.http.maxhdr",
            "GET / HTTP/1.1|Host: h|" + Bytes.fields(99) + "|"),
        .refused(
            "more than 101 fields", "RFC 6585 §5", "GET / HTTP/1.1|Host: h|" + Bytes.fields(101) + "|", status: "431",
            haproxy: Difference("HAProxy answers 400, which tells the client less", .refused("400"))),
        .passes(
            "a head of 8 kB", "tune.bufsize", "GET / HTTP/1.1|Host: h|A: " + .repeated("x", 8000) + "||"),
        .refused(
            "a head of 70 kB", "RFC 6585 §5", "GET / HTTP/1.1|Host: h|A: " + .repeated("x", 70_000) + "||",
            status: "431",
            haproxy: Difference("HAProxy answers 400, which tells the client less", .refused("400"))),
    ]
}

extension Bytes {
    /// `A0: x`, `A1: x` and so on.
    fileprivate static func fields(_ count: Int) -> Bytes {
        Bytes(stringLiteral: (0..<count).map { "A\($0): x|" }.joined())
    }
}
