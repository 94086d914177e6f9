/// Which backend and which server.
enum RoutingRows {
    private static let two = ["server a 127.0.0.1:81", "server b 127.0.0.1:82"]
    private static let requests: [Bytes] = (1...4).map { "GET /\($0) HTTP/1.1|Host: h||" }
    private static let first: Bytes = "HTTP/1.1 200 OK|Content-Length: 1||1"
    private static let second: Bytes = "HTTP/1.1 200 OK|Content-Length: 1||2"

    /// Four requests one after another; the row says which of the two servers answers each.
    private static func row(
        _ name: String, _ source: String, _ proxy: ProxyConfiguration, answers: [Int],
        requests: [Bytes] = requests
    ) -> Row {
        let places = Array(zip(requests, answers))
        return Row(
            name: name, source: source, proxy: proxy,
            client: requests.enumerated().flatMap { [.send($1), .answers($0 + 1)] },
            origin: Array(repeating: Reply(.send(first)), count: 4),
            second: Array(repeating: Reply(.send(second)), count: 4),
            expects: Outcome(
                server: places.filter { $0.1 == 1 }.map(\.0) + places.filter { $0.1 == 2 }.map(\.0),
                client: answers.map { $0 == 1 ? first : second }))
    }

    private static func balanced(_ balance: String, _ servers: [String] = two) -> ProxyConfiguration {
        ProxyConfiguration(backend: ["balance \(balance)"], servers: servers)
    }

    static let rows = [
        row("in turn", "balance roundrobin", balanced("roundrobin"), answers: [1, 2, 1, 2]),
        row("in turn, fixed", "balance static-rr", balanced("static-rr"), answers: [1, 2, 1, 2]),
        row(
            "by weight", "weight",
            balanced("roundrobin", ["server a 127.0.0.1:81 weight 3", "server b 127.0.0.1:82 weight 1"]),
            answers: [1, 1, 1, 2]),
        row(
            "weight 0 gets nobody", "weight",
            balanced("roundrobin", ["server a 127.0.0.1:81 weight 0", "server b 127.0.0.1:82"]), answers: [2, 2, 2, 2]),
        row("the first that has room", "balance first", balanced("first"), answers: [1, 1, 1, 1]),
        row(
            "a server that is disabled", "disabled",
            balanced("roundrobin", ["server a 127.0.0.1:81 disabled", "server b 127.0.0.1:82"]), answers: [2, 2, 2, 2]),
        row(
            "a backup only helps out", "backup",
            balanced("roundrobin", ["server a 127.0.0.1:81", "server b 127.0.0.1:82 backup"]), answers: [1, 1, 1, 1]),
        row(
            "a backup helps out", "backup",
            balanced("roundrobin", ["server a 127.0.0.1:81 disabled", "server b 127.0.0.1:82 backup"]),
            answers: [2, 2, 2, 2]),
        row(
            "use_backend", "use_backend",
            ProxyConfiguration(
                frontend: ["use_backend other if { path /2 /3 }"],
                sections: ["backend other\n    server b 127.0.0.1:82"]), answers: [1, 2, 2, 1]),
        row(
            "the first use_backend that holds", "use_backend",
            ProxyConfiguration(
                frontend: ["use_backend back if { path /1 }", "use_backend other if { always_true }"],
                sections: ["backend other\n    server b 127.0.0.1:82"]), answers: [1, 2, 2, 2]),
        row(
            "a server's port counts from the one the client came to", "server",
            ProxyConfiguration(servers: ["server a 127.0.0.1:+1"]), answers: [1, 1, 1, 1]),
        row(
            "use-server", "use-server",
            ProxyConfiguration(
                backend: ["use-server b if { path /2 }"],
                servers: ["server a 127.0.0.1:81", "server b 127.0.0.1:82 weight 0"]),
            answers: [1, 2, 1, 1]),
        row(
            "listen is both", "listen",
            ProxyConfiguration(
                frontend: ["use_backend both if { path /2 }"],
                sections: ["listen both\n    bind 127.0.0.1:8080\n    server b 127.0.0.1:82"], ports: [80, 8080]),
            answers: [1, 2, 1, 1]),
        Row(
            name: "source keeps a client with a server", source: "balance source", proxy: balanced("source"),
            client: requests.enumerated().flatMap { [.send($1), .answers($0 + 1)] }, second: [],
            expects: Outcome(server: requests, client: [.ok, .ok, .ok, .ok], serverConnections: 1)),
        Row(
            name: "one path has one server", source: "balance uri", proxy: balanced("uri"),
            client: (1...4).flatMap { [.send("GET /same?\($0) HTTP/1.1|Host: h||"), .answers($0)] }, second: [],
            expects: Outcome(
                server: (1...4).map { "GET /same?\($0) HTTP/1.1|Host: h||" }, client: [.ok, .ok, .ok, .ok],
                serverConnections: 1)),
        Row(
            name: "one name has one server", source: "balance hdr", proxy: balanced("hdr(host)"),
            client: requests.enumerated().flatMap { [.send($1), .answers($0 + 1)] }, second: [],
            expects: Outcome(server: requests, client: [.ok, .ok, .ok, .ok], serverConnections: 1)),
    ]
}
