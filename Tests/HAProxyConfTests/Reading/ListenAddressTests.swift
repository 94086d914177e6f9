import Addresses
import Testing

@testable import HAProxyConf

/// Where to listen, and how addresses are written (configuration.txt §4.2 "bind", §5.1).
struct ListenAddressTests {
    private static let written: [(String, [String])] = [
        (":80", ["0.0.0.0 80"]), ("*:80", ["0.0.0.0 80"]), ("10.0.0.10:80", ["10.0.0.10 80"]),
        ("localhost:8080", ["127.0.0.1 8080"]), (":::80", [":: 80"]), ("[::]:80", [":: 80"]), ("::1:80", ["::1 80"]),
        ("[fd00::10]:443", ["fd00::10 443"]), ("ipv4@:80", ["0.0.0.0 80"]), ("ipv6@:80", [":: 80"]),
        (":80-82", ["0.0.0.0 80", "0.0.0.0 81", "0.0.0.0 82"]), ("10.0.0.1:80,:81", ["10.0.0.1 80", "0.0.0.0 81"]),
        (":65535", ["0.0.0.0 65535"]),
    ]

    @Test("addresses and ports", arguments: written)
    func addresses(_ text: String, _ expected: [String]) throws {
        let binds = try frontend("bind \(text)").binds.dropFirst()
        #expect(binds.map { "\($0.address) \($0.port)" } == expected)
    }

    @Test(
        "what is no address is refused",
        arguments: [
            ("10.0.0.10", "has no port"), ("10.0.0.300:80", "'10.0.0.300' is no IP address"),
            (":0", "'0' is no port"), (":70000", "'70000' is no port"), (":80-", "'80-' is no port"),
            (":90-80", "'90-80' is no port"), (":80-90-95", "is no port"), (":+1", "is no port"),
            (",:80", "there is an empty address"), ("ipv4@[::1]:80", "'::1' is no IPv4 address"),
            ("/run/x.sock", "clusterd does not listen on '/run/x.sock'"),
            ("fd@3", "clusterd does not listen on 'fd@3'"),
            ("abns@x", "clusterd does not listen"), ("[::1:80", "has no port"), (":1-65535", "more than 4096 sockets"),
            ("www.example.com:80", "'www.example.com' is no IP address"),
        ])
    func refused(_ text: String, _ expected: String) {
        let told = Place.frontend.errors("bind \(text)")
        #expect(told.count == 1 && told[0].contains(expected), "\(told)")
    }

    @Test("the options of a line are those of each of its addresses")
    func options() throws {
        let binds = try frontend("bind :::81-82 accept-proxy name edge maxconn 10 backlog 5 v6only").binds.dropFirst()
        #expect(binds.count == 2)
        for bind in binds {
            #expect(bind.acceptsProxyHeader && bind.name == "edge" && bind.maxConnections == 10 && bind.backlog == 5)
            #expect(bind.takesIPv4 == false && bind.lineIndex == 1 && bind.location.line == 8)
        }
        #expect(try frontend("bind :::81 v4v6").binds[1].takesIPv4 == true)
        #expect(try frontend("bind :81 v4v6").binds[1].takesIPv4 == nil)
    }

    @Test("TLS is refused by name", arguments: ["ssl", "crt", "alpn"])
    func tls(_ word: String) {
        let told = Place.frontend.errors("bind :443 \(word) x")
        #expect(told == ["h.cfg:8: '\(word)' after 'bind' is not supported by clusterd: clusterd does not speak TLS"])
    }

    @Test(
        "networks, their host bits dropped",
        arguments: [
            ("10.1.2.3", "10.1.2.3/32"), ("10.1.2.3/8", "10.0.0.0/8"), ("10.1.2.3/255.255.0.0", "10.1.0.0/16"),
            ("0.0.0.0/0", "0.0.0.0/0"), ("::1", "::1/128"), ("fd00::1/64", "fd00::/64"),
            ("fd00::1/ffff::", "fd00::/16"),
            ("10.0.0.0/255.0.255.0", nil), ("10.0.0.0/33", nil), ("::/129", nil), ("10/8", nil), ("x", nil),
            ("10.0.0.0/", nil), ("10.0.0.0/ffff::", nil), ("10.0.0.0/8/8", nil),
        ] as [(String, String?)])
    func networks(_ text: String, _ expected: String?) { #expect(Network(text: text)?.description == expected) }

    @Test("a network contains the addresses with its first bits; IPv4 is what maps it, as in HAProxy")
    func contains() throws {
        let network = try #require(Network(text: "10.16.0.0/12"))
        #expect(network.contains(IPAddress(v4: 0x0A1F_FFFF)) && network.contains(IPAddress(v4: 0x0A10_0000)))
        #expect(!network.contains(IPAddress(v4: 0x0A20_0000)) && !network.contains(IPAddress(v6: 0, 0x0A10_0000)))
        #expect(network.contains(IPAddress(v6: 0, 0xFFFF_0A10_0001)))
        #expect(
            !network.contains(IPAddress(v6: 0, 0xFFFF_0A20_0001))
                && !network.contains(IPAddress(v6: 1, 0xFFFF_0A10_0001)))
        let everything = try #require(Network(text: "::/0"))
        #expect(everything.contains(IPAddress(v6: .max, .max)) && everything.contains(IPAddress(v4: 0)))
        let mapped = try #require(Network(text: "::ffff:10.0.0.0/104"))
        #expect(mapped.contains(IPAddress(v4: 0x0A01_0203)) && !mapped.contains(IPAddress(v4: 0x0B01_0203)))
        let all4 = try #require(Network(text: "0.0.0.0/0"))
        #expect(all4.contains(IPAddress(v4: 1)) && !all4.contains(IPAddress(v6: 0, 1)))
    }
}
