/// An address with the length of its network's prefix, written `10.0.0.1/24`.
package struct InterfaceAddress: Hashable, Sendable, CustomStringConvertible {
    package let address: IPAddress
    package let prefixLength: Int

    package init(address: IPAddress, prefixLength: Int) {
        self.address = address
        self.prefixLength = prefixLength
    }

    package var description: String { "\(address)/\(prefixLength)" }

    /// Whether `other` lies in the network of this interface.
    package func contains(_ other: IPAddress) -> Bool {
        guard other.family == address.family else { return false }
        return (0..<address.family.byteCount).allSatisfy { index in
            let bits = min(8, max(0, prefixLength - index * 8))
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> bits)
            return address[index] & mask == other[index] & mask
        }
    }
}
