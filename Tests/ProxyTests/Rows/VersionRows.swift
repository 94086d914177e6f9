/// RFC 9112 §9: HTTP/1.0, and which connections are kept.
enum VersionRows {
    private static let closing: Bytes = "HTTP/1.1 200 OK|Content-Length: 2|Connection: close||ok"
    private static let ownVersion = "§2.3: an intermediary sends its own version; HAProxy the client's"

    static let rows = [
        Row.passes(
            "a client of HTTP/1.0 is answered and closed on", "RFC 9112 §9.3", "GET / HTTP/1.0|Host: h||",
            server: ["GET / HTTP/1.1|Host: h||"], client: [closing], .closed,
            haproxy: .passes(
                ownVersion, as: "GET / HTTP/1.0|Host: h|Connection: keep-alive||", client: closing, end: .closed)),
        .passes(
            "HTTP/1.0 needs no Host, a server of HTTP/1.1 does", "RFC 9112 §3.2", "GET / HTTP/1.0||",
            server: ["GET / HTTP/1.1|Host: ||"], client: [closing], .closed,
            haproxy: .passes(ownVersion, as: "GET / HTTP/1.0|Connection: keep-alive||", client: closing, end: .closed)),
        .passes(
            "HTTP/1.0 with keep-alive is kept", "RFC 9112 §9.3", "GET / HTTP/1.0|Host: h|Connection: keep-alive||",
            server: ["GET / HTTP/1.1|Host: h||"],
            client: ["HTTP/1.1 200 OK|Content-Length: 2|Connection: keep-alive||ok"],
            haproxy: .passes(
                ownVersion, as: "GET / HTTP/1.0|Host: h|Connection: keep-alive||",
                client: "HTTP/1.1 200 OK|Content-Length: 2|Connection: keep-alive||ok")),
        .passes(
            "close is obeyed", "RFC 9112 §9.6", "GET / HTTP/1.1|Host: h|Connection: close||",
            server: ["GET / HTTP/1.1|Host: h||"], client: ["HTTP/1.1 200 OK|Content-Length: 2|Connection: close||ok"],
            .closed),
        .passes(
            "close is obeyed in any case and place", "RFC 9110 §7.6.1",
            "GET / HTTP/1.1|Host: h|Connection: foo, CLOSE||", server: ["GET / HTTP/1.1|Host: h||"], client: [closing],
            .closed,
            haproxy: .passes(
                "HAProxy forwards what else Connection says", as: "GET / HTTP/1.1|Host: h|Connection: foo||",
                client: closing,
                end: .closed)),
        Row(
            name: "a second request on a connection", source: "RFC 9112 §9.3",
            client: [
                .send("GET /1 HTTP/1.1|Host: h||"), .answers(1), .send("GET /2 HTTP/1.1|Host: h||"),
            ],
            expects: Outcome(
                server: ["GET /1 HTTP/1.1|Host: h||", "GET /2 HTTP/1.1|Host: h||"], client: [.ok, .ok],
                serverConnections: 1)),
        Row(
            name: "a server that closes after each answer costs the client nothing", source: "RFC 9112 §9.3",
            client: [
                .send("GET /1 HTTP/1.1|Host: h||"), .answers(1), .pause(50), .send("GET /2 HTTP/1.1|Host: h||"),
            ],
            origin: [.closing("HTTP/1.1 200 OK|Content-Length: 2|Connection: close||ok")],
            expects: Outcome(
                server: ["GET /1 HTTP/1.1|Host: h||", "GET /2 HTTP/1.1|Host: h||"], client: [.ok, .ok],
                serverConnections: 2)),
        Row(
            name: "a server of HTTP/1.0 that closes at the end of its answer", source: "RFC 9112 §6.3",
            client: [.send("GET / HTTP/1.1|Host: h||")],
            origin: [.closing("HTTP/1.0 200 OK||hello")],
            expects: Outcome(
                server: ["GET / HTTP/1.1|Host: h||"], client: ["HTTP/1.1 200 OK|Connection: close||hello"], .closed),
            haproxy: .passes(
                "§2.3: an intermediary sends its own version; HAProxy the server's", as: "GET / HTTP/1.1|Host: h||",
                client: "HTTP/1.0 200 OK||hello", end: .closed)),
        Row(
            name: "an answer without a length", source: "RFC 9112 §6.3",
            client: [.send("GET / HTTP/1.1|Host: h||")],
            origin: [.closing("HTTP/1.1 200 OK||hello")],
            expects: Outcome(
                server: ["GET / HTTP/1.1|Host: h||"], client: ["HTTP/1.1 200 OK|Connection: close||hello"], .closed)),
        Row(
            name: "an answer without a length, to a client of HTTP/1.0", source: "RFC 9112 §6.3",
            client: [.send("GET / HTTP/1.0|Host: h||")],
            origin: [.closing("HTTP/1.1 200 OK||hello")],
            expects: Outcome(
                server: ["GET / HTTP/1.1|Host: h||"], client: ["HTTP/1.1 200 OK|Connection: close||hello"], .closed),
            haproxy: .passes(
                ownVersion, as: "GET / HTTP/1.0|Host: h|Connection: keep-alive||",
                client: "HTTP/1.1 200 OK|Connection: close||hello", end: .closed)),
        Row(
            name: "chunks are taken apart for a client of HTTP/1.0", source: "RFC 9112 §7.1",
            client: [.send("GET / HTTP/1.0|Host: h||")],
            origin: ["HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|0||"],
            expects: Outcome(
                server: ["GET / HTTP/1.1|Host: h||"], client: ["HTTP/1.1 200 OK|Connection: close||hello"], .closed),
            haproxy: .passes(
                "no Transfer-Encoding may be sent to HTTP/1.0; HAProxy does",
                as: "GET / HTTP/1.0|Host: h|Connection: keep-alive||",
                client: "HTTP/1.1 200 OK|Transfer-Encoding: chunked|Connection: close||5|hello|0||", end: .closed)),
        Row(
            name: "option httpclose", source: "option httpclose",
            proxy: ProxyConfiguration(defaults: ["option httpclose"]),
            client: [.send("GET / HTTP/1.1|Host: h||")],
            expects: Outcome(
                server: ["GET / HTTP/1.1|Host: h|Connection: close||"],
                client: ["HTTP/1.1 200 OK|Content-Length: 2|Connection: close||ok"], .closed)),
        Row(
            name: "option http-server-close", source: "option http-server-close",
            proxy: ProxyConfiguration(defaults: ["option http-server-close"]),
            client: [
                .send("GET /1 HTTP/1.1|Host: h||"), .answers(1), .send("GET /2 HTTP/1.1|Host: h||"),
            ],
            expects: Outcome(
                server: [
                    "GET /1 HTTP/1.1|Host: h|Connection: close||", "GET /2 HTTP/1.1|Host: h|Connection: close||",
                ], client: [.ok, .ok], serverConnections: 2)),
        Row(
            name: "http-reuse always: another client takes the connection", source: "http-reuse",
            proxy: ProxyConfiguration(backend: ["http-reuse always"]),
            client: [
                .send("GET /1 HTTP/1.1|Host: h||"), .answers(1), .pause(50), .connect(),
                .send("GET /2 HTTP/1.1|Host: h||"),
            ],
            expects: Outcome(
                server: ["GET /1 HTTP/1.1|Host: h||", "GET /2 HTTP/1.1|Host: h||"], client: [.ok, .ok],
                serverConnections: 1)),
        Row(
            name: "http-reuse never: another client does not", source: "http-reuse",
            proxy: ProxyConfiguration(backend: ["http-reuse never"]),
            client: [
                .send("GET /1 HTTP/1.1|Host: h||"), .answers(1), .pause(50), .connect(),
                .send("GET /2 HTTP/1.1|Host: h||"),
            ],
            expects: Outcome(
                server: ["GET /1 HTTP/1.1|Host: h||", "GET /2 HTTP/1.1|Host: h||"], client: [.ok, .ok],
                serverConnections: 2)),
        Row(
            name: "an answer to a client that has said that it sends nothing more", source: "RFC 9112 §9.6",
            client: [.send("GET / HTTP/1.1|Host: h||"), .finish],
            origin: [Reply(.pause(100), .send(.ok))],
            expects: Outcome(server: ["GET / HTTP/1.1|Host: h||"], client: [.ok], .closed)),
        Row(
            name: "a client that connects and says nothing", source: "RFC 9112 §9.5",
            client: [.pause(50), .finish], expects: Outcome(server: [], client: [], .closed),
            haproxy: Difference("nothing was asked; HAProxy answers 400", .refused("400"))),
    ]
}
