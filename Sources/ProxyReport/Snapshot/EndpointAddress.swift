package import Addresses

/// An address and its port.
package struct EndpointAddress: Sendable, Hashable {
    package let address: IPAddress
    package let port: UInt16

    package init(_ address: IPAddress, port: UInt16) {
        self.address = address
        self.port = port
    }

    /// `127.0.0.1:80`, `[::1]:80`: as the statistics write it.
    var text: String { isIPv6 ? "[\(host)]:\(port)" : plainText }

    /// `127.0.0.1:80`, `::1:80`: as the runtime socket writes it.
    var plainText: String { "\(host):\(port)" }

    var host: String { address.description }

    var isIPv6: Bool { address.family == .ipv6 }
}
