import Addresses
import CLinux
import Glibc
import Testing

@testable import Linux

@Suite("a received packet")
struct ReceivedPacketTests {
    /// 20 bytes of IPv4 from 10.0.0.1 to 224.0.0.18, TTL 255, then 8 of VRRP.
    static let datagram: [UInt8] =
        [0x45, 0xC0, 0, 28, 0, 0, 0, 0, 255, 112, 0, 0, 10, 0, 0, 1, 224, 0, 0, 18] + [0x21, 51, 100, 0, 0, 1, 0, 0]

    @Test("is what stands behind the IPv4 header (RFC 791 §3.1)")
    func ipv4() throws {
        let received = ReceivedPacket(ipv4: Self.datagram.span, linkIndex: 3)
        let packet = try #require(received)
        #expect(packet.source == IPAddress("10.0.0.1"))
        #expect(packet.destination == VRRPSocket.group(.ipv4))
        #expect(packet.hopLimit == 255 && packet.linkIndex == 3 && packet.payload == 20..<28)
    }

    @Test("ends where the IPv4 header says, not with what Ethernet pads")
    func padded() throws {
        let padded = Self.datagram + [0, 0, 0, 0]
        let received = ReceivedPacket(ipv4: padded.span, linkIndex: 3)
        let packet = try #require(received)
        #expect(packet.payload == 20..<28)
    }

    @Test(
        "has lengths that agree",
        arguments: [
            (0, 0x65, "version 6"), (0, 0x44, "header shorter than 20"), (0, 0x48, "header longer than the packet"),
            (3, 19, "packet shorter than its header"), (3, 29, "packet longer than what came"),
        ])
    func malformed(offset: Int, value: UInt8, reason: String) {
        var hostile = Self.datagram
        hostile[offset] = value
        let received = ReceivedPacket(ipv4: hostile.span, linkIndex: 3)
        #expect(received == nil, "\(reason)")
    }

    @Test("is none if it is cut off", arguments: 0..<28)
    func cutOff(count: Int) {
        let cut = Array(Self.datagram.prefix(count))
        let received = ReceivedPacket(ipv4: cut.span, linkIndex: 3)
        #expect(received == nil)
    }

    /// A control message as the kernel lays it out.
    private func control(_ level: Int, _ kind: Int32, _ payload: [UInt8], length: Int? = nil) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendNative(length ?? 16 + payload.count)
        bytes.appendNative(Int32(level))
        bytes.appendNative(kind)
        return bytes + payload + [UInt8](repeating: 0, count: ControlMessages.aligned(payload.count) - payload.count)
    }

    @Test("learns its IPv6 destination, interface and hop limit from control messages (ipv6(7))")
    func ipv6Info() {
        let info = control(IPPROTO_IPV6, IPV6_PKTINFO, VRRPSocket.group(.ipv6).bytes + [7, 0, 0, 0])
        let limit = control(IPPROTO_IPV6, IPV6_HOPLIMIT, [255, 0, 0, 0])
        let all = control(Int(SOL_SOCKET), 29, [0]) + info + limit
        let found = PacketInfo(all.span)
        #expect(found.destination == VRRPSocket.group(.ipv6))
        #expect(found.linkIndex == 7 && found.hopLimit == 255)
    }

    @Test("takes no hop limit that is none", arguments: [[0, 1, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF]] as [[UInt8]])
    func hostileHopLimit(payload: [UInt8]) {
        let limit = control(IPPROTO_IPV6, IPV6_HOPLIMIT, payload)
        let found = PacketInfo(limit.span)
        #expect(found.hopLimit == nil)
    }

    @Test(
        "passes over control messages that are too short, and ends at lengths that cannot be",
        arguments: [0, 15, 400, -1])
    func hostileControl(length: Int) {
        let short = control(IPPROTO_IP, IP_PKTINFO, [9, 0, 0, 0])
        let hostile = control(IPPROTO_IP, IP_PKTINFO, [UInt8](repeating: 1, count: 12), length: length)
        let all = short + hostile
        let found = PacketInfo(all.span)
        #expect(found.linkIndex == 0)
    }

    @Test("leaves with the control message that the kernel reads (ip(7), ipv6(7))", arguments: ["10.0.0.1", "fe80::1"])
    func origin(text: String) throws {
        let source = try #require(IPAddress(text))
        let origin = PacketOrigin(source: source, linkIndex: 4)
        let bytes = (0..<origin.count).map { origin.bytes[$0] }
        let expected =
            source.family == .ipv4
            ? control(IPPROTO_IP, IP_PKTINFO, [4, 0, 0, 0] + source.bytes + [0, 0, 0, 0])
            : control(IPPROTO_IPV6, IPV6_PKTINFO, source.bytes + [4, 0, 0, 0])
        #expect(bytes == expected)
    }
}
