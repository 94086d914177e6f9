import Testing

@testable import Addresses

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

    @Test("gives its bytes in network order, whichever way it was made")
    func bytes() throws {
        #expect(IPAddress(v4: 0x0A00_0001).bytes == [10, 0, 0, 1])
        #expect(try #require(IPAddress("10.0.0.1")) == IPAddress(v4: 0x0A00_0001))
        let v6 = try #require(IPAddress("fd00::a:1"))
        #expect(v6.bytes == [0xFD] + [UInt8](repeating: 0, count: 12) + [10, 0, 1])
        #expect(v6 == IPAddress(v6: 0xFD00_0000_0000_0000, 0xA_0001))
    }

    @Test(
        "is greater by its number, most significant byte first (RFC 5798 §6.4.3)",
        arguments: [
            ("10.0.0.1", "10.0.0.2"), ("9.255.255.255", "10.0.0.0"), ("fe80::2", "fe80::1:0"), ("::1", "fe80::"),
        ])
    func order(lesser: String, greater: String) throws {
        #expect(try #require(IPAddress(lesser)) < #require(IPAddress(greater)))
        #expect(!(try #require(IPAddress(greater)) < #require(IPAddress(lesser))))
    }
}
