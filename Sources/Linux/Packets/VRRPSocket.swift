package import Addresses
internal import CLinux

/// A raw socket of IP protocol 112 on one interface: sends advertisements and receives those of other routers.
///
/// Payloads begin with the VRRP header on both ways. The IP header is made here (TTL or hop limit 255, precedence
/// "internetwork control"), the VRRP checksum is not, for either family: that is the caller's. Sending and receiving
/// allocate nothing. Opening needs CAP_NET_RAW.
package struct VRRPSocket: ~Copyable {
    package let descriptor: Descriptor
    package let family: IPAddress.Family
    /// The interface it is bound to; 0 for none.
    package let linkIndex: Int32

    /// 224.0.0.18 (RFC 5798 §5.1.1.2) or ff02::12 (§5.1.2.2).
    package static func group(_ family: IPAddress.Family) -> IPAddress {
        family == .ipv4 ? IPAddress(v4: 0xE000_0012) : IPAddress(v6: 0xFF02_0000_0000_0000, 0x12)
    }

    /// - Parameters:
    ///   - link: the index of the interface to send and receive by; nil, for unicast, where routes lead.
    ///   - routerIDs: the virtual routers whose packets are received.
    package init(
        _ family: IPAddress.Family, link: Int32?, routerIDs: some Sequence<UInt8>
    ) throws(LinuxError) {
        let context = Self.context(family, link)
        let descriptor = try needing(.netRaw) { () throws(LinuxError) in
            let kind = Int32(SOCK_RAW.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
            return try Descriptor.socket(Int32(family.kernelNumber), kind, Self.protocolNumber, context)
        }
        // First of all, so that what the interface sees between here and the end is no other router's.
        try descriptor.attach(.vrrp(family, routerIDs: routerIDs), context)
        if let link {
            // SO_BINDTODEVICE by number, which a renamed interface keeps and a new one of the same name does not get.
            try descriptor.setOption(SOL_SOCKET, Self.bindToInterfaceIndex, link, context)
        }
        // At 10 ms a router sends 100 packets a second of about 1 KiB each in the kernel's books.
        try descriptor.setReceiveBuffer(1 << 20, context)
        try? descriptor.setOption(SOL_SOCKET, SO_PRIORITY, 7, context)
        switch family {
        case .ipv4: try Self.setUpIPv4(descriptor, link, context)
        case .ipv6: try Self.setUpIPv6(descriptor, link, context)
        }
        self.descriptor = descriptor
        self.family = family
        linkIndex = link ?? 0
    }

    /// SO_BINDTOIFINDEX (Linux 5.0).
    private static let bindToInterfaceIndex: Int32 = 62
    static let protocolNumber: Int32 = 112
    /// RFC 5798 §5.1.1.3, §5.1.2.3
    static let hopLimit: UInt8 = 255
    /// Precedence "internetwork control" (RFC 791 §3.1), class selector 6 (RFC 2474).
    static let trafficClass: UInt8 = 0xC0

    private static func context(_ family: IPAddress.Family, _ link: Int32?) -> String {
        "open a VRRP socket for \(family == .ipv4 ? "IPv4" : "IPv6")" + (link.map { " on interface \($0)" } ?? "")
    }

    private static func setUpIPv4(
        _ descriptor: borrowing Descriptor, _ link: Int32?, _ context: String
    ) throws(LinuxError) {
        let level = Int32(IPPROTO_IP)
        let options: [(Int32, Int32)] = [
            (IP_HDRINCL, 1), (IP_MULTICAST_LOOP, 0), (IP_MULTICAST_ALL, 0),
            // Which interface a packet came in by; a socket's own is known.
            (IP_PKTINFO, link == nil ? 1 : 0),
        ]
        for (option, value) in options { try descriptor.setOption(level, option, value, context) }
        guard let link else { return }
        // `struct ip_mreqn`: group, address, interface.
        try descriptor.setOption(level, IP_MULTICAST_IF, raw: (UInt32(0), UInt32(0), link), context)
    }

    private static func setUpIPv6(
        _ descriptor: borrowing Descriptor, _ link: Int32?, _ context: String
    ) throws(LinuxError) {
        let level = Int32(IPPROTO_IPV6)
        let options: [(Int32, Int32)] = [
            (IPV6_RECVPKTINFO, 1), (IPV6_RECVHOPLIMIT, 1), (IPV6_UNICAST_HOPS, Int32(hopLimit)),
            (IPV6_MULTICAST_HOPS, Int32(hopLimit)), (IPV6_MULTICAST_LOOP, 0), (IPV6_TCLASS, Int32(trafficClass)),
        ]
        for (option, value) in options { try descriptor.setOption(level, option, value, context) }
        guard let link else { return }
        try descriptor.setOption(level, IPV6_MULTICAST_IF, link, context)
    }

    /// Receives from now on what is sent to a group on the socket's interface. It is left when the socket closes.
    ///
    /// An IPv4 socket that has not joined receives nothing from the group. An IPv6 socket receives all that comes to
    /// the host, so also what another socket has joined for: look at the packet's destination.
    ///
    /// - Parameter group: a multicast address of the socket's family; nil for `group(_:)`.
    package func joinGroup(_ group: IPAddress? = nil) throws(LinuxError) {
        let group = group ?? Self.group(family)
        precondition(group.family == family, "a socket joins groups of its family")
        let context = "join \(group) on interface \(linkIndex)"
        switch family {
        case .ipv4:
            let number = (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(group[$1]) }
            let request = (number.bigEndian, UInt32(0), linkIndex)
            try descriptor.setOption(Int32(IPPROTO_IP), IP_ADD_MEMBERSHIP, raw: request, context)
        case .ipv6:
            // `struct ipv6_mreq`: group, interface.
            let high = (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(group[$1]) }
            let low = (8..<16).reduce(UInt64(0)) { $0 << 8 | UInt64(group[$1]) }
            let request = (high.bigEndian, low.bigEndian, linkIndex)
            try descriptor.setOption(Int32(IPPROTO_IPV6), IPV6_JOIN_GROUP, raw: request, context)
        }
    }

    /// Receives the packets of these virtual routers from now on.
    package func setRouterIDs(_ routerIDs: some Sequence<UInt8>) throws(LinuxError) {
        try descriptor.attach(.vrrp(family, routerIDs: routerIDs), "filter VRRP packets on interface \(linkIndex)")
    }
}
