package import Addresses
internal import CLinux

/// A network interface as the kernel describes it.
package struct Link: Hashable, Sendable {
    /// Its number, which a new interface of the same name does not get.
    package let index: Int32
    /// `eth0`
    package let name: String
    /// IFF_UP, IFF_RUNNING, IFF_LOWER_UP, … (netdevice(7)).
    package let flags: UInt32
    package let mtu: UInt32
    /// Nil for interfaces without an Ethernet address.
    package let hardwareAddress: HardwareAddress?
    /// `macvlan`, `veth`, …; empty for hardware.
    package let kind: String
    /// The interface it sits on (of a macvlan or a VLAN), or its peer (of a veth); nil if none.
    package let parent: Int32?

    package init(
        index: Int32, name: String, flags: UInt32, mtu: UInt32 = 1500, hardwareAddress: HardwareAddress? = nil,
        kind: String = "", parent: Int32? = nil
    ) {
        self.index = index
        self.name = name
        self.flags = flags
        self.mtu = mtu
        self.hardwareAddress = hardwareAddress
        self.kind = kind
        self.parent = parent
    }

    /// An administrator has switched it on (IFF_UP).
    package var isUp: Bool { flags & 0x1 != 0 }
    /// It can carry packets: it is operational (IFF_RUNNING, RFC 2863).
    package var isRunning: Bool { flags & 0x40 != 0 }
    /// There is a carrier below it (IFF_LOWER_UP).
    package var isLowerUp: Bool { flags & 0x1_0000 != 0 }
    /// Switched on and operational: whether VRRP can be spoken here.
    package var isReady: Bool { isUp && isRunning }
    package var isLoopback: Bool { flags & 0x8 != 0 }
    package var hasMulticast: Bool { flags & 0x1000 != 0 }
}

extension Link {
    /// Reads RTM_NEWLINK or RTM_DELLINK; nil if it is too short to be one, or speaks of a link's part in something else:
    /// with AF_BRIDGE, RTM_DELLINK says that a port has left its bridge, not that it is gone.
    init?(_ message: NetlinkMessage, in datagram: Span<UInt8>) {
        let header = MemoryLayout<ifinfomsg>.size
        let start = message.payload.lowerBound
        guard message.payload.count >= header, Int32(datagram[start]) == AF_UNSPEC,
            let index = datagram.signed32(at: start + 4),
            let flags = datagram.native32(at: start + 8)
        else { return nil }
        var (name, kind) = ("", "")
        var mtu: UInt32 = 0
        var hardwareAddress: HardwareAddress?
        var parent: Int32?
        var attributes = NetlinkAttributes(of: message, after: header)
        while let attribute = attributes.next(in: datagram) {
            switch Int(attribute.kind) {
            case IFLA_IFNAME: name = datagram.text(in: attribute.payload)
            case IFLA_MTU: mtu = datagram.native32(in: attribute.payload) ?? 0
            case IFLA_ADDRESS: hardwareAddress = HardwareAddress(datagram, in: attribute.payload)
            case IFLA_LINK: parent = datagram.native32(in: attribute.payload).map { Int32(bitPattern: $0) }
            case IFLA_LINKINFO: kind = Self.kind(in: attribute.payload, of: datagram)
            default: break
            }
        }
        self.init(
            index: index, name: name, flags: flags, mtu: mtu, hardwareAddress: hardwareAddress, kind: kind,
            parent: parent)
    }

    private static func kind(in range: Range<Int>, of datagram: Span<UInt8>) -> String {
        var attributes = NetlinkAttributes(in: range)
        while let attribute = attributes.next(in: datagram) {
            if Int(attribute.kind) == IFLA_INFO_KIND { return datagram.text(in: attribute.payload) }
        }
        return ""
    }
}

extension Span where Element == UInt8 {
    /// The number that fills `range`, nil if that is shorter.
    func native32(in range: Range<Int>) -> UInt32? {
        range.count >= 4 ? native32(at: range.lowerBound) : nil
    }
}
