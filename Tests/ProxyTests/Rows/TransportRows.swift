/// mode tcp, and the PROXY protocol on both sides.
enum TransportRows {
    private static func tcp(_ more: [String] = [], servers: [String] = ["server a 127.0.0.1:81"]) -> ProxyConfiguration
    {
        ProxyConfiguration(defaults: ["mode tcp"] + more, servers: servers)
    }

    private static let request: Bytes = "GET / HTTP/1.1|Host: h||"

    private static func accepted(_ name: String, _ header: Bytes, from address: Bytes) -> Row {
        Row(
            name: name, source: "accept-proxy",
            proxy: ProxyConfiguration(defaults: ["option forwardfor"], bind: "accept-proxy"),
            client: [.send(header + request)],
            expects: Outcome(
                server: ["GET / HTTP/1.1|Host: h|X-Forwarded-For: " + address + "||"], client: [.ok]))
    }

    private static func refused(_ name: String, _ header: Bytes, haproxy: Difference? = nil) -> Row {
        Row(
            name: name, source: "accept-proxy", proxy: ProxyConfiguration(bind: "accept-proxy"),
            client: [.send(header + request)], expects: Outcome(server: [], client: [], .closed), haproxy: haproxy)
    }

    private static let signature: [UInt8] = [13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10]

    static let rows = [
        Row(
            name: "bytes pass as they are, malformed or not", source: "mode tcp", proxy: tcp(),
            client: [.send("GET  / x\0\r\n\n|Host : h||")],
            origin: [Reply(after: .connection, .pause(100), .send("no HTTP||"))],
            expects: .raw(server: ["GET  / x\0\r\n\n|Host : h||"], client: ["no HTTP||"])),
        Row(
            name: "the server speaks first", source: "mode tcp", proxy: tcp(), client: [.pause(50)],
            origin: [Reply(after: .connection, .send("220 ready"))],
            expects: .raw(server: [], client: ["220 ready"])),
        Row(
            name: "the client's end reaches the server, whose answer still comes", source: "mode tcp", proxy: tcp(),
            client: [.send("ask||"), .finish],
            origin: [Reply(after: .connection, .pause(200), .send("answer||"), .close)],
            expects: .raw(server: ["ask||"], client: ["answer||"], .closed)),
        Row(
            name: "no server listens", source: "mode tcp",
            proxy: tcp(["retries 0"], servers: ["server a 127.0.0.1:99"]),
            client: [.send("ask||")], expects: .raw(server: [], client: [], .closed)),
        accepted("version 1", "PROXY TCP4 10.1.2.3 127.0.0.1 5678 80|", from: "10.1.2.3"),
        accepted("version 1 with IPv6", "PROXY TCP6 fd00::1 fd00::2 5678 80|", from: "fd00::1"),
        accepted("version 1 of an unknown kind", "PROXY UNKNOWN|", from: "127.0.0.1"),
        accepted(
            "version 2", Bytes(signature + [0x21, 0x11, 0, 12, 10, 1, 2, 3, 127, 0, 0, 1, 0x16, 0x2E, 0, 80]),
            from: "10.1.2.3"),
        accepted("version 2 of the proxy's own (LOCAL)", Bytes(signature + [0x20, 0, 0, 0]), from: "127.0.0.1"),
        refused("none", ""),
        refused(
            "an address that is none", "PROXY TCP4 10.1.2.300 127.0.0.1 5678 80|",
            haproxy: .passes("it is no address; HAProxy reads on", as: request)),
        refused("a line that does not end", "PROXY TCP4 10.1.2.3 127.0.0.1 5678 80" + .repeated(" ", 120)),
        refused(
            "a wrong signature", Bytes([13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 11, 0x21, 0x11, 0, 12])),
        Row(
            name: "a line before the bytes", source: "send-proxy",
            proxy: tcp(servers: ["server a 127.0.0.1:81 send-proxy"]), client: [.connect(from: 9), .send("ask||")],
            origin: [Reply(after: .connection, .pause(100), .send("answer||"))],
            expects: .raw(server: ["PROXY TCP4 127.0.0.9 127.0.0.1 40000 80|ask||"], client: ["answer||"])),
    ]
}
