/// RFC 9112 §6: where a request ends.
enum LengthRows {
    private static func refused(_ name: String, _ source: String, _ fields: Bytes, _ rest: Bytes) -> Row {
        Row(
            name: name, source: source, client: [.send("POST / HTTP/1.1|Host: h|" + fields + "|" + rest)],
            expects: .refused("400"))
    }

    static let rows = [
        Row(
            name: "a body of a given length", source: "RFC 9112 §6.2",
            client: [.send("POST / HTTP/1.1|Host: h|Content-Length: 5||hello")],
            expects: Outcome(
                server: ["POST / HTTP/1.1|Host: h|Content-Length: 5||hello"],
                client: ["HTTP/1.1 200 OK|Content-Length: 2||ok"])),
        refused("two lengths that differ", "RFC 9112 §6.3", "Content-Length: 5|Content-Length: 6|", "hello!"),
        refused("a list of lengths that differ", "RFC 9112 §6.3", "Content-Length: 5, 6|", "hello!"),
        refused("a negative length", "RFC 9110 §8.6", "Content-Length: -5|", "hello"),
        refused("a signed length", "RFC 9110 §8.6", "Content-Length: +5|", "hello"),
        refused("a length with something after it", "RFC 9110 §8.6", "Content-Length: 5 a|", "hello"),
        refused("a length in hexadecimal", "RFC 9110 §8.6", "Content-Length: 0x5|", "hello"),
        refused("an empty length", "RFC 9110 §8.6", "Content-Length: |", "hello"),
        refused("a length beyond 64 bits", "RFC 9110 §8.6", "Content-Length: 18446744073709551621|", "hello"),
        .refused(
            "a length and chunks", "RFC 9112 §6.1",
            "POST / HTTP/1.1|Host: h|Content-Length: 5|Transfer-Encoding: chunked||5|hello|0||",
            haproxy: .passes(
                "§6.1 allows it without the length; two readers may disagree, and it is nobody's honest request",
                as: "POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked||5|hello|0||",
                client: "HTTP/1.1 200 OK|Content-Length: 2|Connection: close||ok", end: .closed)),
    ]
}
