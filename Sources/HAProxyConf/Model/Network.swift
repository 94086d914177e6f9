package import Addresses

/// Addresses with the same first bits.
package struct Network: Hashable, Sendable, CustomStringConvertible {
    /// Without host bits.
    package let address: IPAddress
    /// 0 to 32 or 128; a mask with holes has none and is refused.
    package let prefixLength: Int

    /// - Precondition: the length is not negative and not more than the address has bits.
    init(_ address: IPAddress, prefixLength: Int) {
        let bytes = (0..<address.family.byteCount).map { index in
            address[index] & ~UInt8(truncatingIfNeeded: 0xFF >> min(8, max(0, prefixLength - index * 8)))
        }
        self.address = IPAddress(bytes: bytes)
        self.prefixLength = prefixLength
    }

    /// Whether `other` is one of them. IPv4 addresses and IPv6 ones that map them (`::ffff:10.0.0.1`) are not the same.
    package func contains(_ other: IPAddress) -> Bool {
        guard other.family == address.family else { return false }
        var index = 0
        var rest = prefixLength
        while rest > 0 {
            let mask = rest >= 8 ? 0xFF : ~UInt8(truncatingIfNeeded: 0xFF >> rest)
            guard other[index] & mask == address[index] else { return false }
            index += 1
            rest -= 8
        }
        return true
    }

    package var description: String { "\(address)/\(prefixLength)" }
}
