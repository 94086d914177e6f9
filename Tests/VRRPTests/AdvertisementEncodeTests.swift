import Addresses
import Testing
import VRRP

@Suite("Encoding an advertisement")
struct AdvertisementEncodeTests {
    @Test("the bytes are keepalived's", arguments: KeepalivedPacket.all)
    func keepalivedsBytes(packet: KeepalivedPacket) {
        let expected = packet.expectations
        let advertisement = Advertisement(
            version: expected.version, virtualRouterID: 51, priority: packet.priority, interval: expected.interval)
        #expect(encode(advertisement, expected, packet.header) == packet.payload)
    }

    @Test("a checksum whose carry carries again (RFC 1071 §1)")
    func carry() throws {
        let advertisement = Advertisement(
            version: .v2, virtualRouterID: 51, priority: 100, interval: AdvertisementInterval(seconds: 1))
        var expectations = KeepalivedPacket.v2.expectations
        // 2133 + 6402 + 0001 + FFFF + 7ACA = 1FFFF, folded once 10000, twice 0001.
        expectations.addresses = ["255.255.0.0", "122.202.0.0"]
        let payload = try #require(encode(advertisement, expectations, KeepalivedPacket.v2.header))
        #expect(payload[6...7] == [0xFF, 0xFE])
    }

    @Test(
        "nothing is sent that the packet cannot say",
        arguments: [
            ("RFC 3768 §5.3.7: half a second", ProtocolVersion.v2, 50, ["10.0.0.10"]),
            ("RFC 3768 §5.3.7: 256 s", .v2, 25_600, ["10.0.0.10"]),
            ("RFC 5798 §5.2.7: 40.96 s", .v3, 4096, ["10.0.0.10"]),
            ("RFC 5798 §5.2.7: no interval", .v3, 0, ["10.0.0.10"]),
            ("RFC 5798 §5.2.9: IPv6 in IPv4", .v3, 100, ["10.0.0.10", "fd00::1"]),
            ("RFC 5798 §5.2.5: 256 addresses", .v3, 100, Array(repeating: "10.0.0.10", count: 256)),
        ] as [(String, ProtocolVersion, Int, [IPAddress])])
    func refused(source: String, version: ProtocolVersion, centiseconds: Int, addresses: [IPAddress]) {
        let advertisement = Advertisement(
            version: version, virtualRouterID: 1, priority: 100, interval: .init(centiseconds: centiseconds))
        var expectations = KeepalivedPacket.v3.expectations
        expectations.addresses = addresses
        #expect(encode(advertisement, expectations, KeepalivedPacket.v3.header) == nil)
    }

    @Test("a buffer that is a byte too small is left alone")
    func smallBuffer() {
        let packet = KeepalivedPacket.v2
        let advertisement = Advertisement(
            version: .v2, virtualRouterID: 51, priority: 101, interval: AdvertisementInterval(seconds: 1))
        var buffer = [UInt8](repeating: 0xAA, count: packet.payload.count - 1)
        var span = buffer.mutableSpan
        let length = advertisement.encode(
            into: &span, addresses: packet.expectations.addresses, source: packet.header.source,
            destination: packet.header.destination)
        #expect(length == nil)
        #expect(buffer == [UInt8](repeating: 0xAA, count: packet.payload.count - 1))
    }

    @Test(
        "auth_pass is cut to eight bytes and filled up with zeros (keepalived)",
        arguments: [("abcdefghijk", "abcdefgh"), ("", "\0\0\0\0\0\0\0\0"), ("a", "a\0\0\0\0\0\0\0")])
    func passwords(text: String, bytes: String) {
        let advertisement = Advertisement(
            version: .v2, virtualRouterID: 51, priority: 101, interval: AdvertisementInterval(seconds: 1))
        var expectations = KeepalivedPacket.v2.expectations
        expectations.authentication = .password(.init(text))
        let payload = encode(advertisement, expectations, KeepalivedPacket.v2.header)
        #expect(payload?.suffix(8) == Array(bytes.utf8)[...])
    }
}

func encode(_ advertisement: Advertisement, _ expectations: Expectations, _ header: PacketHeader) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0xAA, count: 4200)
    var span = buffer.mutableSpan
    let length = advertisement.encode(
        into: &span, addresses: expectations.addresses, authentication: expectations.authentication,
        source: header.source, destination: header.destination)
    return length.map { Array(buffer.prefix($0)) }
}
