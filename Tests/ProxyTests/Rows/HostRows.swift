/// RFC 9112 §3.2: the field Host.
enum HostRows {
    private static func refused(_ name: String, _ fields: Bytes, haproxyPasses passed: Bytes? = nil) -> Row {
        .refused(
            "Host: \(name)", "RFC 9112 §3.2", "GET / HTTP/1.1|" + fields + "|",
            haproxy: passed.map {
                .passes("a request has exactly one valid Host; HAProxy passes it on", as: "GET / HTTP/1.1|" + $0 + "|")
            })
    }

    private static func passes(_ name: String, _ fields: Bytes) -> Row {
        .passes("Host: \(name)", "RFC 9112 §3.2", "GET / HTTP/1.1|" + fields + "|")
    }

    static let rows = [
        refused("no Host", "A: b|", haproxyPasses: "A: b|"),
        refused("two of them that differ", "Host: a|Host: b|"),
        refused("two of them that are the same", "Host: a|Host: a|", haproxyPasses: "Host: a|"),
        refused("two in one field", "Host: a, b|", haproxyPasses: "Host: a, b|"),
        refused("a space inside", "Host: a b|", haproxyPasses: "Host: a b|"),
        refused("a user", "Host: user@a|", haproxyPasses: "Host: user@a|"),
        refused("a path", "Host: a/b|", haproxyPasses: "Host: a/b|"),
        refused("a port that is no number", "Host: a:http|", haproxyPasses: "Host: a:http|"),
        passes("a port", "Host: a:8080|"),
        passes("an IPv6 address", "Host: [fd00::1]:80|"),
        passes("an empty one", "Host: |"),
        .passes(
            "the authority of an absolute target replaces another Host", "RFC 9112 §3.2.2",
            "GET http://h/ HTTP/1.1|Host: other||", server: ["GET / HTTP/1.1|Host: h||"],
            haproxy: Difference("HAProxy refuses two names that differ", .refused("400"))),
    ]
}
