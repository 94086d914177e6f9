package import Addresses
internal import CLinux

/// How far an address or a route reaches (rtnetlink(7), `enum rt_scope_t`).
package struct RouteScope: Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `global` in ip(8): everywhere.
    package static let universe = Self(rawValue: 0)
    package static let site = Self(rawValue: 200)
    package static let link = Self(rawValue: 253)
    package static let host = Self(rawValue: 254)
    package static let nowhere = Self(rawValue: 255)
}

/// An address that an interface has.
package struct AssignedAddress: Hashable, Sendable {
    package let linkIndex: Int32
    package let address: InterfaceAddress
    package let scope: RouteScope
    /// IFA_F_TENTATIVE, IFA_F_DADFAILED, … (`linux/if_addr.h`).
    package let flags: UInt32
    /// `eth0:1`; empty for IPv6, which has none.
    package let label: String
    /// Who set it (IFA_PROTO): 0 if nobody said, or on kernels before 5.18.
    package let origin: UInt8

    /// Not usable yet: the kernel still asks whether somebody else has it (RFC 4862 §5.4).
    package init(
        linkIndex: Int32, address: InterfaceAddress, scope: RouteScope = .universe, flags: UInt32 = 0,
        label: String = "", origin: UInt8 = 0
    ) {
        self.linkIndex = linkIndex
        self.address = address
        self.scope = scope
        self.flags = flags
        self.label = label
        self.origin = origin
    }

    package var isTentative: Bool { flags & UInt32(IFA_F_TENTATIVE) != 0 }
    /// Not usable: somebody else has it.
    package var isDuplicate: Bool { flags & UInt32(IFA_F_DADFAILED) != 0 }
}

extension AssignedAddress {
    /// Reads RTM_NEWADDR or RTM_DELADDR; nil if it is none of an IP address.
    init?(_ message: NetlinkMessage, in datagram: Span<UInt8>) {
        let header = MemoryLayout<ifaddrmsg>.size
        let start = message.payload.lowerBound
        guard message.payload.count >= header, let family = IPAddress.Family(kernel: datagram[start]),
            let index = datagram.signed32(at: start + 4)
        else { return nil }
        let prefixLength = Int(datagram[start + 1])
        guard prefixLength <= family.byteCount * 8 else { return nil }
        var flags = UInt32(datagram[start + 2])
        var label = ""
        var origin: UInt8 = 0
        // On a link with a peer, IFA_ADDRESS is the peer's and IFA_LOCAL ours; elsewhere IPv6 has only IFA_ADDRESS.
        var (local, peer): (IPAddress?, IPAddress?)
        var attributes = NetlinkAttributes(of: message, after: header)
        while let attribute = attributes.next(in: datagram) {
            switch Int(attribute.kind) {
            case IFA_LOCAL: local = IPAddress(datagram, in: attribute.payload, family)
            case IFA_ADDRESS: peer = IPAddress(datagram, in: attribute.payload, family)
            case IFA_LABEL: label = datagram.text(in: attribute.payload)
            case IFA_FLAGS: flags = datagram.native32(in: attribute.payload) ?? flags
            case IFA_PROTO: origin = attribute.payload.isEmpty ? 0 : datagram[attribute.payload.lowerBound]
            default: break
            }
        }
        guard let address = local ?? peer else { return nil }
        self.init(
            linkIndex: index, address: InterfaceAddress(address: address, prefixLength: prefixLength),
            scope: RouteScope(rawValue: datagram[start + 3]), flags: flags, label: label, origin: origin)
    }
}

extension IPAddress.Family {
    init?(kernel number: UInt8) {
        switch Int32(number) {
        case AF_INET: self = .ipv4
        case AF_INET6: self = .ipv6
        default: return nil
        }
    }

    /// AF_INET or AF_INET6
    var kernelNumber: UInt8 { UInt8(self == .ipv4 ? AF_INET : AF_INET6) }
}

extension IPAddress {
    /// The address that fills `range` exactly.
    init?(_ bytes: Span<UInt8>, in range: Range<Int>, _ family: Family) {
        guard range.count == family.byteCount else { return nil }
        self.init(bytes, at: range.lowerBound, family)
    }
}
