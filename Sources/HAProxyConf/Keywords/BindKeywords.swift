/// What stands after `bind ADDRESS:PORT` (configuration.txt §5.1).
enum BindKeywords {
    static let vocabulary = Vocabulary<BindOptions>(place: "after 'bind'", keywords: all, refused: refused)

    private static let all: [Keyword<BindOptions>] = [
        Keyword("accept-proxy", "", default: "off", "A PROXY protocol header comes first, version 1 or 2.") {
            options, arguments throws(Refusal) in options.acceptsProxyHeader = true
        },
        Keyword("name", "NAME", "Names the line.") { options, arguments throws(Refusal) in
            options.name = try arguments.next("a name").text
        },
        Keyword("maxconn", "NUMBER", default: "the section's", "Connections at once.") {
            options, arguments throws(Refusal) in
            let number = try arguments.number(0...Limit.milliseconds)
            options.maxConnections = number == 0 ? nil : number
        },
        Keyword("backlog", "NUMBER", default: "the section's", "The backlog.") {
            options, arguments throws(Refusal) in
            options.backlog = try arguments.number(1...Limit.milliseconds)
        },
        Keyword("v4v6", "", default: "as the system is set", "An IPv6 socket also takes IPv4.") {
            options, arguments throws(Refusal) in options.takesIPv4 = true
        },
        Keyword("v6only", "", default: "as the system is set", "It does not.") {
            options, arguments throws(Refusal) in options.takesIPv4 = false
        },
    ]

    private static let refused = [
        RefusedKeywords(
            "ssl allow-0rtt alpn ca-file ca-ignore-err ca-sign-file ca-sign-pass ca-verify-file ciphers ciphersuites crl-file "
                + "crt crt-ignore-err crt-list curves ecdhe force-sslv3 force-tlsv10 force-tlsv11 force-tlsv12 force-tlsv13 "
                + "generate-certificates no-ca-names no-sslv3 no-tls-tickets no-tlsv10 no-tlsv11 no-tlsv12 no-tlsv13 npn "
                + "prefer-client-ciphers ssl-max-ver ssl-min-ver strict-sni tls-ticket-keys verify",
            "clusterd does not speak TLS"),
        RefusedKeywords("mode user group uid gid level severity-output expose-fd", "they are for UNIX sockets"),
        RefusedKeywords("accept-netscaler-cip", "use 'accept-proxy'"),
        RefusedKeywords("process thread shards nice", "every thread listens on every socket"),
        RefusedKeywords("proto", "HTTP/1 is spoken"),
        RefusedKeywords("interface namespace transparent", "bind to the address"),
        RefusedKeywords("defer-accept mss tcp-ut tfo id", "leave it away"),
    ]
}
