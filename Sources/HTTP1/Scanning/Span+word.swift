extension Span<UInt8> {
    /// The eight bytes at a position of 0 or more; zeros stand for what lies behind the end.
    ///
    /// A zero ends every scan, for it may stand nowhere in a head: so a scan ends at the end of the bytes at the latest.
    @inline(__always)
    func word(at position: Int) -> Word {
        guard position &+ 8 <= count else { return lastWord(at: position) }
        precondition(position >= 0)
        // 0 ≤ position and position + 8 ≤ count: the eight bytes are the span's.
        return unsafe Word(
            UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self)))
    }

    /// Where the first control character or tab is at a position or after it; at the latest, the end.
    @inline(__always)
    func valueStop(from start: Int) -> Int {
        var position = start
        while true {
            let stops = word(at: position).valueStops
            if stops != 0 { return position &+ Word.index(ofLowest: stops) }
            position &+= 8
        }
    }

    /// Where the first of `;`, `,`, `=` and `"` is between two positions; the second if there is none.
    @inline(__always)
    func cookieStop(from start: Int, to end: Int) -> Int {
        var position = start
        while position < end {
            let stops = word(at: position).cookieStops
            if stops != 0 { return min(position &+ Word.index(ofLowest: stops), end) }
            position &+= 8
        }
        return end
    }

    @inline(never)
    private func lastWord(at position: Int) -> Word {
        var bits: UInt64 = 0
        var index = count
        while index > position {
            index -= 1
            bits = bits << 8 | UInt64(self[index])
        }
        return Word(bits)
    }

    /// Whether the bytes of a range are these, which are given in lower case, letters in either case.
    func equals(_ lowercase: StaticString, ignoringCaseIn range: Range<Int>) -> Bool {
        guard range.count == lowercase.utf8CodeUnitCount else { return false }
        for offset in 0..<range.count
        where ASCII.lowercase(self[range.lowerBound &+ offset]) != lowercase.byte(at: offset) { return false }
        return true
    }

    /// Whether a range holds exactly these bytes.
    func equals(_ other: Span<UInt8>, in range: Range<Int>) -> Bool {
        guard range.count == other.count else { return false }
        for offset in 0..<range.count where self[range.lowerBound &+ offset] != other[offset] { return false }
        return true
    }

    /// Whether two ranges, of two spans, hold the same bytes, letters in either case.
    func equals(_ other: Span<UInt8>, _ otherRange: Range<Int>, ignoringCaseIn range: Range<Int>) -> Bool {
        guard range.count == otherRange.count else { return false }
        for offset in 0..<range.count
        where ASCII.lowercase(self[range.lowerBound &+ offset])
            != ASCII.lowercase(other[otherRange.lowerBound &+ offset])
        { return false }
        return true
    }
}

extension StaticString {
    /// One of its bytes.
    @inline(__always)
    func byte(at index: Int) -> UInt8 {
        precondition(hasPointerRepresentation && index >= 0 && index < utf8CodeUnitCount)
        // The index is within the literal, which lives as long as the program.
        return unsafe utf8Start[index]
    }
}
