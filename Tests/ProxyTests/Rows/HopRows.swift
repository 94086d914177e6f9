/// RFC 9110 §7.6: fields that are for the next hop only.
enum HopRows {
    private static func request(_ name: String, _ source: String, _ fields: Bytes, as passed: Bytes, haproxy: Bytes)
        -> Row
    {
        .passes(
            name, source, "GET / HTTP/1.1|Host: h|" + fields + "|",
            server: ["GET / HTTP/1.1|Host: h|" + passed + "|"],
            haproxy: .passes("it is for this hop; HAProxy forwards it", as: "GET / HTTP/1.1|Host: h|" + haproxy + "|"))
    }

    private static func answer(_ name: String, _ source: String, _ fields: Bytes, as passed: Bytes, haproxy: Bytes?)
        -> Row
    {
        Row(
            name: name, source: source, client: [.send("GET / HTTP/1.1|Host: h||")],
            origin: [Reply(.send("HTTP/1.1 200 OK|Content-Length: 2|" + fields + "|ok"))],
            expects: Outcome(
                server: ["GET / HTTP/1.1|Host: h||"],
                client: ["HTTP/1.1 200 OK|Content-Length: 2|" + passed + "|ok"]),
            haproxy: haproxy.map {
                .passes(
                    "it is for this hop; HAProxy forwards it", as: "GET / HTTP/1.1|Host: h||",
                    client: "HTTP/1.1 200 OK|Content-Length: 2|" + $0 + "|ok")
            })
    }

    static let rows = [
        request(
            "Connection and what it names stay here", "RFC 9110 §7.6.1", "Connection: A|A: b|C: d|", as: "C: d|",
            haproxy: "Connection: A|A: b|C: d|"),
        request(
            "several names in several fields", "RFC 9110 §7.6.1", "Connection: A, x|Connection: C|A: b|C: d|", as: "",
            haproxy: "Connection: A, x|Connection: C|A: b|C: d|"),
        request(
            "Keep-Alive", "RFC 9110 §7.6.1", "Connection: keep-alive|Keep-Alive: timeout=5|", as: "",
            haproxy: "Keep-Alive: timeout=5|"),
        request(
            "Keep-Alive that Connection does not name", "RFC 9110 §7.6.1", "Keep-Alive: timeout=5|", as: "",
            haproxy: "Keep-Alive: timeout=5|"),
        request(
            "Proxy-Connection", "RFC 9110 §7.6.1", "Proxy-Connection: keep-alive|", as: "",
            haproxy: "Proxy-Connection: keep-alive|"),
        request(
            "TE: trailers that Connection does not name", "RFC 9110 §10.1.4", "TE: trailers|", as: "",
            haproxy: "TE: trailers|"),
        request(
            "Upgrade that Connection does not name", "RFC 9110 §7.8", "Upgrade: websocket|", as: "",
            haproxy: "Upgrade: websocket|"),
        request(
            "Host that Connection names stays", "RFC 9110 §7.6.1", "Connection: host|", as: "",
            haproxy: "Connection: host|"),
        answer(
            "an answer's Connection and what it names", "RFC 9110 §7.6.1", "Connection: A|A: b|C: d|", as: "C: d|",
            haproxy: "Connection: A|A: b|C: d|"),
        answer(
            "an answer's Keep-Alive", "RFC 9110 §7.6.1", "Keep-Alive: timeout=5|", as: "",
            haproxy: "Keep-Alive: timeout=5|"),
        answer(
            "an answer's Proxy-Connection", "RFC 9110 §7.6.1", "Proxy-Connection: keep-alive|", as: "",
            haproxy: "Proxy-Connection: keep-alive|"),
        answer(
            "fields that are for the client", "RFC 9110 §7.6.1", "A: b|Server: s|Via: v|",
            as: "A: b|Server: s|Via: v|", haproxy: nil),
    ]
}
