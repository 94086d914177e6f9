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

    /// Whether `other` is one of them. As in HAProxy, an IPv4 address is the same as the IPv6 one that maps it
    /// (`::ffff:10.0.0.1`), and so is in `::/0`.
    package func contains(_ other: IPAddress) -> Bool {
        var index = 0
        // Without a look at the first twelve bytes where both are IPv4.
        var rest = prefixLength + (address.family == .ipv4 ? 96 : 0)
        if address.family == .ipv4, other.family == .ipv4 { (index, rest) = (12, prefixLength) }
        while rest > 0 {
            let mask = rest >= 8 ? 0xFF : ~UInt8(truncatingIfNeeded: 0xFF >> rest)
            guard other.mapped(index) & mask == address.mapped(index) else { return false }
            index += 1
            rest -= 8
        }
        return true
    }

    package var description: String { "\(address)/\(prefixLength)" }
}

extension IPAddress {
    /// One of the sixteen bytes of the IPv6 address that this is or that maps it (RFC 4291 §2.5.5.2).
    fileprivate func mapped(_ index: Int) -> UInt8 {
        if family == .ipv6 { return self[index] }
        return index < 10 ? 0 : index < 12 ? 0xFF : self[index - 12]
    }
}
