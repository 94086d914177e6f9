import Addresses
import Testing

@testable import Linux

@Suite("the IPv4 header of an advertisement")
struct IPv4HeaderTests {
    @Test("is as RFC 791 §3.1 and RFC 5798 §5.1.1 have it; length and checksum are the kernel's")
    func layout() {
        let header = IPv4Header(from: IPAddress(v4: 0x0A00_0001), to: IPAddress(v4: 0xE000_0012))
        let bytes = header.bytes.indices.map { header.bytes[$0] }
        #expect(bytes == [0x45, 0xC0, 0, 0, 0, 1, 0x40, 0, 255, 112, 0, 0, 10, 0, 0, 1, 224, 0, 0, 18])
    }
}
