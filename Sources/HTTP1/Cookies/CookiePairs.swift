/// One `name=value` of a Cookie field.
package struct CookiePair: Equatable, Sendable {
    package let name: Range<Int>
    /// The value with its quotes, if it has any; may be empty.
    package let value: Range<Int>

    /// Where a character ends the part of the value that is a server's key: `~` of `cookie NAME prefix`, `|` where
    /// `insert` has put dates behind the key. Nil if the value has none, or a quote before it: without that, what is
    /// behind it would be read as other cookies.
    package func key(before delimiter: UInt8, in bytes: Span<UInt8>) -> Range<Int>? {
        for position in value {
            if bytes[position] == delimiter { return value.lowerBound..<position }
            if bytes[position] == ASCII.quote { return nil }
        }
        return nil
    }
}

/// The cookies of a Cookie field's value, one after the other.
///
/// As tolerant as HAProxy: separated by `;` or `,` (RFC 6265 §4.2.1 knows `; ` only) of which those within quotes do not
/// count, with any blanks; what has no `=` or no name is passed over.
package struct CookiePairs {
    /// Where the next pair, or what is passed over, begins.
    private(set) var position: Int
    private let end: Int

    package init(_ value: Range<Int>) {
        position = value.lowerBound
        end = value.upperBound
    }

    /// The next cookie; nil after the last.
    package mutating func next(in bytes: Span<UInt8>) -> CookiePair? {
        while position < end {
            if let pair = nextPart(in: bytes), !pair.name.isEmpty { return pair }
        }
        return nil
    }

    /// What stands before the next separator: a pair, or nil.
    mutating func nextPart(in bytes: Span<UInt8>) -> CookiePair? {
        let start = position
        var equals: Int?
        while true {
            position = bytes.cookieStop(from: position, to: end)
            guard position < end, !Self.isSeparator(bytes[position]) else { break }
            if bytes[position] == ASCII.quote && equals != nil {
                skipQuoted(bytes)
            } else {
                if bytes[position] == ASCII.equals && equals == nil { equals = position }
                position += 1
            }
        }
        let partEnd = position
        while position < end && (Self.isSeparator(bytes[position]) || ASCII.isBlank(bytes[position])) { position += 1 }
        guard let equals else { return nil }
        return CookiePair(name: bytes.trimming(start..<equals), value: bytes.trimming(equals + 1..<partEnd))
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { byte == ASCII.semicolon || byte == ASCII.comma }

    private mutating func skipQuoted(_ bytes: Span<UInt8>) {
        position += 1
        while position < end && bytes[position] != ASCII.quote {
            position += bytes[position] == ASCII.backslash ? 2 : 1
        }
        position = min(position + 1, end)
    }
}

/// All cookies of one name in a request.
package struct CookieValues {
    private var field = -1
    private var pairs = CookiePairs(0..<0)

    package init() {}

    /// The next one; nil after the last. Names are compared as they are, with their case.
    package mutating func next(
        named name: Span<UInt8>, of head: borrowing MessageHead, in bytes: Span<UInt8>
    ) -> CookiePair? {
        while true {
            while let pair = pairs.next(in: bytes) {
                if bytes.equals(name, in: pair.name) { return pair }
            }
            guard let next = head.next(.cookie, from: field + 1) else { return nil }
            field = next
            pairs = CookiePairs(head.field(next).valueRange)
        }
    }
}
