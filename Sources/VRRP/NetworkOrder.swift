import Addresses

/// Numbers in network byte order at a place in a packet.
extension Span where Element == UInt8 {
    func uint16(at index: Int) -> UInt16 {
        UInt16(self[index]) << 8 | UInt16(self[index + 1])
    }

    func uint64(at index: Int) -> UInt64 {
        var number: UInt64 = 0
        for offset in 0..<8 { number = number << 8 | UInt64(self[index + offset]) }
        return number
    }

    /// Whether the bytes at `index` are those of `address`.
    func holds(_ address: IPAddress, at index: Int) -> Bool {
        for offset in 0..<address.family.byteCount where self[index + offset] != address[offset] { return false }
        return true
    }
}

extension MutableSpan where Element == UInt8 {
    mutating func write(_ number: UInt16, at index: Int) {
        self[index] = UInt8(truncatingIfNeeded: number >> 8)
        self[index + 1] = UInt8(truncatingIfNeeded: number)
    }

    mutating func write(_ number: UInt64, at index: Int) {
        for offset in 0..<8 { self[index + offset] = UInt8(truncatingIfNeeded: number >> UInt64(56 - offset * 8)) }
    }

    mutating func write(_ address: IPAddress, at index: Int) {
        for offset in 0..<address.family.byteCount { self[index + offset] = address[offset] }
    }
}
