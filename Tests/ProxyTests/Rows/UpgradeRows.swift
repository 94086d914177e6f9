/// RFC 9110 §7.8 and §9.3.6: connections that become something else.
enum UpgradeRows {
    private static let webSocket: Bytes =
        "GET /chat HTTP/1.1|Host: h|Connection: Upgrade|Upgrade: websocket|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|Sec-WebSocket-Version: 13||"
    private static let switching: Bytes =
        "HTTP/1.1 101 Switching Protocols|Connection: Upgrade|Upgrade: websocket|Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=||"

    private static let normalised = "Host stays as it came; HAProxy takes a well-known port away"

    static let rows = [
        Row(
            name: "a WebSocket becomes a tunnel in both directions", source: "RFC 6455 §4",
            client: [.send(webSocket), .answers(1), .send("\u{1}one"), .pause(50), .send("\u{2}two")],
            origin: [Reply(.send(switching), .pause(30), .send("\u{3}three"))],
            expects: Outcome(server: [webSocket + "\u{1}one\u{2}two"], client: [switching + "\u{3}three"])),
        Row(
            name: "a tunnel ends when the server ends it", source: "RFC 6455 §7",
            client: [.send(webSocket), .answers(1)],
            origin: [Reply(.send(switching), .pause(30), .send("bye"), .close)],
            expects: Outcome(server: [webSocket], client: [switching + "bye"], .closed)),
        Row(
            name: "a server that declines an upgrade answers as ever", source: "RFC 9110 §7.8",
            client: [
                .send("GET / HTTP/1.1|Host: h|Connection: upgrade|Upgrade: foo||"), .answers(1),
                .send("GET /2 HTTP/1.1|Host: h||"),
            ],
            expects: Outcome(
                server: ["GET / HTTP/1.1|Host: h|Connection: upgrade|Upgrade: foo||", "GET /2 HTTP/1.1|Host: h||"],
                client: [.ok, .ok])),
        Row(
            name: "h2c is not offered to the server", source: "RFC 9110 §7.8",
            client: [
                .send(
                    "GET / HTTP/1.1|Host: h|Connection: upgrade, http2-settings|Upgrade: h2c|HTTP2-Settings: AAMAAABk||"
                )
            ],
            expects: Outcome(server: ["GET / HTTP/1.1|Host: h||"], client: [.ok]),
            haproxy: .passes(
                "the server would speak what no proxy before it reads; HAProxy forwards it",
                as: "GET / HTTP/1.1|Host: h|Connection: upgrade, http2-settings|Upgrade: h2c|HTTP2-Settings: AAMAAABk||"
            )),
        Row(
            name: "HTTP/1.0 cannot upgrade", source: "RFC 9110 §7.8",
            client: [.send("GET / HTTP/1.0|Host: h|Connection: upgrade|Upgrade: foo||")],
            expects: Outcome(
                server: ["GET / HTTP/1.1|Host: h||"],
                client: ["HTTP/1.1 200 OK|Content-Length: 2|Connection: close||ok"], .closed),
            haproxy: .passes(
                "a server ignores it from HTTP/1.0; HAProxy forwards it",
                as: "GET / HTTP/1.0|Host: h|Connection: upgrade|Upgrade: foo||",
                client: "HTTP/1.1 200 OK|Content-Length: 2|Connection: close||ok", end: .closed)),
        Row(
            name: "CONNECT becomes a tunnel", source: "RFC 9110 §9.3.6",
            client: [.send("CONNECT h:443 HTTP/1.1|Host: h:443||"), .pause(100), .send("one")],
            origin: [Reply(after: .head, .send("HTTP/1.1 200 OK||"), .pause(200), .send("two"), .close)],
            expects: Outcome(
                server: ["CONNECT h:443 HTTP/1.1|Host: h:443||one"], client: ["HTTP/1.1 200 OK||two"], .closed),
            haproxy: Difference(
                normalised,
                Outcome(
                    server: ["CONNECT h:443 HTTP/1.1|Host: h||one"], client: ["HTTP/1.1 200 OK||two"], .closed))),
        Row(
            name: "CONNECT that a server declines", source: "RFC 9110 §9.3.6",
            client: [.send("CONNECT h:443 HTTP/1.1|Host: h:443||")],
            origin: [Reply(after: .head, .send("HTTP/1.1 405 Method Not Allowed|Content-Length: 2||no"))],
            expects: Outcome(
                server: ["CONNECT h:443 HTTP/1.1|Host: h:443||"],
                client: ["HTTP/1.1 405 Method Not Allowed|Content-Length: 2||no"]),
            haproxy: .passes(
                normalised, as: "CONNECT h:443 HTTP/1.1|Host: h||",
                client: "HTTP/1.1 405 Method Not Allowed|Content-Length: 2||no")),
        .refused("CONNECT without a port", "RFC 9112 §3.2.3", "CONNECT h HTTP/1.1|Host: h||"),
        .refused("CONNECT of a path", "RFC 9112 §3.2.3", "CONNECT / HTTP/1.1|Host: h||"),
    ]
}
