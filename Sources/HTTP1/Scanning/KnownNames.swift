/// Finds the number of a field name, or of a method, by a comparison or two of whole words.
///
/// A table of 128 places for about 50 names: a name stands at the place that its words give, or at the next that is free.
/// It is filled once for each `MessageHead`, so that reading a head touches nothing shared.
@usableFromInline
struct KnownNames: ~Copyable {
    /// Not private: the compiler (6.3.1) fails on a private element of a value that other files hold.
    struct Entry: BitwiseCopyable {
        var first: UInt64 = 0
        var middle: UInt64 = 0
        var last: UInt64 = 0
        var length: UInt8 = 0
        var name = FieldName.other

        @inline(__always)
        var place: Int {
            let mixed = (first ^ (last &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
            return Int(truncatingIfNeeded: mixed &>> 57)
        }
    }

    private var entries = FixedStorage(repeating: Entry(), count: 128)

    init() {
        for name in FieldName.allCases where name != .other {
            var spelling = InlineArray<24, UInt8>(repeating: 0)
            let length = name.spelling.utf8CodeUnitCount
            for index in 0..<length { spelling[index] = name.spelling.byte(at: index) }
            let bytes = spelling.span
            var entry = Self.entry(bytes.word(at: 0), bytes, 0..<length)
            entry.name = name
            var place = entry.place
            while entries[place].length != 0 { place = (place + 1) & 127 }
            entries[place] = entry
        }
    }

    /// The number of the name in a range, which must be a token.
    ///
    /// - Parameter first: the word at the range's start.
    @inline(__always)
    func find(_ first: Word, _ bytes: Span<UInt8>, _ range: Range<Int>) -> FieldName {
        guard range.count <= 24 else { return .other }
        let sought = Self.entry(first, bytes, range)
        var place = sought.place
        while true {
            let entry = entries[place]
            if entry.length == sought.length && entry.first == sought.first && entry.last == sought.last
                && entry.middle == sought.middle
            {
                return entry.name
            }
            // At most half of the places are taken, so a free one comes.
            if entry.length == 0 { return .other }
            place = (place &+ 1) & 127
        }
    }

    /// A name of 1...24 bytes as words that cover it: the first eight bytes, the last eight, and those between.
    @inline(__always)
    static func entry(_ first: Word, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Entry {
        let length = range.count
        var entry = Entry()
        entry.length = UInt8(truncatingIfNeeded: length)
        if length <= 8 {
            entry.first = first.folded.first(length).bits
        } else {
            entry.first = first.folded.bits
            entry.last = bytes.word(at: range.upperBound &- 8).folded.bits
            if length > 16 { entry.middle = bytes.word(at: range.lowerBound &+ 8).folded.bits }
        }
        return entry
    }
}
