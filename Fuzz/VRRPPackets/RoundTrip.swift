import Addresses
import VRRP

/// What was decoded, encoded again.
enum RoundTrip {
    /// The same bytes, unless the packet says the same in another way: addresses in another order or not compared,
    /// reserved bits, authentication data without authentication, the other zero of one's complement. Always an
    /// advertisement that is decoded to the same value.
    static func check(
        _ advertisement: Advertisement, _ payload: Span<UInt8>, _ header: PacketHeader, _ expectations: Expectations
    ) {
        var storage = InlineArray<128, UInt8>(repeating: 0)
        var buffer = storage.mutableSpan
        let length = advertisement.encode(
            into: &buffer, addresses: expectations.addresses, authentication: expectations.authentication,
            source: header.source, destination: header.destination)
        precondition(length == payload.count, "another length")
        let encoded = buffer.span.extracting(0..<payload.count)
        let again = try? Advertisement.decode(encoded, header: header, expecting: expectations)
        precondition(again == advertisement, "another advertisement")
        guard isCanonical(payload, expectations) else { return }
        for index in 0..<payload.count { precondition(encoded[index] == payload[index], "other bytes") }
    }

    private static func isCanonical(_ payload: Span<UInt8>, _ expectations: Expectations) -> Bool {
        guard payload[6] != 0xFF || payload[7] != 0xFF else { return false }
        let width = expectations.family.byteCount
        for (position, address) in expectations.addresses.enumerated() {
            for offset in 0..<width where payload[8 + position * width + offset] != address[offset] { return false }
        }
        switch (expectations.version, expectations.authentication) {
        case (.v3, _): return payload[4] >> 4 == 0
        case (.v2, .none): return (payload.count - 8..<payload.count).allSatisfy { payload[$0] == 0 }
        case (.v2, .password): return true
        }
    }

    /// The checksum as VRRPv2 or VRRPv3 computes it, by the version in the message.
    static func checksum(_ message: Span<UInt8>, _ header: PacketHeader) -> UInt16 {
        var sum = 0
        if message[0] >> 4 == 3 {
            for address in [header.source, header.destination] {
                for index in stride(from: 0, to: address.family.byteCount, by: 2) {
                    sum += Int(address[index]) << 8 + Int(address[index + 1])
                }
            }
            sum += 112 + message.count
        }
        for index in 0..<message.count { sum += Int(message[index]) << (index % 2 == 0 ? 8 : 0) }
        while sum > 0xFFFF { sum = sum >> 16 + sum & 0xFFFF }
        return ~UInt16(sum)
    }
}
