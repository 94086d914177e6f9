/// What is done to the cookies of a name before a request is forwarded.
package enum CookieEdit: Sendable {
    /// They are taken out: `cookie NAME indirect`.
    case remove
    /// The server's key and the `~` behind it are taken out of their values: `cookie NAME prefix`.
    case stripKey
}

extension MessageHead {
    /// Takes cookies of a name, or the servers' keys in them, out of all Cookie fields, whose bytes move together; a field
    /// without another cookie is removed.
    ///
    /// - Parameter bytes: the buffer that was parsed.
    /// - Returns: how many cookies of the name there were.
    @discardableResult
    package mutating func edit(
        _ edit: CookieEdit, cookiesNamed name: Span<UInt8>, in bytes: inout MutableSpan<UInt8>
    ) -> Int {
        var count = 0
        var index = next(.cookie)
        while let field = index {
            var compaction = CookieCompaction(fields[field].valueRange)
            let found = compaction.run(edit, name, &bytes)
            if found > 0 {
                count += found
                let isChanged = compaction.kept != fields[field].valueRange
                if compaction.kept.isEmpty {
                    remove(field)
                } else if isChanged {
                    replaceValue(field, with: compaction.kept)
                }
            }
            index = next(.cookie, from: field + 1)
        }
        return count
    }
}

/// Moves what is kept of a Cookie field's value together, in one pass.
private struct CookieCompaction {
    /// What is kept, in the end.
    private(set) var kept: Range<Int>
    private let value: Range<Int>
    /// Where what is kept so far ends, and where what has not been moved yet begins.
    private var target: Int
    private var source: Int

    init(_ value: Range<Int>) {
        self.value = value
        kept = value
        target = value.lowerBound
        source = value.lowerBound
    }

    mutating func run(_ edit: CookieEdit, _ name: Span<UInt8>, _ bytes: inout MutableSpan<UInt8>) -> Int {
        var pairs = CookiePairs(value)
        var count = 0
        var isRemoving = false
        while pairs.position < value.upperBound {
            let start = pairs.position
            let pair = pairs.nextPart(in: bytes.span)
            // A name with a dollar is an attribute of the cookie before it (RFC 2965), and goes with it.
            let isAttribute = pair.map { !$0.name.isEmpty && bytes[$0.name.lowerBound] == UInt8(ascii: "$") } ?? false
            let isSought = pair.map { bytes.span.equals(name, in: $0.name) } ?? false
            if isSought { count += 1 }
            isRemoving = edit == .remove && (isSought || (isRemoving && isAttribute))
            if isRemoving {
                cut(start..<pairs.position, &bytes)
            } else if isSought, let pair, let key = pair.key(before: UInt8(ascii: "~"), in: bytes.span) {
                cut(key.lowerBound..<key.upperBound + 1, &bytes)
            }
        }
        guard count > 0 else { return 0 }
        let endsCut = source == value.upperBound
        cut(value.upperBound..<value.upperBound, &bytes)
        kept = endsCut ? withoutSeparators(bytes.span) : value.lowerBound..<target
        return count
    }

    /// Leaves a range out, which begins behind all that was left out before.
    private mutating func cut(_ range: Range<Int>, _ bytes: inout MutableSpan<UInt8>) {
        if target != source { bytes.move(source..<range.lowerBound, to: target) }
        target += range.lowerBound - source
        source = range.upperBound
    }

    /// What is kept, without the separator at its end that stood before a cookie that is gone.
    private func withoutSeparators(_ bytes: Span<UInt8>) -> Range<Int> {
        var end = target
        while end > value.lowerBound,
            ASCII.isBlank(bytes[end - 1]) || bytes[end - 1] == ASCII.semicolon
                || bytes[end - 1] == ASCII.comma
        { end -= 1 }
        return value.lowerBound..<end
    }
}
