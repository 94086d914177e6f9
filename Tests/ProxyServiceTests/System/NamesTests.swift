import Addresses
import HAProxyConf
import Testing

@testable import ProxyService

struct NamesTests {
    static let hosts = HostsFile(
        Array(
            """
            127.0.0.1 localhost
            ::1 localhost ip6-localhost   # loopback
            fd00::7\tweb1
            10.0.0.100  web1.example.org WEB1
            # 10.0.0.9 ghost
            not-an-address web9

            """.utf8))

    @Test(
        "names of /etc/hosts, IPv4 before IPv6, in whatever case (hosts(5))",
        arguments: [
            ("localhost", "127.0.0.1"), ("ip6-localhost", "::1"), ("web1", "10.0.0.100"), ("Web1", "10.0.0.100"),
            ("web1.example.org", "10.0.0.100"), ("ghost", nil), ("web9", nil), ("", nil),
        ] as [(String, String?)])
    func find(_ name: String, _ address: String?) {
        #expect(Self.hosts[name]?.description == address)
    }

    @Test("every name of a configuration is asked for once, with the line that has it first")
    func all() throws {
        let configuration = try configuration(
            defaults + """
                backend b
                    log syslog1 local0
                    server a web1:80 check addr web2
                    server b web1:81
                    server c 10.0.0.1:80
                """)
        let found = Names.all(in: configuration)
        #expect(found.map { $0.name } == ["syslog1", "web1", "web2"])
        #expect(found.map { $0.location.line } == [7, 8, 8])
    }
}
