/// Requests that two readers have been known to take for different ones.
enum SmugglingRows {
    private static func refused(
        _ name: String, _ source: String, _ fields: Bytes, _ rest: Bytes = "5|hello|0||", status: Bytes = "400",
        haproxy: Difference? = nil
    ) -> Row {
        Row(
            name: name, source: source, client: [.send("POST / HTTP/1.1|Host: h|" + fields + "|" + rest)],
            expects: .refused(status), haproxy: haproxy)
    }

    private static let same = "§6.3 allows to make one of them; HAProxy does"

    static let rows = [
        refused("chunked before another coding", "RFC 9112 §6.3", "Transfer-Encoding: chunked, gzip|"),
        refused("chunked twice", "RFC 9112 §7.1", "Transfer-Encoding: chunked, chunked|"),
        refused("chunked in two fields", "RFC 9112 §7.1", "Transfer-Encoding: chunked|Transfer-Encoding: chunked|"),
        refused(
            "chunked and identity in two fields", "RFC 9112 §6.1",
            "Transfer-Encoding: chunked|Transfer-Encoding: identity|"),
        refused("a coding that is not chunked", "RFC 9112 §6.3", "Transfer-Encoding: gzip|"),
        refused("identity", "RFC 9112 §6.1", "Transfer-Encoding: identity|"),
        refused(
            "another coding before chunked", "RFC 9112 §6.1", "Transfer-Encoding: gzip, chunked|", status: "501",
            haproxy: Difference("§6.1 asks for 501", .refused("422"))),
        refused("a coding that begins like chunked", "RFC 9112 §6.1", "Transfer-Encoding: chunkedx|"),
        refused("a coding in quotes", "RFC 9112 §6.1", "Transfer-Encoding: \"chunked\"|"),
        refused("a coding with a control character", "RFC 9112 §6.1", "Transfer-Encoding: \u{B}chunked|"),
        refused("an empty coding", "RFC 9112 §6.1", "Transfer-Encoding: |"),
        refused("a coding with a parameter", "RFC 9112 §7", "Transfer-Encoding: chunked;a=b|"),
        refused(
            "a coding behind a comma", "RFC 9112 §6.1", "Transfer-Encoding: , chunked|",
            haproxy: Difference(
                "a list with an empty element: unusual enough to be refused, and 400 says it", .refused("422"))),
        refused(
            "a length after chunks were announced", "RFC 9112 §6.1", "Transfer-Encoding: chunked|Content-Length: 3|",
            haproxy: .passes(
                "§6.1 allows it without the length; two readers may disagree, and it is nobody's honest request",
                as: "POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked||5|hello|0||",
                client: "HTTP/1.1 200 OK|Content-Length: 2|Connection: close||ok", end: .closed)),
        refused("a space before the colon of a length", "RFC 9112 §5.1", "Content-Length : 5|", "hello"),
        refused("a space before the colon of a coding", "RFC 9112 §5.1", "Transfer-Encoding : chunked|"),
        refused(
            "a coding on a folded line", "RFC 9112 §5.2", "Transfer-Encoding:| chunked|",
            haproxy: .passes(
                "§5.2: refuse it, or put spaces in its place, which HAProxy does",
                as: "POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked||5|hello|0||")),
        refused(
            "a length twice, the same", "RFC 9112 §6.3", "Content-Length: 5|Content-Length: 5|", "hello",
            haproxy: .passes(same, as: "POST / HTTP/1.1|Host: h|Content-Length: 5||hello")),
        refused(
            "a length as a list of the same", "RFC 9110 §8.6", "Content-Length: 5, 5|", "hello",
            haproxy: .passes(same, as: "POST / HTTP/1.1|Host: h|Content-Length: 5||hello")),
        refused("a length behind NUL", "RFC 9110 §8.6", "Content-Length: \05|", "hello"),
        refused("a length beyond 63 bits", "RFC 9110 §8.6", "Content-Length: 9223372036854775808|", "hello"),
        refused("a lone CR before a field", "RFC 9112 §2.2", "A: b\r\rContent-Length: 5|", "hello"),
        Row(
            name: "what follows the body of a refused request is not read as another", source: "RFC 9112 §9.6",
            client: [
                .send(
                    "POST / HTTP/1.1|Host: h|Content-Length: 5|Content-Length: 6||helloGET /other HTTP/1.1|Host: h||")
            ],
            expects: .refused("400")),
        Row(
            name: "Transfer-Encoding of HTTP/1.0", source: "RFC 9112 §6.1",
            client: [.send("POST / HTTP/1.0|Host: h|Transfer-Encoding: chunked||5|hello|0||")],
            expects: .refused("400"),
            haproxy: .passes(
                "no server may be sent it either; HAProxy does both",
                as: "POST / HTTP/1.0|Host: h|Transfer-Encoding: chunked||5|hello|0||",
                client: "HTTP/1.1 200 OK|Content-Length: 2|Connection: close||ok", end: .closed)),
        Row(
            name: "a length that Connection names stays", source: "RFC 9110 §7.6.1",
            client: [.send("POST / HTTP/1.1|Host: h|Connection: content-length|Content-Length: 5||hello")],
            expects: Outcome(server: ["POST / HTTP/1.1|Host: h|Content-Length: 5||hello"], client: [.ok]),
            haproxy: .passes(
                "HAProxy forwards Connection with what it names",
                as: "POST / HTTP/1.1|Host: h|Connection: content-length|Content-Length: 5||hello")),
    ]
}
