/// What stands after `server NAME ADDRESS` and `default-server` (configuration.txt §5.2).
enum ServerKeywords {
    static let vocabulary = Vocabulary<ServerSettings>(
        place: "after 'server'", keywords: work + checks + reactions, refused: refused)

    private static let work: [Keyword<ServerSettings>] =
        pair("backup", "no-backup", "Used when no other is usable.") { $0.isBackup = $1 }
        + pair("disabled", "enabled", "Starts in maintenance.") { $0.isDisabled = $1 }
        + pair("send-proxy", "no-send-proxy", "Connections begin with a PROXY protocol header, version 1.") {
            $0.sendsProxyHeader = $1
        } + [
            Keyword("weight", "0-256", default: "1", "Its share of the work.") { server, arguments throws(Refusal) in
                server.weight = try arguments.number(0...256)
            },
            Keyword("cookie", "VALUE", "What the backend's cookie says for it.") {
                server, arguments throws(Refusal) in
                server.cookie = try arguments.cookieValue()
            },
            Keyword("maxconn", "NUMBER", default: "0: any number", "Connections at once.") {
                server, arguments throws(Refusal) in
                server.maxConnections = try arguments.number(0...Limit.milliseconds)
            },
            Keyword("maxqueue", "NUMBER", default: "0: any number", "Requests that may wait for it.") {
                server, arguments throws(Refusal) in
                server.maxQueue = try arguments.number(0...Limit.milliseconds)
            },
            Keyword("slowstart", "TIME", default: "0", "How long its weight grows once it is up; whole seconds.") {
                server, arguments throws(Refusal) in
                let (seconds, fraction) = try arguments.time().components
                server.slowStart = .seconds(seconds + (fraction > 0 ? 1 : 0))
            },
        ]

    private static let checks: [Keyword<ServerSettings>] =
        pair("check", "no-check", "It is checked.") { $0.isChecked = $1 } + [
            Keyword("addr", "ADDRESS[:PORT]", default: "its own", "Where it is checked.") {
                server, arguments throws(Refusal) in
                let (address, port) = try ServerAddress.read(try arguments.next("an address"))
                server.checkAddress = address
                if case .fixed(let port) = port { server.checkPort = port }
            },
            Keyword("port", "1-65535", default: "its own", "Where it is checked.") {
                server, arguments throws(Refusal) in
                server.checkPort = UInt16(try arguments.number(1...65_535))
            },
            Keyword("inter", "TIME", default: "2s", "From one check to the next.") {
                server, arguments throws(Refusal) in
                server.interval = try arguments.time(atLeast: .milliseconds(1))
            },
            Keyword("fastinter", "TIME", default: "inter", "The same between states.") {
                server, arguments throws(Refusal) in
                server.fastInterval = try arguments.time(atLeast: .milliseconds(1))
            },
            Keyword("downinter", "TIME", default: "inter", "The same while it is down.") {
                server, arguments throws(Refusal) in
                server.downInterval = try arguments.time(atLeast: .milliseconds(1))
            },
            Keyword("rise", "NUMBER", default: "2", "Successes in a row that bring it up.") {
                server, arguments throws(Refusal) in
                server.rise = try arguments.number(1...1_000_000)
            },
            Keyword("fall", "NUMBER", default: "3", "Failures in a row that take it down.") {
                server, arguments throws(Refusal) in
                server.fall = try arguments.number(1...1_000_000)
            },
        ]

