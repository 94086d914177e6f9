/// RFC 9112 §4 and §6: answers of servers, whole and broken.
enum AnswerRows {
    private static let request: Bytes = "GET / HTTP/1.1|Host: h||"

    private static func passes(
        _ name: String, _ source: String, _ answer: Bytes, as passed: Bytes? = nil, haproxy: Difference? = nil
    ) -> Row {
        Row(
            name: "answer: \(name)", source: source, client: [.send(request)], origin: [Reply(.send(answer))],
            expects: Outcome(server: [request], client: [passed ?? answer]), haproxy: haproxy)
    }

    private static func head(_ name: String, _ source: String, _ answer: Bytes, as passed: Bytes? = nil) -> Row {
        Row(
            name: "answer: \(name)", source: source,
            client: [.send("HEAD / HTTP/1.1|Host: h||"), .answers(1), .send("HEAD /2 HTTP/1.1|Host: h||")],
            origin: [Reply(.send(answer)), Reply(.send(answer))],
            expects: Outcome(
                server: ["HEAD / HTTP/1.1|Host: h||", "HEAD /2 HTTP/1.1|Host: h||"],
                client: [passed ?? answer, passed ?? answer], isHead: true))
    }

    /// The client must not take it for an answer.
    private static func refused(
        _ name: String, _ source: String, _ answer: Bytes, haproxyPasses passed: Bytes? = nil, _ why: String = "",
        _ end: Outcome.End = .kept
    ) -> Row {
        Row(
            name: "answer: \(name)", source: source, client: [.send(request)], origin: [Reply(.send(answer))],
            expects: Outcome(server: [request], client: ["502"]),
            haproxy: passed.map { .passes(why, as: request, client: $0, end: end) })
    }

