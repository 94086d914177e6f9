/// `option forwardfor`
enum ForwardedForRows {
    private static func row(
        _ name: String, _ options: String, _ fields: Bytes = "", as passed: Bytes, from host: UInt8 = 1
    ) -> Row {
        Row(
            name: name, source: "option forwardfor",
            proxy: ProxyConfiguration(defaults: ["option forwardfor \(options)"]),
            client: [.connect(from: host), .send("GET / HTTP/1.1|Host: h|" + fields + "|")],
            expects: Outcome(server: ["GET / HTTP/1.1|Host: h|" + passed + "|"], client: [.ok]))
    }

    static let rows = [
        row("the client's address", "", as: "X-Forwarded-For: 127.0.0.1|"),
        row("of another client", "", as: "X-Forwarded-For: 127.0.0.9|", from: 9),
        row(
            "a field that is there stays before it", "", "X-Forwarded-For: 10.0.0.1|",
            as: "X-Forwarded-For: 10.0.0.1|X-Forwarded-For: 127.0.0.1|"),
        row(
            "if-none leaves a request that has one", "if-none", "X-Forwarded-For: 10.0.0.1|",
            as: "X-Forwarded-For: 10.0.0.1|"),
        row("if-none adds where there is none", "if-none", as: "X-Forwarded-For: 127.0.0.1|"),
        row("another field", "header X-Client", as: "X-Client: 127.0.0.1|"),
        row("except a network", "except 127.0.0.0/8", as: ""),
        row("except another network", "except 10.0.0.0/8", as: "X-Forwarded-For: 127.0.0.1|"),
        row("except one address", "except 127.0.0.9", as: "", from: 9),
    ]
}
