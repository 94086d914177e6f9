package import Addresses

/// A host that the process connects or sends to.
package enum HostAddress: Hashable, Sendable, CustomStringConvertible {
    case ip(IPAddress)
    /// Resolved once, by the system, when the service starts; that it cannot be is an error then (as in HAProxy).
    case name(String)

    package var description: String {
        switch self {
        case .ip(let address): address.description
        case .name(let name): printable(name)
        }
    }
}
