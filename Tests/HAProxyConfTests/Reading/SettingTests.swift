import Addresses
import Testing

@testable import HAProxyConf

/// `balance`, `cookie`, `retry-on`, `log`, `stats`, `option` and their like.
struct SettingTests {
    private static let balances: [(String, Balance)] = [
        ("", .roundRobin), ("roundrobin", .roundRobin), ("static-rr", .staticRoundRobin),
        ("leastconn", .leastConnections),
        ("first", .first), ("source", .source), ("uri", .uri(length: 0, depth: 0, isWhole: false, isPathOnly: false)),
        ("uri whole len 9 depth 2 path-only", .uri(length: 9, depth: 2, isWhole: true, isPathOnly: true)),
        ("hdr(Host)", .header(name: Array("Host".utf8), domainOnly: false)),
        ("hdr(Host) use_domain_only", .header(name: Array("Host".utf8), domainOnly: true)),
        ("random", .random(draws: 2)), ("random()", .random(draws: 2)), ("random(5)", .random(draws: 5)),
    ]

    @Test("balance", arguments: balances)
    func balance(_ text: String, _ expected: Balance) throws {
        #expect(try backend("balance \(text)").balance == expected)
    }

    @Test("a cookie has every attribute it is given")
    func cookie() throws {
        let cookie = try #require(
            try backend(
                "cookie SRV insert indirect nocache preserve httponly secure domain .a.b domain c.d attr SameSite=Lax "
                    + "maxidle 30m maxlife 3600"
            ).cookie)
        #expect(cookie.name.text == "SRV" && cookie.mode == .insert && cookie.isIndirect && cookie.isNotCached)
        #expect(cookie.isPreserved && cookie.isHTTPOnly && cookie.isSecure)
        #expect(cookie.domains.map(\.text) == [".a.b", "c.d"] && cookie.attributes.map(\.text) == ["SameSite=Lax"])
        #expect(cookie.maximumIdle == .seconds(1800) && cookie.maximumLife == .seconds(3600))
    }

    @Test(
        "a cookie is only read, rewritten, inserted or put before a value",
        arguments: [
            ("", CookieDefinition.Mode.passive), ("rewrite", .rewrite), ("insert", .insert), ("prefix", .prefix),
        ])
    func cookieMode(_ word: String, _ mode: CookieDefinition.Mode) throws {
        #expect(try backend("cookie SRV \(word)").cookie?.mode == mode)
    }

    @Test(
        "what is wrong with a setting of a backend is told",
        arguments: [
            ("cookie A insert rewrite", "of 'rewrite', 'insert' and 'prefix' a cookie has one"),
            ("cookie A preserve", "'preserve' needs 'insert' or 'indirect'"),
            ("cookie \"A B\"", "wants the name of a cookie"),
            ("cookie A insert attr \"a;b\"", "wants an attribute without ';'"),
            ("cookie A dynamic", "is not supported"),
            ("cookie A maxidle x", "wants a time"), ("balance hdr", "'balance hdr' wants the name of a header"),
            ("balance random(0)", "draws 1 to 1000 servers"), ("balance source x", "takes no more: 'x' is unexpected"),
            ("balance url_param a", "'url_param' after 'balance' is not supported"), ("balance uri x", "not 'x'"),
            ("retries 3x", "wants a number from 0 to 1000, not '3x'"), ("retry-on none 500", "'none' stands alone"),
            ("retry-on 429", "unknown keyword '429' after 'retry-on'"), ("http-reuse x", "not 'x'"),
            ("hash-type consistent", "'hash-type' in backend is not supported by clusterd"),
            ("fullconn 10", "'fullconn' in backend is not supported by clusterd"),
            ("option redispatch x", "wants a number from -1000 to 1000"),
            ("no option httpchk", "takes no 'no' or 'default'"),
            ("option forwardfor except x", "wants an address or network"), ("option abortonclose x", "takes no more"),
            ("mode health", "HAProxy has no 'mode health' any more"), ("use-server a", "wants 'if' or 'unless'"),
            ("use-server a if TRUE", "there is no server 'a' in this section"),
            ("tcp-request connection accept", "'tcp-request' has no effect: a backend has no clients"),
            ("unique-id-format %ci", "'unique-id-format' in backend is not supported by clusterd"),
        ])
    func refused(_ line: String, _ expected: String) {
        let told = Place.backend.errors(line)
        #expect(told.count == 1 && told[0].contains(expected), "\(told)")
    }

    @Test("what a backend does without a word about it is what HAProxy does")
    func backendDefaults() throws {
        let backend = try backend("")
        #expect(backend.retries == 3 && backend.retryOn == .connectionFailure && backend.redispatchInterval == 0)
        #expect(backend.reuse == .safe && !backend.abortsOnClose && !backend.usesAllBackups && backend.cookie == nil)
        #expect(backend.connectionMode == .keepAlive && !backend.logsHealthChecks && backend.logging.targets == [])
        guard case .connect = backend.healthCheck else { return fail("another check") }
    }

    @Test("options of a backend")
    func backendOptions() throws {
        let backend = try backend(
            """
            option redispatch
             option abortonclose
             option allbackups
             option log-health-checks
             option httpclose
             option forwardfor except 10.1.2.3/8 header X-Client if-none
             retries 0
             http-reuse always
             retry-on all-retryable-errors 404
            """)
        #expect(backend.redispatchInterval == -1 && backend.abortsOnClose && backend.usesAllBackups)
        #expect(backend.logsHealthChecks && backend.connectionMode == .close && backend.retries == 0)
        #expect(backend.reuse == .always && backend.retryOn.contains([.status404, .status500, .responseTimeout]))
        #expect(backend.retryOn.isDisjoint(with: [.status401, .status501]))
        let forwarded = try #require(backend.forwardedFor)
        #expect(forwarded.header.text == "X-Client" && forwarded.ifNone)
        #expect(forwarded.exception?.description == "10.0.0.0/8")
    }

    private static let redispatches: [(String, Int)] = [
        ("option redispatch", -1), ("option redispatch 3", 3), ("option redispatch -2", -2), ("option redispatch 0", 0),
        ("option redispatch\n no option redispatch", 0), ("option redispatch\n default option redispatch", 0),
    ]

    @Test("redispatch", arguments: redispatches)
    func redispatch(_ lines: String, _ expected: Int) throws {
        #expect(try backend(lines).redispatchInterval == expected)
    }

    private static let connectionModes: [(String, ConnectionMode)] = [
        ("option httpclose\n option http-keep-alive", .keepAlive), ("option http-server-close", .serverClose),
        ("option httpclose\n no option httpclose", .keepAlive),
        ("option httpclose\n no option http-server-close", .close),
    ]

    @Test("of the connection modes the last one counts", arguments: connectionModes)
    func connectionMode(_ lines: String, _ expected: ConnectionMode) throws {
        #expect(try frontend(lines).connectionMode == expected)
    }

    @Test("timeouts; 0 is none")
    func timeouts() throws {
        let backend = try backend("timeout queue 1s\n timeout check 2s\n timeout tunnel 1h\n timeout server-fin 0")
        #expect(
            backend.timeouts
                == ServerTimeouts(
                    connect: .seconds(1), server: .seconds(1), serverFin: nil, queue: .seconds(1), check: .seconds(2),
                    tunnel: .seconds(3600)))
        let frontend = try frontend(
            "timeout http-request 5s\n timeout http-keep-alive 6s\n timeout client-fin 7s\n timeout client 0")
        #expect(
            frontend.timeouts
                == ClientTimeouts(
                    client: nil, clientFin: .seconds(7), httpRequest: .seconds(5), httpKeepAlive: .seconds(6)))
    }

    @Test("settings of a frontend")
    func frontendSettings() throws {
        let frontend = try frontend(
            """
            maxconn 100
             backlog 50
             monitor-uri /alive?x
             description a  b
             option dontlognull
             option httplog
             log-tag web
             default_backend back
            """)
        #expect(frontend.maxConnections == 100 && frontend.backlog == 50 && frontend.description == "a b")
        #expect(frontend.monitorURI?.text == "/alive?x" && frontend.defaultBackend == 0)
        #expect(frontend.logging.skipsEmptyConnections && frontend.logging.format == .http)
        #expect(frontend.logging.tag == "web" && frontend.isDisabled == false && frontend.mode == .http)
    }

    private static let logLines: [(String, LogTarget.Destination)] = [
        ("127.0.0.1", .datagram(.ip(.init(v4: 0x7F00_0001)), port: 514)),
        ("10.0.0.9:5140", .datagram(.ip(.init(v4: 0x0A00_0009)), port: 5140)),
        ("[::1]:514", .datagram(.ip(.init(v6: 0, 1)), port: 514)),
        ("logs.example.com:514", .datagram(.name("logs.example.com"), port: 514)),
        (":515", .datagram(.ip(.init(v4: 0x7F00_0001)), port: 515)), ("/dev/log", .unix(path: "/dev/log")),
        ("unix@/dev/log", .unix(path: "/dev/log")), ("stdout", .standardOutput), ("fd@2", .standardError),
        ("udp@127.0.0.1", .datagram(.ip(.init(v4: 0x7F00_0001)), port: 514)),
    ]

    @Test("where logs go", arguments: logLines)
    func logDestination(_ text: String, _ expected: LogTarget.Destination) throws {
        let target = try #require(try frontend("log \(text) local0").logging.targets.first)
        #expect(target.destination == expected && target.format == .local && target.maximumLength == 1024)
        #expect(target.facility == 16 && target.maximumLevel == 7 && target.minimumLevel == 0)
    }

    @Test("length, format, facility and levels of a log")
    func logOptions() throws {
        let target = try #require(try frontend("log stderr len 80 format raw daemon info err").logging.targets.first)
        #expect(target.maximumLength == 80 && target.format == .raw && target.facility == 3)
        #expect(target.maximumLevel == 6 && target.minimumLevel == 3)
    }

    @Test(
        "what is wrong with a log is told",
        arguments: [
            ("127.0.0.1", "'log' wants 'kern', 'user'"), ("127.0.0.1 local8", "not 'local8': did you mean 'local0'?"),
            ("127.0.0.1 local0 information", "wants 'emerg', 'alert'"), ("127.0.0.1 len 79 local0", "from 80 to 65535"),
            ("127.0.0.1 format iso local0", "'iso' after 'format' is not supported"),
            ("127.0.0.1:0 local0", "has no port from 1 to 65535"),
            ("ring@x local0", "logs to 'ring@x' are not supported"),
            ("127.0.0.1 sample 1:2 local0", "'sample' of 'log' is not supported"),
            ("1.2.3 local0", "'1.2.3' is no address"),
            ("127.0.0.1 local0 info err x", "takes no more: 'x'"), ("global x", "takes no more: 'x' is unexpected"),
        ])
    func refusedLogs(_ text: String, _ expected: String) {
        let told = Place.frontend.errors("log \(text)")
        #expect(told.count == 1 && told[0].contains(expected), "\(told)")
    }

    @Test("'no log' drops those before it")
    func noLog() throws {
        let targets = try frontend("log stdout local0\n no log\n log stderr local0").logging.targets
        #expect(targets.map(\.destination) == [.standardError])
    }

    @Test("statistics")
    func statistics() throws {
        let statistics = try #require(
            try frontend(
                """
                stats uri /s
                 stats realm "My site"
                 stats auth u:p:q
                 stats auth v:
                 stats refresh 10
                 stats hide-version
                 stats show-legends
                 stats show-node n1
                 stats show-desc a  b
                 stats admin if LOCALHOST
                """
            ).statistics)
        #expect(statistics.uri.text == "/s" && statistics.realm.text == "My site" && statistics.refresh == 10)
        #expect(statistics.logins.map(\.user.text) == ["u", "v"])
        #expect(statistics.logins.map(\.password.text) == ["p:q", ""])
        #expect(statistics.hidesVersion && statistics.showsLegends && statistics.node == .text("n1"))
        #expect(statistics.description == .text("a b"))
        #expect(statistics.adminConditions.count == 1)
        let plain = try #require(try frontend("stats enable").statistics)
        #expect(plain.uri.text == "/haproxy?stats" && plain.realm.text == "HAProxy Statistics" && plain.logins.isEmpty)
        #expect(try frontend("").statistics == nil)
    }

    @Test(
        "what is wrong with statistics is told",
        arguments: [
            ("stats", "wants a keyword"), ("stats admin", "'stats admin' wants 'if' or 'unless'"),
            ("stats auth u", "'stats auth' wants USER:PASSWORD"),
            ("stats uri /a b", "takes no more: 'b' is unexpected"),
            ("stats refresh x", "'stats refresh' wants a time"),
            ("stats scope .", "'scope' after 'stats' is not supported"),
            ("stats socket /x", "unknown keyword 'socket' after 'stats'"),
        ])
    func refusedStatistics(_ line: String, _ expected: String) {
        let told = Place.frontend.errors(line)
        #expect(told.count == 1 && told[0].contains(expected), "\(told)")
    }
}
