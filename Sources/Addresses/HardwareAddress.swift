/// An Ethernet address: six bytes in transmission order, held in place.
package struct HardwareAddress: Hashable, Sendable, CustomStringConvertible {
    /// The address as one number: 0x00005E000101 is 00:00:5e:00:01:01.
    package let number: UInt64

    /// - Precondition: below 2⁴⁸.
    package init(_ number: UInt64) {
        precondition(number < 1 << 48, "an Ethernet address has 48 bits")
        self.number = number
    }

    /// - Precondition: six bytes, in the order on the wire.
    package init(bytes: some Collection<UInt8>) {
        precondition(bytes.count == 6, "an Ethernet address has 6 bytes")
        number = bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    package static let broadcast = HardwareAddress(0xFFFF_FFFF_FFFF)
    /// 33:33:00:00:00:01, of ff02::1 (RFC 2464 §7).
    package static let allNodes = HardwareAddress(0x3333_0000_0001)

    /// The virtual router's own address (RFC 5798 §7.3): 00-00-5E-00-01-{VRID} for IPv4, 00-00-5E-00-02-{VRID} for IPv6.
    package static func virtualRouter(_ identifier: UInt8, isIPv6: Bool) -> HardwareAddress {
        HardwareAddress(0x00_00_5E_00_00_00 | (isIPv6 ? 0x0200 : 0x0100) | UInt64(identifier))
    }

    /// - Precondition: 0 to 5.
    package subscript(index: Int) -> UInt8 {
        precondition((0..<6).contains(index), "an Ethernet address has 6 bytes")
        return UInt8(truncatingIfNeeded: number >> (8 * (5 - index)))
    }

    /// `00:00:5e:00:01:01`
    package var description: String {
        (0..<6).map { (self[$0] < 16 ? "0" : "") + String(self[$0], radix: 16) }.joined(separator: ":")
    }
}
