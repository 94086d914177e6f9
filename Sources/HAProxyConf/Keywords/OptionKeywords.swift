/// What stands after `option`.
enum OptionKeywords {
    static let vocabulary = Vocabulary<ProxyDraft>(
        place: "after 'option'", keywords: logging + connections + servers, refused: refused)

    private static let logging: [Keyword<ProxyDraft>] = [
        Keyword("httplog", "", "A line for each request.", in: .clientSide) { draft, arguments throws(Refusal) in
            try draft.setLogFormat(.http, &arguments)
        },
        Keyword("tcplog", "", "A line for each connection, with timers.", in: .clientSide) {
            draft, arguments throws(Refusal) in
            try draft.setLogFormat(.tcp, &arguments)
        },
        flag("dontlognull", .dontLogNull, "Connections without a byte are not logged.", in: .clientSide),
        flag("log-health-checks", .logHealthChecks, "Every change of a check's result is logged.", in: .serverSide),
    ]

    private static let connections: [Keyword<ProxyDraft>] = [
        Keyword(
            "forwardfor", "[except NETWORK] [header NAME] [if-none]", default: "off",
            "The client's address is told to servers, in X-Forwarded-For."
        ) { draft, arguments throws(Refusal) in
            try draft.forbidModifier(&arguments)
            draft.settings.forwardedFor = try arguments.forwardedFor()
        },
        connectionMode("http-keep-alive", .keepAlive, "Connections are kept; the default."),
        connectionMode("http-server-close", .serverClose, "The server's connection is closed after each response."),
        connectionMode("httpclose", .close, "Both connections are."),
        flag("abortonclose", .abortOnClose, "A client that closes leaves the queue.", in: .serverSide),
    ]

    private static let servers: [Keyword<ProxyDraft>] = [
        Keyword(
            "httpchk", "[[METHOD] URI [VERSION]]", default: "off; OPTIONS / HTTP/1.0",
            "Servers are checked by a request; its status must be 200 to 399.", in: .serverSide
        ) { draft, arguments throws(Refusal) in
            try draft.forbidModifier(&arguments)
            try draft.readHTTPCheckOption(&arguments)
        },
        Keyword("tcp-check", "", default: "on", "Servers are checked by a connection.", in: .serverSide) {
            draft, arguments throws(Refusal) in
            try draft.forbidModifier(&arguments)
            draft.settings.check.kind = .connect
        },
        Keyword(
            "redispatch", "[N]", default: "off; -1",
            "Every Nth retry goes to another server; -N: the Nth from the end does.", in: .serverSide
        ) { draft, arguments throws(Refusal) in
            guard arguments.modifier == nil else { return draft.settings.redispatchInterval = 0 }
            draft.settings.redispatchInterval = arguments.isAtEnd ? -1 : try arguments.signedNumber()
        },
        flag("allbackups", .allBackups, "All backup servers are used, not only the first.", in: .serverSide),
    ]

    private static func flag(
        _ name: String, _ option: ProxyOptions, _ note: String, in places: Places
    ) -> Keyword<ProxyDraft> {
        Keyword(name, "", default: "off", note, in: places) { draft, arguments throws(Refusal) in
            if arguments.modifier == nil {
                draft.settings.options.insert(option)
            } else {
                draft.settings.options.remove(option)
            }
        }
    }

    private static func connectionMode(
        _ name: String, _ mode: ConnectionMode, _ note: String
    ) -> Keyword<ProxyDraft> {
        Keyword(name, "", note) { draft, arguments throws(Refusal) in
            if arguments.modifier == nil {
                draft.settings.connectionMode = mode
            } else if draft.settings.connectionMode == mode {
                draft.settings.connectionMode = .keepAlive
            }
        }
    }

    static let refused = [
        RefusedKeywords(
            "accept-invalid-http-request accept-invalid-http-response",
            "what two readers could read differently is refused"),
        RefusedKeywords(
            "h1-case-adjust-bogus-client h1-case-adjust-bogus-server http-restrict-req-hdr-names http-use-proxy-header "
                + "http-pretend-keepalive http-no-delay http-ignore-probes disable-h2-upgrade",
            "HTTP/1 is spoken by RFC 9112 and not otherwise"),
        RefusedKeywords("http-buffer-request", "bodies are passed on as they come"),
        RefusedKeywords(
            "splice-auto splice-request splice-response", "large bodies are spliced anyway: leave it away"),
        RefusedKeywords(
            "clitcpka srvtcpka tcpka tcp-smart-accept tcp-smart-connect nolinger independent-streams", "leave it away"),
        RefusedKeywords("idle-close-on-response socket-stats contstats", "leave it away"),
        RefusedKeywords(
            "dontlog-normal log-separate-errors logasap httpslog", "of the formats there are 'httplog' and 'tcplog'"),
        RefusedKeywords("originalto", "use 'http-request set-header X-Original-To %[dst]'"),
        RefusedKeywords("persist prefer-last-server checkcache", "clients stay with a server by 'cookie'"),
        RefusedKeywords("transparent http_proxy", "name the servers with 'server'"),
        RefusedKeywords(
            "external-check ldap-check mysql-check pgsql-check redis-check smtpchk spop-check ssl-hello-chk",
            "use 'option httpchk' or 'option tcp-check'"),
        RefusedKeywords("forceclose http-tunnel", "HAProxy removed it: use 'option httpclose'"),
    ]
}
