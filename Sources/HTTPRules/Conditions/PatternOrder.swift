/// The order in which the patterns of an exact comparison stand: shorter ones first, then byte by byte.
enum PatternOrder {
    /// Below 0 if the text comes before the pattern, 0 if it equals it, above 0 if it comes after it.
    ///
    /// - Parameter ignoresCase: the pattern is in lower case, and letters of the text count as such.
    static func compare(_ text: Span<UInt8>, _ pattern: Span<UInt8>, ignoresCase: Bool) -> Int {
        guard text.count == pattern.count else { return text.count &- pattern.count }
        for index in 0..<text.count {
            let byte = ignoresCase ? lowercased(text[index]) : text[index]
            if byte != pattern[index] { return Int(byte) &- Int(pattern[index]) }
        }
        return 0
    }

    static func isBefore(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        compare(left.span, right.span, ignoresCase: false) < 0
    }
}
