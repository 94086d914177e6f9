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

extension Number {
    /// A number without a sign as C's strtoul reads it with base 0: `0x1f`, `017`, `15`; 0 where none stands there.
    static func unsigned(_ text: String) -> UInt64 {
        var digits = text[...].utf8
        var radix: UInt64 = 10
        if digits.first == UInt8(ascii: "0") {
            radix = 8
            digits = digits.dropFirst()
            if digits.first?.lowercased == UInt8(ascii: "x") {
                radix = 16
                digits = digits.dropFirst()
            }
        }
        var value: UInt64 = 0
        for byte in digits {
            guard let digit = Number.value(of: byte), digit < radix else { break }
            let (product, overflows) = value.multipliedReportingOverflow(by: radix)
            let (sum, carries) = product.addingReportingOverflow(digit)
            if overflows || carries { return .max }
            value = sum
        }
        return value
    }

    /// The worth of a hexadecimal digit.
    static func value(of byte: UInt8) -> UInt64? {
        switch byte.lowercased {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - 48)
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte.lowercased - 87)
        default: nil
        }
    }
}
