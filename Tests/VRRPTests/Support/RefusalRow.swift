import Addresses
import Testing
import VRRP

/// A good packet of keepalived's, spoilt in one way.
struct RefusalRow: CustomTestStringConvertible, Sendable {
    let refusal: Refusal
    let source: String
    let payload: [UInt8]
    let header: PacketHeader
    let expectations: Expectations

    var testDescription: String { "\(refusal): \(source)" }

    /// - Parameter spoil: what is wrong. The checksum is made right again unless `keepsChecksum`.
    init(
        _ refusal: Refusal, _ source: String, of packet: KeepalivedPacket = .v2, hopLimit: UInt8 = 255,
        from sender: IPAddress? = nil, keepsChecksum: Bool = false,
        expect: (inout Expectations) -> Void = { _ in }, spoil: (inout [UInt8]) -> Void = { _ in }
    ) {
        self.refusal = refusal
        self.source = source
        header = PacketHeader(
            source: sender ?? packet.header.source, destination: packet.header.destination, hopLimit: hopLimit)
        var expectations = packet.expectations
        expect(&expectations)
        self.expectations = expectations
        var payload = packet.payload
        spoil(&payload)
        if !keepsChecksum, payload.count >= 8 {
            payload[6] = 0
            payload[7] = 0
            let sum = checksum(payload, packet.expectations.version == .v3 ? header : nil)
            payload[6] = UInt8(sum >> 8)
            payload[7] = UInt8(sum & 0xFF)
        }
        self.payload = payload
    }

    static let all: [RefusalRow] = [
        RefusalRow(.ownAddress, "keepalived: our own source address", expect: { $0.primaryAddress = "10.0.0.1" }),
        RefusalRow(.family, "RFC 5798 §5.1: IPv4 for a virtual router of IPv6", expect: { $0.family = .ipv6 }),
        RefusalRow(
            .notAPeer, "check_unicast_src", of: .v2Unicast,
            expect: { $0.transport = .unicast(peers: [UnicastPeer(address: "10.0.0.3")], checksSource: true) }),
        RefusalRow(.hopLimit, "RFC 3768 §7.1: TTL 254", hopLimit: 254),
        RefusalRow(.hopLimit, "RFC 5798 §7.1: hop limit 1", of: .v3IPv6, hopLimit: 1),
        RefusalRow(
            .hopLimit, "unicast_peer … min_ttl 254", of: .v3Unicast, hopLimit: 253,
            expect: {
                $0.transport = .unicast(
                    peers: [UnicastPeer(address: "10.0.0.1", hopLimits: 254...255)], checksSource: true)
            }),
        RefusalRow(.tooShort, "RFC 3768 §7.1: 7 bytes", spoil: { $0 = Array($0.prefix(7)) }),
        RefusalRow(.tooShort, "RFC 5798 §7.1: nothing", of: .v3, spoil: { $0 = [] }),
        RefusalRow(.unknownVersion, "RFC 5798 §5.2.1: version 4", spoil: { $0[0] = 0x41 }),
        RefusalRow(.versionMismatch, "RFC 3768 §7.1: version 2 where 3 is configured", expect: { $0.version = .v3 }),
        RefusalRow(.versionMismatch, "RFC 5798 §7.1: version 3", of: .v3, expect: { $0.version = .v2 }),
        RefusalRow(.type, "RFC 5798 §5.2.2: type 2", spoil: { $0[0] = 0x22 }),
        RefusalRow(.lengthMismatch, "RFC 5798 §7.1: one address missing", spoil: { $0.removeLast(4) }),
        RefusalRow(.lengthMismatch, "keepalived: a byte too many", of: .v3, spoil: { $0.append(0) }),
        RefusalRow(.lengthMismatch, "RFC 5798 §5.2.5: count 255", spoil: { $0[3] = 255 }),
        RefusalRow(.checksum, "RFC 3768 §5.3.8", keepsChecksum: true, spoil: { $0[2] = 102 }),
        RefusalRow(.checksum, "RFC 5798 §5.2.8", of: .v3IPv6, keepsChecksum: true, spoil: { $0[7] ^= 1 }),
        RefusalRow(
            .checksum, "RFC 5798 §5.2.8: another source in the pseudo-header", of: .v3, from: "10.0.0.7",
            keepsChecksum: true),
        RefusalRow(.virtualRouterID, "RFC 3768 §7.1", spoil: { $0[1] = 52 }),
        RefusalRow(.unknownAuthenticationType, "RFC 2338 §5.3.6: type 3", spoil: { $0[4] = 3 }),
        RefusalRow(
            .authenticationTypeMismatch, "RFC 3768 §7.1: none, PASS is configured",
            expect: { $0.authentication = .password(.init("secret")) }),
        RefusalRow(
            .authenticationTypeMismatch, "RFC 3768 §7.1: PASS, none is configured", of: .v2Password,
            expect: { $0.authentication = .none }),
        RefusalRow(.authenticationTypeMismatch, "RFC 2338 §5.3.6: header", of: .v2Password, spoil: { $0[4] = 2 }),
        RefusalRow(
            .authenticationFailed, "RFC 2338 §7.1: a longer password", of: .v2Password,
            expect: { $0.authentication = .password(.init("secrets")) }),
        RefusalRow(.interval, "RFC 3768 §7.1: 2 s where 1 s is configured", spoil: { $0[5] = 2 }),
        RefusalRow(.interval, "RFC 5798 §5.2.7: none", of: .v3, spoil: { $0[5] = 0 }),
        RefusalRow(.addressCount, "RFC 3768 §7.1: two, one is configured", expect: { $0.addresses.removeLast() }),
        RefusalRow(.addressCount, "keepalived: none is configured", of: .v3, expect: { $0.addresses = [] }),
        RefusalRow(.addressList, "RFC 3768 §7.1: 10.0.0.12 for 10.0.0.11", spoil: { $0[15] = 12 }),
        RefusalRow(.addressList, "RFC 3768 §7.1: one twice", spoil: { $0[15] = 10 }),
        RefusalRow(.addressList, "RFC 5798 §7.1: fd00::11", of: .v3IPv6, spoil: { $0[39] = 0x11 }),
    ]
}

/// RFC 1071 written down a second time, so that the tests do not believe the code that they test. `header` gives the
/// pseudo-header of VRRPv3.
func checksum(_ payload: [UInt8], _ header: PacketHeader?) -> UInt16 {
    var bytes = payload
    if let header {
        bytes = header.source.bytes + header.destination.bytes + [0, 112, 0, UInt8(payload.count)] + payload
    }
    if bytes.count % 2 == 1 { bytes.append(0) }
    var sum = 0
    for index in stride(from: 0, to: bytes.count, by: 2) { sum += Int(bytes[index]) << 8 + Int(bytes[index + 1]) }
    while sum > 0xFFFF { sum = sum >> 16 + sum & 0xFFFF }
    return ~UInt16(sum)
}
