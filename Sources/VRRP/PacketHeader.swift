package import Addresses

/// What the IP header says of a received advertisement.
package struct PacketHeader: Hashable, Sendable {
    package let source: IPAddress
    package let destination: IPAddress
    /// TTL of IPv4, hop limit of IPv6.
    package let hopLimit: UInt8

    package init(source: IPAddress, destination: IPAddress, hopLimit: UInt8) {
        self.source = source
        self.destination = destination
        self.hopLimit = hopLimit
    }

    /// The hop limit that every advertisement on a link has (RFC 3768 §5.2.3, RFC 5798 §5.1.1.3 and §5.1.2.3).
    package static let linkLocalHopLimit: UInt8 = 255
    /// VRRP's number among the IP protocols.
    package static let ipProtocol: UInt8 = 112
    /// 224.0.0.18 (RFC 3768 §5.2.2, RFC 5798 §5.1.1.2).
    package static let multicastGroupV4 = IPAddress(v4: 0xE000_0012)
    /// ff02::12 (RFC 5798 §5.1.2.2).
    package static let multicastGroupV6 = IPAddress(v6: 0xFF02_0000_0000_0000, 0x12)
}