    static let rows = [
        passes("a length", "RFC 9112 §6.2", "HTTP/1.1 200 OK|Content-Length: 5||hello"),
        passes("chunks", "RFC 9112 §7.1", "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|0||"),
        passes(
            "chunks with trailers", "RFC 9112 §7.1.2", "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|0|A: b||"),
        passes("no reason phrase", "RFC 9112 §4", "HTTP/1.1 200 |Content-Length: 2||ok"),
        passes("a long reason phrase", "RFC 9112 §4", "HTTP/1.1 200 All is well, thank you|Content-Length: 2||ok"),
        passes("a status that nobody knows", "RFC 9110 §15", "HTTP/1.1 299 Hm|Content-Length: 2||ok"),
        passes("a length of nothing", "RFC 9112 §6.2", "HTTP/1.1 200 OK|Content-Length: 0||"),
        passes("204", "RFC 9110 §15.3.5", "HTTP/1.1 204 No Content||"),
        passes("304 with a length has no body", "RFC 9110 §15.4.5", "HTTP/1.1 304 Not Modified|Content-Length: 5||"),
        passes(
            "two cookies stay two fields", "RFC 9110 §5.3",
            "HTTP/1.1 200 OK|Content-Length: 0|Set-Cookie: a=b|Set-Cookie: c=d||"),
        head("HEAD with a length", "RFC 9110 §9.3.2", "HTTP/1.1 200 OK|Content-Length: 5||"),
        head("HEAD with chunks announced", "RFC 9110 §9.3.2", "HTTP/1.1 200 OK|Transfer-Encoding: chunked||"),
        head("HEAD without a length", "RFC 9110 §9.3.2", "HTTP/1.1 200 OK||"),
        refused(
            "a status of two digits", "RFC 9112 §4", "HTTP/1.1 20 OK|Content-Length: 2||ok",
            haproxyPasses: "HTTP/1.1 20 OK||ok", "§4: three digits between spaces"),
        refused(
            "a status of four digits", "RFC 9112 §4", "HTTP/1.1 2000 OK|Content-Length: 2||ok",
            haproxyPasses: "HTTP/1.1 2000 OK|Content-Length: 2||ok", "§4: three digits between spaces"),
        refused("a status with a letter", "RFC 9112 §4", "HTTP/1.1 2x0 OK|Content-Length: 2||ok"),
        refused(
            "a status below 100", "RFC 9110 §15", "HTTP/1.1 099 OK|Content-Length: 2||ok",
            haproxyPasses: "HTTP/1.1 099 OK||ok", "§4: three digits between spaces"),
        refused(
            "no space after the status", "RFC 9112 §4", "HTTP/1.1 200|Content-Length: 2||ok",
            haproxyPasses: "HTTP/1.1 200 |Content-Length: 2||ok", "§4: three digits between spaces"),
        refused("another protocol", "RFC 9112 §2.3", "ICY 200 OK|Content-Length: 2||ok"),
        refused(
            "an unknown major version", "RFC 9112 §2.3", "HTTP/2.0 200 OK|Content-Length: 2||ok",
            haproxyPasses: "HTTP/1.1 200 OK|Content-Length: 2||ok", "HAProxy takes any digits"),
        refused("no HTTP at all", "RFC 9112 §4", "SSH-2.0-OpenSSH||"),
        refused("two lengths that differ", "RFC 9112 §6.3", "HTTP/1.1 200 OK|Content-Length: 2|Content-Length: 3||ok"),
        refused("a length that is no number", "RFC 9110 §8.6", "HTTP/1.1 200 OK|Content-Length: x||ok"),
        refused(
            "a length and chunks", "RFC 9112 §6.1",
            "HTTP/1.1 200 OK|Content-Length: 2|Transfer-Encoding: chunked||2|ok|0||",
            haproxyPasses: "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ok|0||",
            "§6.1: it ought to be handled as an error"),
        refused("a coding that is not chunked", "RFC 9112 §6.3", "HTTP/1.1 200 OK|Transfer-Encoding: gzip||ok"),
        refused(
            "Transfer-Encoding of HTTP/1.0", "RFC 9112 §6.1", "HTTP/1.0 200 OK|Transfer-Encoding: chunked||2|ok|0||",
            haproxyPasses: "HTTP/1.0 200 OK|Transfer-Encoding: chunked||2|ok|0||", "§6.1: its framing is faulty",
            .closed),
        refused("a space before a colon", "RFC 9112 §5.1", "HTTP/1.1 200 OK|Content-Length : 2||ok"),
        refused(
            "a folded line", "RFC 9112 §5.2", "HTTP/1.1 200 OK|A: b| c|Content-Length: 2||ok",
            haproxyPasses: "HTTP/1.1 200 OK|A: b   c|Content-Length: 2||ok",
            "§5.2: refuse it, or put spaces in its place, which HAProxy does"),
        refused(
            "NUL in a value", "RFC 9110 §5.5", "HTTP/1.1 200 OK|A: b\0|Content-Length: 2||ok",
            haproxyPasses: "HTTP/1.1 200 OK|A: b\0|Content-Length: 2||ok", "HAProxy looks for NUL in names only"),
        refused("a lone CR in a value", "RFC 9110 §5.5", "HTTP/1.1 200 OK|A: b\rc|Content-Length: 2||ok"),
        refused(
            "lone LFs", "RFC 9112 §2.2", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
            haproxyPasses: "HTTP/1.1 200 OK|Content-Length: 2||ok",
            "§2.2 allows a reader to take LF alone; two readers may disagree"),
        refused("a head without end", "tune.bufsize", "HTTP/1.1 200 OK|A: " + .repeated("x", 70_000) + "||"),
        refused(
            "101 that nobody asked for", "RFC 9110 §15.2.2",
            "HTTP/1.1 101 Switching Protocols|Connection: upgrade|Upgrade: foo||x"),
        Row(
            name: "what follows an answer is not taken for the next one", source: "RFC 9112 §9.2",
            client: [.send(request), .answers(1), .pause(50), .send("GET /2 HTTP/1.1|Host: h||")],
            origin: ["HTTP/1.1 200 OK|Content-Length: 2||okHTTP/1.1 200 OK|Content-Length: 5||wrong"],
            expects: Outcome(
                server: [request, "GET /2 HTTP/1.1|Host: h||"], client: [.ok, .ok], serverConnections: 2)),
        Row(
            name: "an answer cut short of its length is not made whole", source: "RFC 9112 §8",
            client: [.send(request)], origin: [.closing("HTTP/1.1 200 OK|Content-Length: 10||hello")],
            expects: Outcome(
                server: [request], client: ["HTTP/1.1 200 OK|Content-Length: 10||hello"], .closed)),
        Row(
            name: "an answer cut within a chunk is not made whole", source: "RFC 9112 §8",
            client: [.send(request)], origin: [.closing("HTTP/1.1 200 OK|Transfer-Encoding: chunked||a|hello")],
            expects: Outcome(
                server: [request], client: ["HTTP/1.1 200 OK|Transfer-Encoding: chunked||a|hello"], .closed)),
        Row(
            name: "an answer cut between chunks is not made whole", source: "RFC 9112 §8",
            client: [.send(request)], origin: [.closing("HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|")],
            expects: Outcome(
                server: [request], client: ["HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|"], .closed)),
        Row(
            name: "a bad chunk size ends the answer visibly", source: "RFC 9112 §7.1",
            client: [.send(request)],
            origin: [
                Reply(.send("HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|"), .pause(100), .send("x|bad|0||"))
            ],
            expects: Outcome(
                server: [request], client: ["HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|"], .closed)),
    ]
}
