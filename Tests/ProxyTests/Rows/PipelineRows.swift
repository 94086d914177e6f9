/// RFC 9112 §9.3.2: requests that do not wait for answers.
enum PipelineRows {
    private static let three: [Bytes] = (1...3).map { "GET /\($0) HTTP/1.1|Host: h||" }
    private static let answers: [Bytes] = (1...3).map { "HTTP/1.1 200 OK|Content-Length: 1||\($0)" }

    private static func row(_ name: String, _ client: [ClientStep], haproxy: Difference? = nil) -> Row {
        Row(
            name: name, source: "RFC 9112 §9.3.2", client: client, origin: answers.map { Reply(.send($0)) },
            expects: Outcome(server: three, client: answers), haproxy: haproxy)
    }

    static let rows = [
        row("three requests in one packet", [.send(three[0] + three[1] + three[2])]),
        row(
            "a packet that ends within the second head",
            [.send(three[0] + "GET /2 HT"), .pause(50), .send("TP/1.1|Host: h||" + three[2])]),
        row(
            "a packet for every byte", (three[0] + three[1] + three[2]).bytes.map { .send(Bytes([$0])) }),
        Row(
            name: "a body, then a request, in one packet", source: "RFC 9112 §9.3.2",
            client: [.send("POST /1 HTTP/1.1|Host: h|Content-Length: 5||hello" + three[1])],
            origin: answers.map { Reply(.send($0)) },
            expects: Outcome(
                server: ["POST /1 HTTP/1.1|Host: h|Content-Length: 5||hello", three[1]],
                client: [answers[0], answers[1]])),
        Row(
            name: "chunks, then a request, in one packet", source: "RFC 9112 §9.3.2",
            client: [.send("POST /1 HTTP/1.1|Host: h|Transfer-Encoding: chunked||5|hello|0||" + three[1])],
            origin: answers.map { Reply(.send($0)) },
            expects: Outcome(
                server: ["POST /1 HTTP/1.1|Host: h|Transfer-Encoding: chunked||5|hello|0||", three[1]],
                client: [answers[0], answers[1]])),
        Row(
            name: "answers come in order, the slow one first", source: "RFC 9112 §9.3.2",
            client: [.send(three[0] + three[1])],
            origin: [Reply(.pause(150), .send(answers[0])), Reply(.send(answers[1]))],
            expects: Outcome(server: [three[0], three[1]], client: [answers[0], answers[1]])),
        Row(
            name: "nothing is read after close", source: "RFC 9112 §9.6",
            client: [.send("GET /1 HTTP/1.1|Host: h|Connection: close||" + three[1])],
            expects: Outcome(
                server: [three[0]], client: ["HTTP/1.1 200 OK|Content-Length: 2|Connection: close||ok"], .closed)),
        Row(
            name: "a good request before a bad one is answered", source: "RFC 9112 §9.3.2",
            client: [.send(three[0] + "GET /2 HTTP/1.1|Host : h||")], origin: [Reply(.send(answers[0]))],
            expects: Outcome(server: [three[0]], client: [answers[0], "400"], .closed)),
        Row(
            name: "a good request, and an error that the proxy made, then another one", source: "RFC 9112 §9.3.2",
            proxy: ProxyConfiguration(frontend: ["http-request deny if { path /2 }"]),
            client: [.send(three[0] + three[1] + three[2])],
            origin: [Reply(.send(answers[0])), Reply(.send(answers[2]))],
            expects: Outcome(server: [three[0], three[2]], client: [answers[0], "403", answers[2]])),
        Row(
            name: "an empty line between requests", source: "RFC 9112 §2.2",
            client: [.send(three[0] + "||" + three[1])], origin: answers.map { Reply(.send($0)) },
            expects: Outcome(server: [three[0], three[1]], client: [answers[0], answers[1]])),
    ]
}
