/// Eight bytes of a message, the first of them lowest, looked at all at once.
///
/// The questions answer with *marks*: the highest bit of each byte that is meant. The lowest mark is always right; those
/// above it may be false where a subtraction borrowed, so only `Word.index(ofLowest:)` may be asked of them.
struct Word {
    let bits: UInt64

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    @inline(__always)
    init(_ bits: UInt64) { self.bits = bits }

    /// Which of the eight bytes is the first that is marked.
    @inline(__always)
    static func index(ofLowest marks: UInt64) -> Int { marks.trailingZeroBitCount &>> 3 }

    /// ASCII letters in lower case. Other bytes change too, but no other character of a token becomes a letter, a digit
    /// or a hyphen.
    @inline(__always)
    var folded: Word { Word(bits | 0x2020_2020_2020_2020) }

    /// The first `count` bytes, 1...8, and zeros.
    @inline(__always)
    func first(_ count: Int) -> Word { Word(bits & (UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- count &* 8))) }

    /// Bytes equal to one byte.
    @inline(__always)
    func marks(of byte: UInt8) -> UInt64 {
        let difference = bits ^ (UInt64(byte) &* Self.ones)
        return (difference &- Self.ones) & ~difference & Self.highs
    }

    /// Bytes below a limit of at most 128.
    @inline(__always)
    func marks(below limit: UInt8) -> UInt64 { (bits &- UInt64(limit) &* Self.ones) & ~bits & Self.highs }

    /// What may not stand in a field value (RFC 9110 §5.5): control characters. A tab may, and is marked too. All marks are
    /// right.
    @inline(__always)
    var valueStops: UInt64 {
        let low = bits & ~Self.highs
        let from32 = low &+ 0x6060_6060_6060_6060
        let from127 = low &+ Self.ones
        return (~from32 | from127) & ~bits & Self.highs
    }

    /// What may not stand in a request target as it is, and its first `?`.
    @inline(__always)
    var targetStops: UInt64 {
        marks(below: 0x21) | marks(of: 0x7F) | marks(of: UInt8(ascii: "#")) | marks(of: UInt8(ascii: "?"))
            | (bits & Self.highs)
    }

    /// What gives a Cookie field its parts.
    @inline(__always)
    var cookieStops: UInt64 {
        marks(of: ASCII.semicolon) | marks(of: ASCII.comma) | marks(of: ASCII.equals) | marks(of: ASCII.quote)
    }

    /// What is neither a letter nor a hyphen: nearly every field name has nothing else. All marks are right.
    @inline(__always)
    var nameStops: UInt64 {
        let letters = folded.bits & ~Self.highs
        let fromA = letters &+ 0x1F1F_1F1F_1F1F_1F1F
        let afterZ = letters &+ 0x0505_0505_0505_0505
        let hyphens = bits ^ (UInt64(UInt8(ascii: "-")) &* Self.ones)
        let isNoHyphen = ((hyphens & ~Self.highs) &+ ~Self.highs) | hyphens
        return isNoHyphen & ~(fromA & ~afterZ & ~bits) & Self.highs
    }
}
