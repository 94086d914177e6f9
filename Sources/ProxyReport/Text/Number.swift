/// Numbers as C's atoi and strtol read them: HAProxy's socket does, and scripts count on it.
enum Number {
    /// What digits stand at the front, after blanks and a sign; 0 where none do; the nearest number of 32 bits where
    /// they are too many.
    static func leading(_ text: String) -> Int { prefix(text).value }

    /// The number at the front and what follows it; nil where no digit stands there.
    static func split(_ text: String) -> (value: Int, rest: Substring.UTF8View)? {
        let found = prefix(text)
        return found.hasDigits ? (found.value, found.rest) : nil
    }

    private static func prefix(_ text: String) -> (value: Int, hasDigits: Bool, rest: Substring.UTF8View) {
        var rest = text[...].utf8
        while let first = rest.first, first == 0x20 || (9...13).contains(first) { rest = rest.dropFirst() }
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        var value = 0
        var hasDigits = false
        while let digit = rest.first, (48...57).contains(digit) {
            hasDigits = true
            value = min(value * 10 + Int(digit - 48), Int(Int32.max))
            rest = rest.dropFirst()
        }
        return (isNegative ? -value : value, hasDigits, rest)
    }
}
