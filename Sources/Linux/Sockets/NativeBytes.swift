// Numbers in the byte order of this machine, as the kernel lays them out. No raw load: bytes are put together by
// bounds-checked subscripts, so a wrong length gives nil and never reads what is not there.

extension Span where Element == UInt8 {
    /// The number in the two bytes at `offset`, nil if they are not all there.
    func native16(at offset: Int) -> UInt16? {
        guard offset >= 0, offset <= count - 2 else { return nil }
        return UInt16(littleEndian: UInt16(self[offset]) | UInt16(self[offset + 1]) << 8)
    }

    /// The number in the four bytes at `offset`, nil if they are not all there.
    func native32(at offset: Int) -> UInt32? {
        guard offset >= 0, offset <= count - 4 else { return nil }
        var number: UInt32 = 0
        for index in 0..<4 { number |= UInt32(self[offset + index]) << UInt32(index * 8) }
        return UInt32(littleEndian: number)
    }

    /// The number in the eight bytes at `offset`, nil if they are not all there.
    func native64(at offset: Int) -> UInt64? {
        guard offset >= 0, offset <= count - 8 else { return nil }
        var number: UInt64 = 0
        for index in 0..<8 { number |= UInt64(self[offset + index]) << UInt64(index * 8) }
        return UInt64(littleEndian: number)
    }

    func signed32(at offset: Int) -> Int32? {
        native32(at: offset).map { Int32(bitPattern: $0) }
    }

    /// The text in `range`, up to its first NUL. Up to 15 bytes, as of an interface's name, it takes no memory.
    /// - Precondition: `range` lies in the span.
    func text(in range: Range<Int>) -> String {
        var end = range.lowerBound
        while end < range.upperBound, self[end] != 0 { end += 1 }
        let bytes = extracting(range.lowerBound..<end)
        return unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

extension MutableSpan where Element == UInt8 {
    /// - Precondition: the bytes lie in the span.
    mutating func setNative(_ number: some FixedWidthInteger, at offset: Int) {
        let number = number.littleEndian
        for index in 0..<(number.bitWidth / 8) {
            self[offset + index] = UInt8(truncatingIfNeeded: number >> (index * 8))
        }
    }
}

extension Array where Element == UInt8 {
    mutating func appendNative(_ number: some FixedWidthInteger) {
        let number = number.littleEndian
        for index in 0..<(number.bitWidth / 8) { append(UInt8(truncatingIfNeeded: number >> (index * 8))) }
    }
}
