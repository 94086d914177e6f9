/// What parts of a path or of a host name are separated by (configuration.txt §7.1.3).
struct Delimiters: BitwiseCopyable, Sendable {
    let first: UInt8
    let second: UInt8

    /// `-m dir`: '/' and '?'.
    static let directory = Delimiters(first: UInt8(ascii: "?"), second: UInt8(ascii: "?"))
    /// `-m dom`: '/', '?', '.' and ':'.
    static let domain = Delimiters(first: UInt8(ascii: "."), second: UInt8(ascii: ":"))

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == first || byte == second
    }
}

/// One comparison of a text with a pattern. Where case does not count, the pattern is in lower case.
struct TextComparison: BitwiseCopyable {
    let comparison: CompiledTest.Comparison
    let ignoresCase: Bool

    func matches(_ text: Span<UInt8>, _ pattern: Span<UInt8>) -> Bool {
        guard pattern.count <= text.count else { return false }
        let last = text.count &- pattern.count
        switch comparison {
        case .exact: return last == 0 && equals(text, at: 0, pattern)
        case .beginning: return equals(text, at: 0, pattern)
        case .end: return equals(text, at: last, pattern)
        case .substring: return contains(text, pattern)
        case .directory: return contains(text, part: pattern, .directory)
        case .domain: return contains(text, part: pattern, .domain)
        case .isTrue, .isFound, .pattern, .number, .length, .network: return false
        }
    }

    /// Whether the pattern stands at a position from which there are as many bytes as it has.
    @inline(__always)
    private func equals(_ text: Span<UInt8>, at position: Int, _ pattern: Span<UInt8>) -> Bool {
        if ignoresCase {
            for index in 0..<pattern.count where lowercased(text[position &+ index]) != pattern[index] { return false }
        } else {
            for index in 0..<pattern.count where text[position &+ index] != pattern[index] { return false }
        }
        return true
    }

    /// An empty pattern stands nowhere, as in HAProxy.
    private func contains(_ text: Span<UInt8>, _ pattern: Span<UInt8>) -> Bool {
        guard pattern.count > 0 else { return false }
        for position in 0...(text.count &- pattern.count) where equals(text, at: position, pattern) { return true }
        return false
    }

    /// Whether the pattern is a part between two delimiters, or between one and an end. It may have delimiters in it.
    private func contains(_ text: Span<UInt8>, part pattern: Span<UInt8>, _ delimiters: Delimiters) -> Bool {
        guard pattern.count > 0 else { return false }
        let last = text.count &- pattern.count
        var isAtStart = true
        for position in 0...last {
            if delimiters.contains(text[position]) {
                isAtStart = true
            } else if isAtStart {
                if equals(text, at: position, pattern),
                    position == last || delimiters.contains(text[position &+ pattern.count])
                {
                    return true
                }
                isAtStart = false
            }
        }
        return false
    }
}
