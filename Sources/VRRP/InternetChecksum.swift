import Addresses

/// The 16-bit one's complement sum of RFC 1071, as VRRP and ICMPv6 use it.
struct InternetChecksum {
    /// Never more than 2³² words are added, so 64 bits hold the carries.
    private var sum: UInt64 = 0

    /// A pseudo-header (RFC 8200 §8.1; for IPv4 source, destination, zero, protocol and a length of 16 bits, which sums
    /// up the same). RFC 5798 §5.2.8 puts one before VRRPv3 in both families, as keepalived does.
    mutating func addPseudoHeader(source: IPAddress, destination: IPAddress, ipProtocol: UInt8, length: Int) {
        add(source)
        add(destination)
        sum += UInt64(ipProtocol) + UInt64(length)
    }

    mutating func add(_ address: IPAddress) {
        for index in stride(from: 0, to: address.family.byteCount, by: 2) {
            sum += UInt64(address[index]) << 8 | UInt64(address[index + 1])
        }
    }

    /// - Precondition: `range` begins at an even distance from what was added before; only the last may be odd in length.
    mutating func add(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var index = range.lowerBound
        while index + 1 < range.upperBound {
            sum += UInt64(bytes[index]) << 8 | UInt64(bytes[index + 1])
            index += 2
        }
        if index < range.upperBound { sum += UInt64(bytes[index]) << 8 }
    }

    /// What the checksum field must hold, if it was zero in what was added; zero, if it held the right one.
    var value: UInt16 {
        var folded = sum
        while folded > 0xFFFF { folded = folded >> 16 + folded & 0xFFFF }
        return ~UInt16(truncatingIfNeeded: folded)
    }
}
