extension MutableSpan<UInt8> {
    /// Copies bytes of another buffer. Traps where either buffer would be left.
    @inline(__always)
    mutating func copy(_ range: Range<Int>, of source: Span<UInt8>, to place: Int) {
        let count = range.count
        precondition(range.lowerBound >= 0 && range.upperBound <= source.count)
        precondition(place >= 0 && place <= self.count && count <= self.count &- place)
        unsafe withUnsafeMutableBytes { target in
            unsafe source.withUnsafeBytes { bytes in
                guard count > 0, let from = bytes.baseAddress, let to = target.baseAddress else { return }
                // Both ranges are within their buffers, as checked above. The buffers do not overlap: one is being changed.
                unsafe (to + place).copyMemory(from: from + range.lowerBound, byteCount: count)
            }
        }
    }

    /// Copies bytes within the buffer; the ranges may overlap. Traps where the buffer would be left.
    mutating func move(_ range: Range<Int>, to place: Int) {
        let count = range.count
        precondition(range.lowerBound >= 0 && range.upperBound <= self.count)
        precondition(place >= 0 && place <= self.count && count <= self.count &- place)
        unsafe withUnsafeMutableBytes { bytes in
            guard count > 0, let base = bytes.baseAddress else { return }
            // Both ranges are within the buffer, as checked above; copyMemory lets them overlap.
            unsafe (base + place).copyMemory(from: base + range.lowerBound, byteCount: count)
        }
    }

    /// Copies a constant. Traps where the buffer would be left.
    @inline(__always)
    mutating func copy(_ text: StaticString, to place: Int) {
        let count = text.utf8CodeUnitCount
        precondition(text.hasPointerRepresentation)
        precondition(place >= 0 && place <= self.count && count <= self.count &- place)
        unsafe withUnsafeMutableBytes { bytes in
            guard count > 0, let base = bytes.baseAddress else { return }
            // The literal has `count` bytes, and the buffer room for them, as checked above.
            unsafe (base + place).copyMemory(from: text.utf8Start, byteCount: count)
        }
    }
}
