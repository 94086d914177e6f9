/// Servers that die, and time that runs out.
enum FailureRows {
    private static let request: Bytes = "GET / HTTP/1.1|Host: h||"
    private static let post: Bytes = "POST / HTTP/1.1|Host: h|Content-Length: 2||ab"
    private static let two = ["server a 127.0.0.1:81", "server b 127.0.0.1:82"]

    private static func failing(
        _ name: String, _ source: String, _ proxy: ProxyConfiguration = ProxyConfiguration(),
        _ request: Bytes = request, origin: [Reply], second: [Reply]? = nil, server: [Bytes], client: [Bytes],
        _ end: Outcome.End = .kept
    ) -> Row {
        Row(
            name: name, source: source, proxy: proxy, client: [.send(request)], origin: origin, second: second,
            expects: Outcome(server: server, client: client, end))
    }

    static let rows = [
        failing(
            "a server that refuses, and another that serves", "option redispatch",
            ProxyConfiguration(
                backend: ["option redispatch 1", "retries 2"],
                servers: ["server b 127.0.0.1:82", "server a 127.0.0.1:81"]),
            origin: [], server: [request], client: [.ok]),
        failing(
            "a server that closes before it answers", "RFC 9110 §15.6.3", origin: [Reply(.close)], server: [request],
            client: ["502"]),
        failing(
            "a server that resets before it answers", "RFC 9110 §15.6.3", origin: [Reply(.reset)], server: [request],
            client: ["502"]),
        failing(
            "a server that closes within its head", "RFC 9110 §15.6.3", origin: [.closing("HTTP/1.1 200 OK|Content")],
            server: [request], client: ["502"]),
        failing(
            "an empty answer is tried again elsewhere", "retry-on empty-response",
            ProxyConfiguration(backend: ["retry-on empty-response", "retries 1", "option redispatch 1"], servers: two),
            origin: [Reply(.close)], second: [], server: [request, request], client: [.ok]),
        failing(
            "a status is tried again elsewhere", "retry-on",
            ProxyConfiguration(backend: ["retry-on 503", "retries 1", "option redispatch 1"], servers: two),
            origin: ["HTTP/1.1 503 Busy|Content-Length: 0||"], second: [], server: [request, request], client: [.ok]),
        failing(
            "POST is tried again only where it is asked for", "retry-on",
            ProxyConfiguration(backend: ["retry-on conn-failure", "retries 1", "option redispatch 1"], servers: two),
            post, origin: [Reply(.close)], second: [], server: [post], client: ["502"]),
        failing(
            "a server that resets within its answer", "RFC 9112 §8",
            origin: [Reply(.send("HTTP/1.1 200 OK|Content-Length: 10||hello"), .pause(50), .reset)], server: [request],
            client: ["HTTP/1.1 200 OK|Content-Length: 10||hello"], .closed),
        failing(
            "a server that is slow to answer", "timeout server", ProxyConfiguration(defaults: ["timeout server 300ms"]),
            origin: [Reply(.pause(2000), .send(.ok))], server: [request], client: ["504"]),
        failing(
            "a server that is slow within its answer", "timeout server",
            ProxyConfiguration(defaults: ["timeout server 300ms"]),
            origin: [Reply(.send("HTTP/1.1 200 OK|Content-Length: 10||hello"), .pause(2000), .send("world"))],
            server: [request], client: ["HTTP/1.1 200 OK|Content-Length: 10||hello"], .closed),
        Row(
            name: "a client that is slow with its head", source: "timeout http-request",
            proxy: ProxyConfiguration(defaults: ["timeout http-request 300ms"]),
            client: [.send("GET / HTTP/1.1|"), .pause(1000), .send("Host: h||")], expects: .refused("408")),
        Row(
            name: "a head that comes byte by byte has no more time", source: "timeout http-request",
            proxy: ProxyConfiguration(defaults: ["timeout http-request 400ms"]),
            client: request.bytes.flatMap { [.send(Bytes([$0])), .pause(50)] }, expects: .refused("408")),
        Row(
            name: "a client that says nothing", source: "timeout http-request",
            proxy: ProxyConfiguration(defaults: ["timeout http-request 300ms"]), client: [.pause(600)],
            expects: .refused("408")),
        Row(
            name: "a client that says nothing after an answer", source: "timeout http-keep-alive",
            proxy: ProxyConfiguration(defaults: ["timeout http-keep-alive 300ms"]),
            client: [.send(request), .answers(1), .pause(600)],
            expects: Outcome(server: [request], client: [.ok], .closed)),
        Row(
            name: "a client that is slow with its body", source: "timeout client",
            proxy: ProxyConfiguration(defaults: ["timeout client 300ms", "timeout server 1s"]),
            client: [.send("POST / HTTP/1.1|Host: h|Content-Length: 10||hello"), .pause(700)],
            expects: .refusedMidway("408"),
            haproxy: Difference("HAProxy waits for the server, which waits for the client", .refusedMidway("504"))),
        Row(
            name: "a body that ends before its length", source: "RFC 9112 §8",
            client: [.send("POST / HTTP/1.1|Host: h|Content-Length: 10||hello"), .finish],
            expects: .abandoned),
        Row(
            name: "chunks that end before the last", source: "RFC 9112 §8",
            client: [.send("POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked||5|hello|"), .finish],
            expects: .abandoned),
        Row(
            name: "a client that resets while it waits: the server is let go", source: "option abortonclose",
            proxy: ProxyConfiguration(defaults: ["option abortonclose"]),
            client: [.send(request), .serverHas(1), .reset], origin: [Reply(.pause(1000), .send(.ok))],
            expects: Outcome(server: [request], client: [], .closed)),
        Row(
            name: "a server that answers and closes while the body comes", source: "RFC 9112 §9.6",
            client: [
                .send("POST / HTTP/1.1|Host: h|Content-Length: 100000||" + .repeated("x", 50_000)), .pause(300),
            ],
            origin: [
                Reply(
                    after: .head, .send("HTTP/1.1 413 Content Too Large|Content-Length: 0|Connection: close||"), .close)
            ],
            expects: .unfinished(client: "HTTP/1.1 413 Content Too Large|Content-Length: 0||")),
        Row(
            name: "a connection that the server closed in its pool is not noticed by the client",
            source: "RFC 9112 §9.3.1",
            client: [.send(request), .answers(1), .pause(150), .send(request)],
            origin: [Reply(.send(.ok), .pause(60), .close)],
            expects: Outcome(server: [request, request], client: [.ok, .ok], serverConnections: 2)),
        Row(
            name: "a request in the queue waits for its turn", source: "maxconn",
            proxy: ProxyConfiguration(servers: ["server a 127.0.0.1:81 maxconn 1"]),
            client: [
                .send(request), .serverHas(1), .connect(), .send("GET /2 HTTP/1.1|Host: h||"), .pause(300),
            ],
            origin: [Reply(.pause(200), .send(.ok)), .ok],
            expects: Outcome(server: [request, "GET /2 HTTP/1.1|Host: h||"], client: [.ok, .ok])),
        Row(
            name: "a request that waits too long in the queue", source: "timeout queue",
            proxy: ProxyConfiguration(
                defaults: ["timeout queue 200ms"], servers: ["server a 127.0.0.1:81 maxconn 1"]),
            client: [
                .send(request), .serverHas(1), .connect(), .send("GET /2 HTTP/1.1|Host: h||"), .answers(1), .pause(800),
            ],
            origin: [Reply(.pause(900), .send(.ok))],
            expects: Outcome(server: [request], client: [.ok, "503"])),
    ]
}
