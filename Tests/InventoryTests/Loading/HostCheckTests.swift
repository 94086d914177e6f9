import Addresses
import Testing

@testable import Inventory

@Suite("hosts")
struct HostCheckTests {
    /// An inventory of these hosts, each on a line of its own.
    private func hosts(balancers: String, web: String = "web1: 10.0.0.100", vips: String = "10.0.0.10") -> [String] {
        problems("version: 1\nbalancers: {\(balancers)}\nweb: {\(web)}\nvips: \(vips)\n")
    }

    @Test(
        "of the balancers are checked",
        arguments: [
            ("a: 10.0.0.1, b: 10.0.0.1", "2:29: balancers.b: 10.0.0.1 is already the address of balancers.a"),
            (
                "a: 10.0.0.1, A: 10.0.0.2",
                "2:26: balancers.A: the name of two hosts (the other is balancers.a); each needs its own"
            ),
            (
                "a: 10.0.0.1, web1: 10.0.0.2",
                "3:7: web.web1: the name of two hosts (the other is balancers.web1); each needs its own"
            ),
            ("a: 10.0.0.1, b: 10.0.0.100", "3:13: web.web1: 10.0.0.100 is already the address of balancers.b"),
            (
                "a: {address: 10.0.0.1, priority: 9}, b: {address: 10.0.0.2, priority: 9}",
                "2:83: balancers.b: priority 9 is already that of balancers.a; each needs its own"
            ),
            (
                "a: {address: 10.0.0.1, priority: 100}, b: 10.0.0.2",
                "2:52: balancers.b: priority 100 is already that of balancers.a; each needs its own"
            ),
            (
                "a: {address: 10.0.0.1, priority: 255}",
                "2:46: balancers.a.priority: found \"255\", expected a whole number, 1 to 254"
            ),
            (
                "a: {priority: 3}",
                "2:16: balancers.a.address: missing, expected an IPv4 or IPv6 address, with or without a prefix, such as 10.0.0.3 or 10.0.0.3/24"
            ),
            ("a: 10.0.0.0", "2:16: balancers.a: 10.0.0.0/24 is the network address of its network, no host's"),
            ("a: 10.0.0.255", "2:16: balancers.a: 10.0.0.255/24 is the broadcast address of its network, no host's"),
            (
                "localhost: 10.0.0.1",
                "2:13: balancers.localhost: \"localhost\" is every host's name for itself; choose another name"
            ),
            (
                "a.b: 10.0.0.1",
                "2:13: balancers.a.b: expected a host name: letters, digits and inner hyphens, at most 63, not digits alone; a full domain name goes to ssh.address"
            ),
            (
                "a_b: 10.0.0.1",
                "2:13: balancers.a_b: expected a host name: letters, digits and inner hyphens, at most 63, not digits alone"
            ),
            (
                "-a: 10.0.0.1",
                "2:13: balancers.-a: expected a host name: letters, digits and inner hyphens, at most 63, not digits alone"
            ),
            (
                "12: 10.0.0.1",
                "2:13: balancers.12: expected a host name: letters, digits and inner hyphens, at most 63, not digits alone"
            ),
            ("", "2:12: balancers: found an empty map, expected hosts by name, such as \"web1: 10.0.0.100\""),
        ])
    func balancers(balancers: String, problem: String) {
        #expect(hosts(balancers: balancers) == ["test.yml:\(problem)"])
    }

