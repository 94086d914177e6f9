/// A date in a persistence cookie: Unix time in steps of four seconds, 30 bits, as five characters of base64, the most
/// significant first (HAProxy 2.6, src/base64.c).
enum CookieDate {
    static let length = 5
    /// Between the server's name and the dates.
    static let separator = UInt8(ascii: "|")

    /// The Unix time of the five characters at `start`; nil if they are no date, or the beginning of time.
    static func decode(_ bytes: Span<UInt8>, at start: Int) -> Int64? {
        guard start >= 0, start <= bytes.count - length else { return nil }
        var value: Int64 = 0
        for index in start..<start + length {
            guard let digit = digit(bytes[index]) else { return nil }
            value = value << 6 | Int64(digit)
        }
        return value > 0 ? value << 2 : nil
    }

    /// The step a Unix time begins, rounded up: a cookie is never older than it says.
    static func steps(roundingUp seconds: Int64) -> Int64 { (min(max(seconds, 0), .max - 3) + 3) >> 2 }

    /// The character `index` (0 to 4) of a date.
    static func character(_ steps: Int64, _ index: Int) -> UInt8 {
        let digit = UInt8(truncatingIfNeeded: steps >> Int64(6 * (length - 1 - index))) & 0x3F
        switch digit {
        case 0..<26: return UInt8(ascii: "A") + digit
        case 26..<52: return UInt8(ascii: "a") + digit - 26
        case 52..<62: return UInt8(ascii: "0") + digit - 52
        case 62: return UInt8(ascii: "+")
        default: return UInt8(ascii: "/")
        }
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
