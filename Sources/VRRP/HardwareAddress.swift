/// An Ethernet address, held in place.
package struct HardwareAddress: Hashable, Sendable {
    /// The six bytes in the lower 48 bits: 0x02_00_00_00_00_0A is 02:00:00:00:00:0a.
    package let number: UInt64

    package init(_ number: UInt64) {
        self.number = number & 0xFFFF_FFFF_FFFF
    }

    /// - Precondition: six bytes, in the order on the wire.
    package init(bytes: some Collection<UInt8>) {
        precondition(bytes.count == 6, "an Ethernet address has 6 bytes")
        number = bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    package static let broadcast = HardwareAddress(0xFFFF_FFFF_FFFF)
    /// 33:33:00:00:00:01, of ff02::1 (RFC 2464 §7).
    package static let allNodes = HardwareAddress(0x3333_0000_0001)

    /// The virtual router's own address: 00-00-5E-00-01-{VRID} for IPv4, 00-00-5E-00-02-{VRID} for IPv6 (RFC 5798 §7.3).
    package static func virtualRouter(_ virtualRouterID: UInt8, ipv6: Bool) -> HardwareAddress {
        HardwareAddress((ipv6 ? 0x5E_0002_00 : 0x5E_0001_00) | UInt64(virtualRouterID))
    }
}

extension MutableSpan where Element == UInt8 {
    mutating func write(_ address: HardwareAddress, at index: Int) {
        for offset in 0..<6 {
            self[index + offset] = UInt8(truncatingIfNeeded: address.number >> UInt64(40 - offset * 8))
        }
    }
}
