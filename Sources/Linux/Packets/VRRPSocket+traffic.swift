package import Addresses
internal import CLinux

extension VRRPSocket {
    /// Sends one VRRP packet.
    ///
    /// - Parameters:
    ///   - source: an address of this host, of the socket's family.
    ///   - destination: `VRRPSocket.group`, or a peer.
    ///   - link: the interface whose network link-local addresses mean, for a socket that is bound to none.
    /// - Returns: false if the interface's queue is full and the packet is lost; the next advertisement is soon.
    /// - Throws: what the operator should know: ENETDOWN or ENETUNREACH without a link or a route; ENETUNREACH (IPv4)
    ///   or EINVAL (IPv6) if `source` is no address of this host (any more); EPERM if a packet filter forbids it.
    @discardableResult
    package func send(
        _ packet: Span<UInt8>, from source: IPAddress, to destination: IPAddress, on link: Int32 = 0
    ) throws(LinuxError) -> Bool {
        precondition(source.family == family && destination.family == family, "a socket sends packets of its family")
        let needsLink = source.isLinkLocal || destination.isLinkLocal
        let outgoing = linkIndex == 0 && needsLink ? link : linkIndex
        let origin = PacketOrigin(source: source, linkIndex: outgoing)
        let address = SocketAddress(destination, scope: destination.isLinkLocal ? outgoing : 0)
        do throws(LinuxError) {
            return try descriptor.send(
                packet, to: address, control: origin.bytes.span.extracting(first: origin.count),
                "send VRRP from \(source) to \(destination)") != nil
        } catch let error where error.code == ENOBUFS {
            return false
        }
    }

    /// Receives one packet; call until it gives `.nothing`.
    ///
    /// - Parameter buffer: where it goes. 2048 bytes hold every VRRP packet (RFC 5798 §5.2: at most 255 addresses, 4 KiB
    ///   for IPv6, but never fragmented, so an MTU's worth).
    package func receive(into buffer: inout [UInt8]) throws(LinuxError) -> Reception {
        var envelope = Envelope()
        guard let count = try descriptor.receive(into: &buffer, &envelope, "receive VRRP") else { return .nothing }
        guard !envelope.isTruncated, count <= buffer.count else { return .malformed }
        let info = PacketInfo(envelope.control.span.extracting(first: envelope.controlCount))
        let packet =
            switch family {
            case .ipv4: ReceivedPacket(ipv4: buffer.span.extracting(first: count), linkIndex: info.linkIndex)
            case .ipv6: ReceivedPacket(ipv6Length: count, envelope, info)
            }
        return packet.map { .packet($0) } ?? .malformed
    }
}

extension IPAddress {
    /// fe80::/10 (RFC 4291 §2.5.6), or a multicast group of link-local scope, ff02::/16 (§2.7).
    fileprivate var isLinkLocal: Bool {
        family == .ipv6 && (self[0] == 0xFE && self[1] & 0xC0 == 0x80 || self[0] == 0xFF && self[1] & 0xF == 2)
    }
}
