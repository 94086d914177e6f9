extension Duration {
    /// `0.25 seconds`, to the millisecond. (Embedded Swift cannot print a `Duration`.)
    var words: String {
        let (seconds, rest) = components
        let milliseconds = rest / 1_000_000_000_000_000
        guard milliseconds != 0 else { return "\(seconds).0 seconds" }
        var digits = String(milliseconds)
        digits = String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
        while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
        return "\(seconds).\(digits) seconds"
    }
}
