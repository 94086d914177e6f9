import Addresses
import Testing

@testable import KeepalivedConf

/// Lines of virtual_ipaddress and virtual_routes.
struct AddressTests {
    @Test(
        "an address that is wrong is told",
        arguments: [
            ("10.0.0.300", "'10.0.0.300' is no IP address with a prefix, as 10.0.0.10/24"),
            ("10.0.0.1/33", "the prefix of '10.0.0.1' is 0 to 32 bits long, not '33'"),
            ("10.0.0.1/", "the prefix of '10.0.0.1' is 0 to 32 bits long, not ''"),
            ("fe80::1/129", "the prefix of 'fe80::1' is 0 to 128 bits long, not '129'"),
            ("10.0.0.1 foo", "unknown keyword 'foo' in virtual_ipaddress"),
            ("10.0.0.1 dev", "'dev' wants an interface"),
            ("10.0.0.1 dev a dev b", "'dev' is given twice"),
            ("10.0.0.1 scope foo", "'scope' wants global, site, link, host, nowhere or a number to 255, not 'foo'"),
            ("10.0.0.1 label eth0:123456789012", "'label' wants a label of 1 to 15 bytes, not 'eth0:123456789012'"),
            ("10.0.0.1 brd +", "a /32 has no broadcast address: remove 'brd' or shorten the prefix"),
            ("10.0.0.1/24 brd fe80::1", "'brd' wants an IPv4 address, + or -, not 'fe80::1'"),
            ("10.0.0.1/24 peer 10.0.0.2", "clusterd does not support 'peer': clusterd sets none such on its addresses"),
            ("10.0.0.1 -nodad", "'-nodad' is for IPv6 addresses only"),
            ("fe80::1 brd +", "an IPv6 address has no broadcast address: remove 'brd'"),
            ("fe80::1 label x", "an IPv6 address has no label: remove 'label'"),
            ("fe80::1 scope link", "the kernel sets the scope of an IPv6 address: remove 'scope'"),
            (
                "10.0.0.1\nfe80::1",
                "'fe80::1' is of another family than the addresses before: write it in virtual_ipaddress_excluded, or make another instance"
            ),
        ])
    func wrongAddress(_ line: String, _ expected: String) {
        let told = errors(instance(vip: line))
        #expect(told.contains { $0.hasSuffix(": \(expected)") }, "\(told)")
    }

    @Test("an address has keepalived's defaults")
    func defaults() throws {
        let address = try load(instance(vip: "10.0.0.1")).instances[0].virtualAddresses[0]
        #expect(address.text == "10.0.0.1/32")
        #expect(address.interface == "eth0")
        #expect(address.scope == .global)
        #expect(address.broadcast == nil && address.label == nil && address.preferredLifetime == nil)
        #expect(address.makesPrefixRoute && address.isTracked && !address.detectsDuplicates)
        #expect(address.location.line == 6)
    }

    @Test("an address has all that its line says")
    func everything() throws {
        let line = "10.0.0.1/22 brd + dev eth1 label eth1:1 scope site preferred_lft 7 noprefixroute no_track"
        let address = try load(instance(vip: line)).instances[0].virtualAddresses[0]
        #expect(address.broadcast?.description == "10.0.3.255")
        #expect(address.interface == "eth1" && address.label == "eth1:1" && address.scope.value == 200)
        #expect(address.preferredLifetime == 7 && !address.makesPrefixRoute && !address.isTracked)
    }

    @Test(
        "'-' clears the host bits, and an address stands as it is",
        arguments: [("-", "10.0.0.0"), ("10.0.0.99", "10.0.0.99")])
    func broadcast(_ word: String, _ expected: String) throws {
        let address = try load(instance(vip: "10.0.3.1/22 broadcast \(word)")).instances[0].virtualAddresses[0]
        #expect(address.broadcast?.description == expected)
    }

    @Test(
        "an IPv6 address of the whole prefix is deprecated unless it says otherwise",
        arguments: [("fd00::1", 0), ("fd00::1 preferred_lft forever", nil), ("fd00::1/64", nil)])
    func deprecated(_ line: String, _ lifetime: UInt32?) throws {
        #expect(try load(instance(vip: line)).instances[0].virtualAddresses[0].preferredLifetime == lifetime)
    }

    @Test("an address given twice counts once, with a warning")
    func twice() throws {
        let configuration = try load(instance(vip: "10.0.0.1\n10.0.0.1/24"))
        #expect(configuration.instances[0].virtualAddresses.count == 1)
        #expect(configuration.warnings.map(\.location.line) == [7])
    }

    @Test("an advert holds no more than 255 addresses", arguments: [(255, true), (256, false)])
    func many(_ count: Int, _ isAccepted: Bool) {
        let addresses = (0..<count).map { "10.0.1.\($0)" }.joined(separator: "\n")
        #expect((errors(instance(vip: addresses)) == []) == isAccepted)
    }

    @Test(
        "a route that is wrong is told",
        arguments: [
            ("via 10.0.0.1", "a route needs a destination, as 10.0.0.0/8 or default"),
            ("10.0.0.0/8", "a route needs 'via' and an address, or 'dev' and an interface"),
            ("10.0.0.0/8 via 10.0.0.1", "a route without 'dev' cannot be tracked: add 'dev', or 'no_track'"),
            ("10.0.0.0/8 via fe80::1 dev e", "a route cannot mix IPv4 and IPv6 addresses"),
            ("10.0.0.0/8 gw 10.0.0.1", "clusterd does not support 'gw': it is deprecated; write 'via'"),
            ("10.0.0.0/8 via 10.0.0.1 or 10.0.0.2", "clusterd does not support 'or': a route has one next hop"),
            ("blackhole 10.0.0.0/8 dev e", "a route that leads nowhere takes no 'via', 'dev' or 'onlink'"),
            (
                "10.0.0.0/8 dev e table foo",
                "'table' wants main, local, default or a number from 1 to 4294967295, not 'foo'"
            ),
            ("10.0.0.0/8 to 10.0.0.0/8 dev e", "a route has one destination: '10.0.0.0/8' is a second"),
            ("10.0.0.0/8 via", "'via' wants an IP address"),
            ("10.0.0.0/8 10.0.0.0/8", "unknown keyword '10.0.0.0/8' in virtual_routes"),
        ])
    func wrongRoute(_ line: String, _ expected: String) {
        let told = errors(instance("virtual_routes {\n\(line)\n}"))
        #expect(told == ["k.conf:3: \(expected)"])
    }

    @Test("routes are read as they are written")
    func routes() throws {
        let text = """
            virtual_routes {
            src 10.0.0.10 to 192.168.1.5/24 via 10.0.0.254 dev eth0 scope link table 100 metric 5 mtu 1400 onlink no_track
            default via 10.0.0.1 dev eth0
            blackhole 10.9.0.0/16 no_track
            default via fe80::1 dev eth0
            }
            """
        let routes = try load(instance(text)).instances[0].routes
        let first = routes[0]
        #expect("\(first.destination)/\(first.prefixLength)" == "192.168.1.0/24")
        #expect(first.gateway?.description == "10.0.0.254" && first.source?.description == "10.0.0.10")
        #expect(first.scope?.value == 253 && first.table == 100 && first.metric == 5 && first.mtu == 1400)
        #expect(first.isOnLink && !first.isTracked && first.interface == "eth0")
        #expect(routes[1].destination.description == "0.0.0.0" && routes[1].table == 254 && routes[1].isTracked)
        #expect(routes[2].kind == .blackhole)
        #expect(routes[3].destination.description == "::" && routes[3].prefixLength == 0)
    }
}
