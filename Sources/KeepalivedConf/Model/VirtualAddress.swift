package import Addresses

/// How far an address or route reaches, as rtnetlink counts it (RT_SCOPE_…).
package struct Scope: Hashable, Sendable, CustomStringConvertible {
    package let value: UInt8

    package static let global = Scope(value: 0)

    /// Names of rt_scopes, and numbers.
    static let names: [String: UInt8] = ["global": 0, "site": 200, "link": 253, "host": 254, "nowhere": 255]

    package var description: String { Self.names.first { $0.value == value }?.key ?? "\(value)" }
}

/// An address that a master holds.
package struct VirtualAddress: Hashable, Sendable {
    package let address: IPAddress
    /// 0 to 32 or 128; all bits unless written.
    package let prefixLength: Int
    /// 'dev', or the instance's VMAC if it has one, or its interface.
    package let interface: String
    package let broadcast: IPAddress?
    /// At most 15 bytes; IPv4 only.
    package let label: String?
    package let scope: Scope
    /// In seconds; nil: for ever. 0 makes the address deprecated: valid, but no source of new connections.
    package let preferredLifetime: UInt32?
    /// Whether duplicate address detection is done (IPv6).
    package let detectsDuplicates: Bool
    /// Whether the kernel makes a route for the prefix.
    package let makesPrefixRoute: Bool
    /// Whether its removal by others ends being master.
    package let isTracked: Bool
    package let location: SourceLocation

    /// `10.0.0.10/24`.
    package var text: String { "\(address)/\(prefixLength)" }
}

/// A route that a master holds.
package struct VirtualRoute: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case unicast
        case blackhole
        case unreachable
        case prohibit
    }

    package let kind: Kind
    /// Without host bits.
    package let destination: IPAddress
    package let prefixLength: Int
    package let gateway: IPAddress?
    package let source: IPAddress?
    package let interface: String?
    /// nil: link for a route without gateway, else global.
    package let scope: Scope?
    /// 254 is main.
    package let table: UInt32
    package let metric: UInt32?
    package let mtu: Int?
    package let isOnLink: Bool
    /// Whether its removal by others ends being master.
    package let isTracked: Bool
    package let location: SourceLocation
}