    private static let reactions: [Keyword<ServerSettings>] = [
        Keyword("observe", "{ none | layer4 | layer7 }", default: "none", "Which traffic counts as checks.") {
            server, arguments throws(Refusal) in
            let index = try arguments.choice(["none", "layer4", "layer7"])
            server.observation = ServerDefinition.Observation(rawValue: index) ?? .none
        },
        Keyword("error-limit", "NUMBER", default: "10", "Observed errors in a row that have a consequence.") {
            server, arguments throws(Refusal) in
            server.errorLimit = try arguments.number(1...1_000_000)
        },
        Keyword(
            "on-error", "{ fastinter | fail-check | sudden-death | mark-down }", default: "fail-check",
            "Which consequence."
        ) { server, arguments throws(Refusal) in
            let index = try arguments.choice(["fastinter", "fail-check", "sudden-death", "mark-down"])
            server.errorAction = ServerDefinition.ErrorAction(rawValue: index) ?? .failCheck
        },
        Keyword("on-marked-down", "shutdown-sessions", "Its connections end when it goes down.") {
            server, arguments throws(Refusal) in
            _ = try arguments.choice(["shutdown-sessions"])
            server.endsSessionsWhenDown = true
        },
        Keyword(
            "on-marked-up", "shutdown-backup-sessions", "Connections of backup servers end when it comes up."
        ) { server, arguments throws(Refusal) in
            _ = try arguments.choice(["shutdown-backup-sessions"])
            server.endsBackupSessionsWhenUp = true
        },
    ]

    /// A keyword that turns something on, and one that turns it off.
    private static func pair(
        _ name: String, _ opposite: String, _ note: String,
        _ set: @escaping @Sendable (inout ServerSettings, Bool) -> Void
    ) -> [Keyword<ServerSettings>] {
        [
            Keyword(name, "", default: "off", note) { server, arguments throws(Refusal) in set(&server, true) },
            Keyword(opposite, "", "Turns '\(name)' off again.") { server, arguments throws(Refusal) in
                set(&server, false)
            },
        ]
    }

    static let refused = [
        RefusedKeywords(
            "ssl no-ssl ca-file crl-file crt verify verifyhost sni check-sni check-ssl no-check-ssl check-alpn alpn npn ciphers "
                + "ciphersuites allow-0rtt force-sslv3 force-tlsv10 force-tlsv11 force-tlsv12 force-tlsv13 no-sslv3 no-tlsv10 "
                + "no-tlsv11 no-tlsv12 no-tlsv13 ssl-max-ver ssl-min-ver ssl-reuse no-ssl-reuse tls-tickets no-tls-tickets",
            "clusterd does not speak TLS"),
        RefusedKeywords(
            "agent-addr agent-check no-agent-check agent-inter agent-port agent-send",
            "agents are not asked: use 'check'"),
        RefusedKeywords(
            "send-proxy-v2 send-proxy-v2-ssl send-proxy-v2-ssl-cn proxy-v2-options no-send-proxy-v2 no-send-proxy-v2-ssl "
                + "no-send-proxy-v2-ssl-cn", "use 'send-proxy'"),
        RefusedKeywords("check-send-proxy no-check-send-proxy", "checks do as 'send-proxy' unless they go elsewhere"),
        RefusedKeywords("check-proto proto ws log-proto", "HTTP/1 is spoken to servers"),
        RefusedKeywords("check-via-socks4 socks4", "servers are reached directly"),
        RefusedKeywords(
            "resolvers resolve-net resolve-opts resolve-prefer init-addr", "names are resolved once, at the start"),
        RefusedKeywords("track", "give the server a 'check' of its own"),
        RefusedKeywords("minconn", "use 'maxconn'"),
        RefusedKeywords("id", "servers are numbered in their order"),
        RefusedKeywords("redir", "use 'http-request redirect'"),
        RefusedKeywords("source usesrc interface namespace", "the system chooses the source"),
        RefusedKeywords("stick non-stick", "there are no stick tables"),
        RefusedKeywords(
            "pool-low-conn pool-max-conn pool-purge-delay max-reuse",
            "how many idle connections are kept is not configurable"),
        RefusedKeywords("tfo no-tfo tcp-ut", "leave it away"),
    ]
}

extension Arguments {
    /// What may stand in a cookie (RFC 6265 §4.1.1).
    fileprivate mutating func cookieValue() throws(Refusal) -> [UInt8] {
        let word = try next("a value")
        guard word.bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x2C && $0 != 0x3B && $0 != 0x5C })
        else { throw refusal(word, "a value without blanks, quotes, ',', ';' and '\\'") }
        return word.bytes
    }
}
