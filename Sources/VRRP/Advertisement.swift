package import Addresses

/// The one packet of VRRP, without its addresses: they are the configuration's, and are compared in place.
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |Version| Type  | Virtual Rtr ID|   Priority    | Count IP Addrs|
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |  v2: Auth Type, Adver Int     |           Checksum            |
/// |  v3: 4 bits, Max Adver Int    |                               |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |  Count × 4 or 16 bytes of addresses; v2: 8 bytes of password  |
/// ```
/// (RFC 3768 §5.1, RFC 5798 §5.2)
package struct Advertisement: Hashable, Sendable {
    package let version: ProtocolVersion
    package let virtualRouterID: UInt8
    /// 255 is the owner of the addresses, 0 a master that stops (RFC 5798 §5.2.4).
    package let priority: UInt8
    package let interval: AdvertisementInterval
    /// The addresses of a received one are not ours. The owner of addresses is believed nonetheless (RFC 3768 §7.1).
    package let misconfiguration: Refusal?

    package init(
        version: ProtocolVersion, virtualRouterID: UInt8, priority: UInt8, interval: AdvertisementInterval,
        misconfiguration: Refusal? = nil
    ) {
        self.misconfiguration = misconfiguration
        self.version = version
        self.virtualRouterID = virtualRouterID
        self.priority = priority
        self.interval = interval
    }

    /// Type 1, ADVERTISEMENT, the only one (RFC 5798 §5.2.2).
    static let type: UInt8 = 1
    static let headerByteCount = 8
    static let authenticationByteCount = 8

    /// How long the packet with `addressCount` addresses is, without the IP header.
    package static func byteCount(version: ProtocolVersion, family: IPAddress.Family, addressCount: Int) -> Int {
        headerByteCount + addressCount * family.byteCount + (version == .v2 ? authenticationByteCount : 0)
    }

    /// The VRID of a packet that is not yet checked: for finding the virtual router that shall check it. Nil if it is
    /// too short to have one.
    package static func virtualRouterID(of payload: Span<UInt8>) -> UInt8? {
        payload.count >= 2 ? payload[1] : nil
    }
}
