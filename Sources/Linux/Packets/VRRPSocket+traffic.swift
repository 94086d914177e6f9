package import Addresses
internal import CLinux

extension VRRPSocket {
    /// A packet to be sent, as often as it is wanted.
    ///
    /// - Parameters:
    ///   - source: an address of the socket's family. Whether an IPv6 one is this host's is asked on sending.
    ///   - destination: `VRRPSocket.group`, or a peer.
    ///   - link: the interface whose network link-local addresses mean, for a socket that is bound to none.
    package func packet(
        _ payload: Span<UInt8>, from source: IPAddress, to destination: IPAddress, on link: Int32 = 0
    ) -> VRRPPacket {
        precondition(source.family == family && destination.family == family, "a socket sends packets of its family")
        let bytes = payload.indices.map { payload[$0] }
        switch family {
        case .ipv4:
            let header = IPv4Header(from: source, to: destination).bytes
            // Where routes lead may depend on the source; by a socket's own interface there is one way.
            let origin = linkIndex == 0 ? PacketOrigin(source: source, linkIndex: 0) : PacketOrigin()
            return VRRPPacket(header.indices.map { header[$0] } + bytes, from: source, to: destination, origin)
        case .ipv6:
            let needsLink = source.isLinkLocal || destination.isLinkLocal
            let outgoing = linkIndex == 0 && needsLink ? link : linkIndex
            return VRRPPacket(
                bytes, from: source, to: destination, scope: destination.isLinkLocal ? outgoing : 0,
                PacketOrigin(source: source, linkIndex: outgoing))
        }
    }

    /// Sends a packet that was made for this socket. Allocates nothing.
    ///
    /// - Returns: false if the interface's queue is full and the packet is lost; the next advertisement is soon.
    /// - Throws: what the operator should know: ENETDOWN or ENETUNREACH without a link or a route; EINVAL if an IPv6
    ///   source is no address of this host (any more); EMSGSIZE if it is longer than the interface's packets may be;
    ///   EPERM if a packet filter forbids it.
    @discardableResult
    package func send(_ packet: VRRPPacket) throws(LinuxError) -> Bool {
        let (bytes, origin) = (packet.bytes, packet.origin)
        do throws(LinuxError) {
            return try descriptor.send(
                bytes.span, to: packet.address, control: origin.bytes.span.extracting(first: origin.count),
                "send VRRP from \(packet.source) to \(packet.destination)") != nil
        } catch let error where error.code == ENOBUFS {
            return false
        }
    }

    /// Receives one packet; call until it gives `.nothing`.
    ///
    /// - Parameter buffer: where it goes. 2048 bytes hold every VRRP packet (RFC 5798 §5.2: at most 255 addresses, 4 KiB
    ///   for IPv6, but never fragmented, so an MTU's worth).
    package func receive(into buffer: inout [UInt8]) throws(LinuxError) -> Reception {
        if family == .ipv4, linkIndex != 0 { return try receiveIPv4(into: &buffer) }
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

    /// With an IPv4 packet comes its header, which says all but the interface.
    private func receiveIPv4(into buffer: inout [UInt8]) throws(LinuxError) -> Reception {
        guard let count = try descriptor.receive(into: &buffer, "receive VRRP") else { return .nothing }
        guard count <= buffer.count,
            let packet = ReceivedPacket(ipv4: buffer.span.extracting(first: count), linkIndex: linkIndex)
        else { return .malformed }
        return .packet(packet)
    }
}

extension IPAddress {
    /// fe80::/10 (RFC 4291 §2.5.6), or a multicast group of link-local scope, ff02::/16 (§2.7).
    fileprivate var isLinkLocal: Bool {
        family == .ipv6 && (self[0] == 0xFE && self[1] & 0xC0 == 0x80 || self[0] == 0xFF && self[1] & 0xF == 2)
    }
}
