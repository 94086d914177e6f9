import Addresses
import Testing

@testable import Inventory

@Suite("the network of an interface")
struct NetworkEdgeTests {
    @Test(
        "has addresses in it, and edges that no host may have",
        arguments: [
            ("10.0.0.1", 24, "10.0.0.255", true, "the broadcast address"), ("10.0.0.1", 24, "10.0.1.0", false, nil),
            ("10.0.0.1", 24, "10.0.0.0", true, "the network address"), ("10.0.0.1", 25, "10.0.0.128", false, nil),
            ("10.0.0.1", 31, "10.0.0.0", true, nil), ("10.0.0.1", 32, "10.0.0.1", true, nil),
            ("fd00::1", 64, "fd00::", true, "the network address"),
            ("fd00::1", 64, "fd00::ffff:ffff:ffff:ffff", true, nil), ("fd00::1", 64, "10.0.0.1", false, nil),
            ("10.0.0.1", 8, "10.255.255.255", true, "the broadcast address"),
        ])
    func networks(host: String, prefix: Int, other: String, isInside: Bool, edge: String?) throws {
        let interface = InterfaceAddress(address: try #require(IPAddress(host)), prefixLength: prefix)
        let other = try #require(IPAddress(other))
        #expect(interface.contains(other) == isInside)
        #expect(interface.edge(other) == edge)
    }
}
