package import Addresses
internal import CLinux

/// A VRRP packet that came, and what IP says about it.
package struct ReceivedPacket: Hashable, Sendable {
    package let source: IPAddress
    package let destination: IPAddress
    /// TTL or hop limit: 255 if no router has passed it on (RFC 5798 §5.1.1.3).
    package let hopLimit: UInt8
    /// The interface it came in by; 0 if the kernel did not say.
    package let linkIndex: Int32
    /// Where the payload behind the IP header stands in the buffer.
    package let payload: Range<Int>
}

/// What one look at a VRRP socket gave.
package enum Reception: Hashable, Sendable {
    /// Nothing is there yet.
    case nothing
    /// A packet whose IP header makes no sense, or that is longer than the buffer: to be counted and passed over.
    case malformed
    case packet(ReceivedPacket)
}

extension ReceivedPacket {
    /// Reads the IPv4 header in front of `datagram` (RFC 791 §3.1); nil if its lengths do not agree with what came.
    init?(ipv4 datagram: Span<UInt8>, linkIndex: Int32) {
        guard datagram.count >= 20, datagram[0] >> 4 == 4 else { return nil }
        let headerLength = Int(datagram[0] & 0xF) * 4
        let totalLength = Int(datagram[2]) << 8 | Int(datagram[3])
        guard headerLength >= 20, headerLength <= totalLength, totalLength <= datagram.count,
            let source = IPAddress(datagram, at: 12, .ipv4), let destination = IPAddress(datagram, at: 16, .ipv4)
        else { return nil }
        self.init(
            source: source, destination: destination, hopLimit: datagram[8], linkIndex: linkIndex,
            payload: headerLength..<totalLength)
    }

    /// An IPv6 packet comes without its header: what that said is in the envelope.
    init?(ipv6Length length: Int, _ envelope: Envelope, _ info: PacketInfo) {
        guard let source = envelope.sender.ipAddress, source.family == .ipv6, let destination = info.destination,
            let hopLimit = info.hopLimit
        else { return nil }
        self.init(
            source: source, destination: destination, hopLimit: hopLimit, linkIndex: info.linkIndex,
            payload: 0..<length)
    }
}

/// What control messages tell about a packet.
struct PacketInfo: Equatable {
    var linkIndex: Int32 = 0
    /// IPv6 only: for IPv4 it stands in the header.
    var destination: IPAddress?
    var hopLimit: UInt8?

    /// Reads IP_PKTINFO, IPV6_PKTINFO and IPV6_HOPLIMIT (ip(7), ipv6(7)); passes over all else.
    init(_ control: Span<UInt8>) {
        var messages = ControlMessages()
        while let message = messages.next(in: control) {
            let start = message.payload.lowerBound
            switch (message.level, message.kind) {
            case (Int32(IPPROTO_IP), IP_PKTINFO) where message.payload.count >= 12:
                linkIndex = control.signed32(at: start) ?? 0
            case (Int32(IPPROTO_IPV6), IPV6_PKTINFO) where message.payload.count >= 20:
                destination = IPAddress(control, at: start, .ipv6)
                linkIndex = control.signed32(at: start + 16) ?? 0
            case (Int32(IPPROTO_IPV6), IPV6_HOPLIMIT) where message.payload.count >= 4:
                hopLimit = control.signed32(at: start).flatMap { UInt8(exactly: $0) }
            default: break
            }
        }
    }
}
