import Addresses
import Testing
import VRRP

@Suite("Frames that announce an address")
struct AnnouncementFrameTests {
    private let hardwareAddress = HardwareAddress(0x0200_0000_000A)

    @Test("a gratuitous ARP has keepalived's bytes")
    func gratuitousARP() {
        var buffer = [UInt8](repeating: 0xAA, count: 64)
        var span = buffer.mutableSpan
        let length = GratuitousARP.encode(into: &span, address: "10.0.0.10", hardwareAddress: hardwareAddress)
        #expect(length == 42)
        #expect(Array(buffer.prefix(42)) == KeepalivedPacket.gratuitousARP)
    }

    @Test("a neighbour advertisement has keepalived's bytes")
    func neighbourAdvertisement() {
        #expect(encode("fd00::10", isRouter: false) == KeepalivedPacket.neighbourAdvertisement)
    }

    @Test("a router says that it is one (RFC 4861 §4.4), and the checksum follows")
    func routerFlag() throws {
        let frame = try #require(encode("fd00::10", isRouter: true))
        #expect(frame[58] == 0xA0)
        // The flag adds 0x8000 to the sum: 0x5A74 − 0x8000 in one's complement.
        #expect(frame[56] == 0xDA && frame[57] == 0x73)
    }

    @Test("an address of the other family, or too small a buffer, gives nothing")
    func refused() {
        var buffer = [UInt8](repeating: 0, count: 41)
        var span = buffer.mutableSpan
        #expect(GratuitousARP.encode(into: &span, address: "10.0.0.10", hardwareAddress: hardwareAddress) == nil)
        var large = [UInt8](repeating: 0, count: 100)
        var largeSpan = large.mutableSpan
        #expect(GratuitousARP.encode(into: &largeSpan, address: "fd00::1", hardwareAddress: hardwareAddress) == nil)
        #expect(encode("10.0.0.10", isRouter: false) == nil)
    }

    @Test("the virtual router's own hardware address (RFC 5798 §7.3)")
    func virtualRouterAddress() {
        #expect(HardwareAddress.virtualRouter(51, isIPv6: false) == HardwareAddress(bytes: [0, 0, 0x5E, 0, 1, 51]))
        #expect(HardwareAddress.virtualRouter(51, isIPv6: true) == HardwareAddress(bytes: [0, 0, 0x5E, 0, 2, 51]))
    }

    private func encode(_ address: IPAddress, isRouter: Bool) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0xAA, count: 100)
        var span = buffer.mutableSpan
        let length = NeighbourAdvertisement.encode(
            into: &span, address: address, hardwareAddress: hardwareAddress, isRouter: isRouter)
        return length.map { Array(buffer.prefix($0)) }
    }
}
