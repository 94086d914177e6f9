import Testing

@testable import Inventory

@Suite("an IP address")
struct IPAddressTests {
    @Test("ends where its text ends", arguments: ["10.0.0.1\0", "10.0.0.1\01", "fd00::1%eth0", "10.0.0.1 ", ""])
    func refused(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test("has one text", arguments: [("10.0.0.1", "10.0.0.1"), ("FD00:0::0:1", "fd00::1")])
    func canonical(text: String, expected: String) {
        #expect(IPAddress(text)?.description == expected)
    }

    @Test(
        "is in its network, which may have edges",
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
