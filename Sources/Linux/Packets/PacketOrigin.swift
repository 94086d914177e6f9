import Addresses
internal import CLinux

/// The control message that says from which address, and out of which interface, a packet leaves.
struct PacketOrigin {
    private(set) var bytes = InlineArray<40, UInt8>(repeating: 0)
    let count: Int

    /// None: the kernel chooses.
    init() { count = 0 }

    /// IP_PKTINFO or IPV6_PKTINFO (ip(7), ipv6(7)).
    ///
    /// - Parameters:
    ///   - source: an address of this host.
    ///   - linkIndex: 0 lets the routing table choose.
    init(source: IPAddress, linkIndex: Int32) {
        let header = ControlMessages.headerLength
        let isV4 = source.family == .ipv4
        let length = header + (isV4 ? 12 : 20)
        count = ControlMessages.aligned(length)
        for index in 0..<source.family.byteCount {
            // `in_pktinfo`: interface, source, (destination); `in6_pktinfo`: source, interface.
            bytes[header + (isV4 ? 4 : 0) + index] = source[index]
        }
        var bytes = self.bytes.mutableSpan
        bytes.setNative(length, at: 0)
        bytes.setNative(Int32(isV4 ? IPPROTO_IP : IPPROTO_IPV6), at: header - 8)
        bytes.setNative(isV4 ? IP_PKTINFO : IPV6_PKTINFO, at: header - 4)
        bytes.setNative(linkIndex, at: header + (isV4 ? 0 : 16))
    }
}