    @Test(
        "have an address that a host can have",
        arguments: [
            ("0.0.0.0", "; 0.0.0.0/8 is no host's address"),
            ("127.0.0.1", "; a loopback address is reachable from its own host only"),
            ("224.0.0.18", "; a multicast or reserved address is no host's address"),
            ("255.255.255.255", "; a multicast or reserved address is no host's address"),
            ("\"::1\"", "; ::1 is no host's address in a network"),
            ("ff02::12", "; a multicast address is no host's address"),
            ("fe80::1", "; a link-local address needs an interface to be reached"),
            ("\"::ffff:10.0.0.1\"", "; write it as an IPv4 address"),
            ("10.0.0.300", ""), ("10.0.0", ""), ("10.0.0.1/0", ""), ("10.0.0.1/33", ""), ("10.0.0.1/", ""),
            ("10.0.0.1/24/24", ""), ("fd00::1/129", ""), ("010.0.0.1", ""), ("\"10.0.0.1 \"", ""),
            ("\"10.0.0.1\\0\"", ""), ("web.example.org", ""),
        ])
    func addresses(address: String, hint: String) {
        let found = hosts(balancers: "lb1: 10.0.0.1", web: "w: \(address)")
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("test.yml:3:10: web.w: found \"") == true)
        #expect(found.first?.hasSuffix("such as 10.0.0.201 or 10.0.0.201/24\(hint)") == true)
    }

    @Test("must be of some weight")
    func weights() {
        #expect(
            hosts(balancers: "a: 10.0.0.1", web: "b: {address: 10.0.0.2, weight: 0}") == [
                "test.yml:3:6: web: every web server has weight 0, so that none gets a request"
            ])
    }

    @Test("beyond the hundred and first balancer need a priority of their own")
    func manyBalancers() {
        let balancers = (1...102).map { "b\($0): 10.0.1.\($0)" }.joined(separator: ", ")
        let found = hosts(balancers: balancers, vips: "10.0.1.200")
        #expect(found.count == 1)
        #expect(
            found.first?.hasSuffix(
                "balancers.b102: its default priority is 0; give the balancers priorities, 1 to 254") == true)
    }

    @Test(
        "share the network of the VIPs",
        arguments: [
            ("10.0.1.10", "4:7: vips: 10.0.1.10 is outside the network 10.0.0.0/24 of lb1's interface"),
            (
                "[10.0.0.10, 192.168.0.1/24]",
                "4:19: vips[1]: 192.168.0.1 is outside the network 10.0.0.0/24 of lb1's interface"
            ),
            (
                "10.0.0.2",
                "4:7: vips: 10.0.0.2 is the address of balancers.lb2; a VIP must be an address that no host has"
            ),
            (
                "10.0.0.100",
                "4:7: vips: 10.0.0.100 is the address of web.web1; a VIP must be an address that no host has"
            ),
            ("10.0.0.0", "4:7: vips: 10.0.0.0 is the network address of its network, no VIP"),
            ("10.0.0.255/32", "4:7: vips: 10.0.0.255 is the broadcast address of its network, no VIP"),
            ("10.0.0.15/28", "4:7: vips: 10.0.0.15 is the broadcast address of its network, no VIP"),
            ("[10.0.0.10, 10.0.0.10/32]", "4:19: vips[1]: 10.0.0.10 is already at vips[0]"),
            ("fd00::/64", "4:7: vips: fd00:: is the network address of its network, no VIP"),
            (
                "[]",
                "4:7: vips: an empty list, expected an IPv4 or IPv6 address, with or without a prefix, such as 10.0.0.10 or 10.0.0.10/24; or a list of them"
            ),
        ])
    func virtualAddresses(vips: String, problem: String) {
        #expect(hosts(balancers: "lb1: 10.0.0.1, lb2: 10.0.0.2", vips: vips) == ["test.yml:\(problem)"])
    }

    @Test(
        "give VIPs their prefix",
        arguments: [
            ("10.0.0.1/16", "10.0.1.10", "10.0.1.10/16"), ("10.0.0.1", "10.0.0.10/32", "10.0.0.10/32"),
            ("10.0.0.1", "fd00::10", "fd00::10/64"), ("fd00::1/56", "fd00::10", "fd00::10/56"),
            ("10.0.0.1/31", "10.0.0.0", "10.0.0.0/31"),
        ])
    func prefixes(balancer: String, vip: String, expected: String) throws {
        let text = "version: 1\nbalancers: {a: \(balancer)}\nweb: {w: 10.9.0.1}\nvips: \(vip)\n"
        #expect(try read(text).virtualAddresses.map(\.description) == [expected])
    }

    @Test("of every VIP are told at once, though one VIP cannot be read")
    func allAtOnce() {
        let found = hosts(balancers: "lb1: 10.0.0.1", vips: "[10.0.1.1, x, 10.0.0.1]")
        #expect(
            found.map { $0.prefix(24) } == [
                "test.yml:4:8: vips[0]: 1", "test.yml:4:18: vips[1]: ", "test.yml:4:21: vips[2]: ",
            ])
    }
}
