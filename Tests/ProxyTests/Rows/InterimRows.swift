/// RFC 9110 §10.1.1 and §15.2: 100-continue and other interim answers.
enum InterimRows {
    private static let head: Bytes = "POST / HTTP/1.1|Host: h|Expect: 100-continue|Content-Length: 5||"

    static let rows = [
        Row(
            name: "the server's 100 reaches the client, then its body the server", source: "RFC 9110 §10.1.1",
            client: [.send(head), .answers(1), .send("hello")],
            origin: [Reply(after: .head, .send("HTTP/1.1 100 Continue||"), .request, .send(.ok))],
            expects: Outcome(server: [head + "hello"], client: ["HTTP/1.1 100 Continue||", .ok])),
        Row(
            name: "a server that refuses at once is not sent the body", source: "RFC 9110 §10.1.1",
            client: [.send(head), .answers(1)],
            origin: [
                Reply(
                    after: .head, .send("HTTP/1.1 417 Expectation Failed|Content-Length: 0|Connection: close||"), .close
                )
            ],
            expects: .unfinished(client: "HTTP/1.1 417 Expectation Failed|Content-Length: 0||")),
        Row(
            name: "a client that does not wait", source: "RFC 9110 §10.1.1",
            client: [.send(head + "hello")],
            expects: Outcome(server: [head + "hello"], client: [.ok])),
        Row(
            name: "interim answers pass, in their order", source: "RFC 9110 §15.2",
            client: [.send("GET / HTTP/1.1|Host: h||")],
            origin: [
                "HTTP/1.1 102 Processing||HTTP/1.1 103 Early Hints|Link: x||HTTP/1.1 200 OK|Content-Length: 2||ok"
            ],
            expects: Outcome(
                server: ["GET / HTTP/1.1|Host: h||"],
                client: ["HTTP/1.1 102 Processing||", "HTTP/1.1 103 Early Hints|Link: x||", .ok])),
        Row(
            name: "a client of HTTP/1.0 gets no interim answer", source: "RFC 9110 §15.2",
            client: [.send("GET / HTTP/1.0|Host: h||")],
            origin: ["HTTP/1.1 103 Early Hints|Link: x||HTTP/1.1 200 OK|Content-Length: 2||ok"],
            expects: Outcome(
                server: ["GET / HTTP/1.1|Host: h||"],
                client: ["HTTP/1.1 200 OK|Content-Length: 2|Connection: close||ok"], .closed),
            haproxy: Difference(
                "HTTP/1.0 does not know them; HAProxy sends them",
                Outcome(
                    server: ["GET / HTTP/1.0|Host: h|Connection: keep-alive||"],
                    client: [
                        "HTTP/1.1 103 Early Hints|Link: x||", "HTTP/1.1 200 OK|Content-Length: 2|Connection: close||ok",
                    ], .closed))),
        Row(
            name: "an expectation of HTTP/1.0 is not passed on", source: "RFC 9110 §10.1.1",
            client: [.send("POST / HTTP/1.0|Host: h|Expect: 100-continue|Content-Length: 5||hello")],
            expects: Outcome(
                server: ["POST / HTTP/1.1|Host: h|Content-Length: 5||hello"],
                client: ["HTTP/1.1 200 OK|Content-Length: 2|Connection: close||ok"], .closed),
            haproxy: .passes(
                "its sender cannot mean 100; HAProxy forwards it",
                as: "POST / HTTP/1.0|Host: h|Connection: keep-alive|Expect: 100-continue|Content-Length: 5||hello",
                client: "HTTP/1.1 200 OK|Content-Length: 2|Connection: close||ok", end: .closed)),
        Row(
            name: "an answer before the body is over", source: "RFC 9112 §9.3",
            client: [
                .send("POST / HTTP/1.1|Host: h|Content-Length: 10||hello"), .answers(1), .send("world"),
            ],
            origin: [Reply(after: .head, .send(.ok), .request)],
            expects: Outcome(
                server: ["POST / HTTP/1.1|Host: h|Content-Length: 10||helloworld"], client: [.ok])),
    ]
}
