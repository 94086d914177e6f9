import Addresses
import Testing

@testable import HAProxyConf

/// `server` and `default-server` (configuration.txt §5.2).
struct ServerTests {
    private func server(_ text: String) throws -> ServerDefinition {
        try #require(try backend("server a \(text)").servers.first)
    }

    @Test("without options everything is as HAProxy has it")
    func defaults() throws {
        let server = try server("10.0.0.100:80")
        #expect(server.name == "a" && server.id == 1 && server.weight == 1 && server.location.line == 15)
        #expect(server.address == .ip(IPAddress(v4: 0x0A00_0064)) && server.port == .fixed(80))
        #expect(!server.isBackup && !server.isDisabled && !server.sendsProxyHeader && !server.endsSessionsWhenDown)
        #expect(server.maxConnections == 0 && server.maxQueue == 0 && server.slowStart == .zero && server.cookie == nil)
        #expect(server.observation == .none && server.errorLimit == 10 && server.errorAction == .failCheck)
        #expect(
            server.check
                == ServerDefinition.Check(
                    isEnabled: false, address: nil, port: nil, interval: .seconds(2), fastInterval: .seconds(2),
                    downInterval: .seconds(2), rise: 2, fall: 3, sendsProxyHeader: false))
    }

    @Test("every option is read")
    func everything() throws {
        let server = try server(
            """
            [fd00::1]:8080 weight 7 backup disabled check port 81 addr 10.0.0.9 inter 1s fastinter 200ms downinter 5s rise 4 \
            fall 5 cookie c1 maxconn 20 maxqueue 30 send-proxy slowstart 1500 on-marked-down shutdown-sessions on-marked-up shutdown-backup-sessions observe \
            layer7 error-limit 50 on-error mark-down
            """)
        #expect(server.address == .ip(IPAddress(v6: 0xFD00 << 48, 1)) && server.port == .fixed(8080))
        #expect(server.weight == 7 && server.isBackup && server.isDisabled && server.maxConnections == 20)
        #expect(server.maxQueue == 30 && server.cookie?.text == "c1" && server.sendsProxyHeader)
        #expect(server.slowStart == .seconds(2) && server.endsSessionsWhenDown && server.endsBackupSessionsWhenUp)
        #expect(server.observation == .layer7 && server.errorLimit == 50 && server.errorAction == .markDown)
        let check = server.check
        #expect(check.isEnabled && check.port == 81 && check.address == .ip(IPAddress(v4: 0x0A00_0009)))
        #expect(check.interval == .seconds(1) && check.fastInterval == .milliseconds(200))
        #expect(check.downInterval == .seconds(5) && check.rise == 4 && check.fall == 5)
        #expect(!check.sendsProxyHeader, "a check that goes elsewhere begins without it")
    }

    private static let addresses: [(String, HostAddress, ServerDefinition.Port)] = [
        ("10.0.0.1", .ip(IPAddress(v4: 0x0A00_0001)), .client(offset: 0)),
        ("10.0.0.1:0", .ip(IPAddress(v4: 0x0A00_0001)), .client(offset: 0)),
        ("10.0.0.1:+1000", .ip(IPAddress(v4: 0x0A00_0001)), .client(offset: 1000)),
        ("10.0.0.1:-1", .ip(IPAddress(v4: 0x0A00_0001)), .client(offset: -1)),
        ("::1:80", .ip(IPAddress(v6: 0, 1)), .fixed(80)), ("[::1]", .ip(IPAddress(v6: 0, 1)), .client(offset: 0)),
        ("localhost:80", .ip(IPAddress(v4: 0x7F00_0001)), .fixed(80)),
        ("web-1.example.com:80", .name("web-1.example.com"), .fixed(80)),
        ("ipv4@10.0.0.1:80", .ip(IPAddress(v4: 0x0A00_0001)), .fixed(80)),
        ("ipv6@::1:80", .ip(IPAddress(v6: 0, 1)), .fixed(80)),
    ]

    @Test("addresses and ports", arguments: addresses)
    func address(_ text: String, _ address: HostAddress, _ port: ServerDefinition.Port) throws {
        let server = try server(text)
        #expect(server.address == address && server.port == port)
    }

    @Test(
        "what is no address of a server is refused",
        arguments: [
            "10.0.0.300:80", "10.0.0.1:70000", "10.0.0.1:80x", ":80", "*:80", "0.0.0.0:80", "[::]:80", "::1", "unix@/x",
            "/x", "a b", "10.0.0.1:80-90", "10.0.0.1:80,10.0.0.2:80", "[::1:80", "ipv6@10.0.0.1:80", "ipv4@::1:80",
            "a$b:80", "1.2.3:80", "1.2A.3.4:80", "a..b:80", "-a:80", "1.2-3.4:80", ".a:80", "ipv4@web:80",
        ])
    func refusedAddress(_ text: String) { #expect(Place.backend.errors("server a \(text)").count == 1) }

    @Test(
        "ranges are checked",
        arguments: [
            ("weight 257", "'weight' wants a number from 0 to 256, not '257'"),
            ("weight -1", "'weight' wants a number from 0 to 256, not '-1'"),
            ("rise 0", "'rise' wants a number from 1 to 1000000, not '0'"),
            ("inter 0", "'inter' wants a time of at least 1ms"), ("inter 25d", "'inter' wants a time of at least 1ms"),
            ("port 0", "'port' wants a number from 1 to 65535, not '0'"),
            ("maxconn x", "'maxconn' wants a number, at least 0, not 'x'"),
            ("cookie a;b", "'cookie' wants a value without blanks, quotes"),
            ("on-marked-down x", "'on-marked-down' wants 'shutdown-sessions', not 'x'"),
            ("weight", "'weight' wants a number from 0 to 256"),
        ])
    func ranges(_ option: String, _ expected: String) {
        #expect(Place.backend.errors("server a 10.0.0.1:80 \(option)")[0].hasPrefix("h.cfg:15: " + expected))
    }

    @Test("'default-server' holds for the servers after it, and adds up")
    func inherited() throws {
        let servers = try backend(
            """
            server a 10.0.0.1:80
            default-server check inter 1s weight 5
            server b 10.0.0.2:80 weight 6
            default-server rise 9 backup
            server c 10.0.0.3:80 no-check no-backup
            """
        ).servers
        #expect(servers.map(\.check.isEnabled) == [false, true, false])
        #expect(servers.map(\.weight) == [1, 6, 5])
        #expect(servers.map(\.check.rise) == [2, 2, 9])
        #expect(servers.map(\.isBackup) == [false, false, false])
        #expect(servers.map(\.id) == [1, 2, 3])
    }

    @Test("a check that begins with a PROXY header is one that goes to the server itself")
    func checkHeader() throws {
        #expect(try server("10.0.0.1:80 check send-proxy").check.sendsProxyHeader)
        #expect(try !server("10.0.0.1:80 check send-proxy addr 10.0.0.2:81").check.sendsProxyHeader)
        #expect(try server("10.0.0.1:80 check addr 10.0.0.2:81").check.port == 81)
    }

    @Test("a checked server needs a port")
    func portToCheck() {
        let message = "h.cfg:15: the server 'a' has no port to check: give it one, or 'port' after 'check'"
        #expect(Place.backend.errors("server a 10.0.0.1 check") == [message])
        #expect(Place.backend.errors("server a 10.0.0.1 check port 80") == [])
        let steps = "option httpchk\n http-check connect port 80\n http-check send"
        #expect(Place.backend.errors("server a 10.0.0.1 check\n \(steps)") == [])
    }

    @Test("a name is that of one server")
    func duplicates() {
        let told = Place.backend.errors("server a 10.0.0.1:80\n server a 10.0.0.2:80")
        #expect(told == ["h.cfg:16: the server 'a' is already defined at h.cfg:15"])
    }

    @Test("'observe layer7' needs mode http")
    func observe() {
        let told = Place.backend.errors("mode tcp\n server a 10.0.0.1:80 check observe layer7")
        #expect(told == ["h.cfg:16: 'observe layer7' needs 'mode http'"])
    }
}
