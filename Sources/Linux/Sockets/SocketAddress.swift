import Addresses
internal import CLinux

/// A socket's address as the kernel lays it out (`struct sockaddr_*`), held in place.
struct SocketAddress {
    /// Room for the longest that is used here, `sockaddr_un`.
    var bytes = InlineArray<112, UInt8>(repeating: 0)
    var count = 0

    /// Nothing yet: to be filled by the kernel.
    init() {}

    private init(family: Int32, count: Int) {
        self.count = count
        var bytes = self.bytes.mutableSpan
        bytes.setNative(UInt16(family), at: 0)
    }

    /// `sockaddr_in` or `sockaddr_in6`.
    ///
    /// - Parameter scope: the index of the interface whose network an IPv6 link-local address means; else 0.
    init(_ address: IPAddress, scope: Int32 = 0) {
        let isV4 = address.family == .ipv4
        self.init(family: isV4 ? AF_INET : AF_INET6, count: isV4 ? 16 : 28)
        for index in 0..<address.family.byteCount { bytes[(isV4 ? 4 : 8) + index] = address[index] }
        guard !isV4 else { return }
        var bytes = self.bytes.mutableSpan
        bytes.setNative(scope, at: 24)
    }

    /// `sockaddr_nl`: the kernel's side, or the groups to listen to.
    init(netlinkGroups groups: UInt32) {
        self.init(family: AF_NETLINK, count: 12)
        var bytes = self.bytes.mutableSpan
        bytes.setNative(groups, at: 8)
    }

    /// `sockaddr_ll`: where a frame leaves.
    init(packetInterface interface: Int32) {
        self.init(family: AF_PACKET, count: 20)
        var bytes = self.bytes.mutableSpan
        bytes.setNative(interface, at: 4)
    }

    /// `sockaddr_un`; `@name` is the abstract socket of that name. Nil if the path is empty or does not fit (107 bytes).
    init?(path: String) {
        let name = Array(path.utf8)
        guard !name.isEmpty, name.count < 108, !name.contains(0) else { return nil }
        let isAbstract = name[0] == UInt8(ascii: "@")
        // A path ends with a NUL, an abstract name where the count says.
        self.init(family: AF_UNIX, count: 2 + name.count + (isAbstract ? 0 : 1))
        for (index, byte) in name.enumerated() { bytes[2 + index] = byte }
        if isAbstract { bytes[2] = 0 }
    }

    private var family: Int32 { Int32(bytes.span.native16(at: 0) ?? 0) }

    /// The IP address, nil if this is of another family or too short.
    var ipAddress: IPAddress? {
        switch family {
        case AF_INET where count >= 16: IPAddress(bytes.span, at: 4, .ipv4)
        case AF_INET6 where count >= 28: IPAddress(bytes.span, at: 8, .ipv6)
        default: nil
        }
    }

    /// Who sent a netlink message; 0 is the kernel.
    var netlinkPort: UInt32? {
        family == AF_NETLINK && count >= 12 ? bytes.span.native32(at: 4) : nil
    }
}

extension IPAddress {
    /// The address whose bytes stand at `offset`, nil if they are not all there. Allocates nothing.
    init?(_ bytes: Span<UInt8>, at offset: Int, _ family: Family) {
        guard offset >= 0, offset <= bytes.count - family.byteCount else { return nil }
        var numbers: (high: UInt64, low: UInt64) = (0, 0)
        for index in 0..<family.byteCount {
            numbers = (
                numbers.high << 8 | numbers.low >> 56, numbers.low << 8 | UInt64(bytes[offset + index])
            )
        }
        switch family {
        case .ipv4: self.init(v4: UInt32(truncatingIfNeeded: numbers.low))
        case .ipv6: self.init(v6: numbers.high, numbers.low)
        }
    }
}
