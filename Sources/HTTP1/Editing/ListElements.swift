/// The elements of a field value that is a list: separated by commas, of which those within quotes do not count
/// (RFC 9110 §5.6.1). Whitespace around an element is not part of it. Empty elements are elements.
package struct ListElements {
    private var position: Int
    private let end: Int
    private var isDone = false

    package init(_ value: Range<Int>) {
        position = value.lowerBound
        end = value.upperBound
    }

    /// The next element; nil after the last.
    package mutating func next(in bytes: Span<UInt8>) -> Range<Int>? {
        guard !isDone else { return nil }
        let start = position
        while position < end && bytes[position] != ASCII.comma {
            if bytes[position] == ASCII.quote { skipQuoted(bytes) } else { position += 1 }
        }
        let element = bytes.trimming(start..<position)
        isDone = position >= end
        position += 1
        return element
    }

    /// Goes behind a quoted string, or to the end if the quotes are not closed.
    private mutating func skipQuoted(_ bytes: Span<UInt8>) {
        position += 1
        while position < end && bytes[position] != ASCII.quote {
            position += bytes[position] == ASCII.backslash ? 2 : 1
        }
        position = min(position + 1, end)
    }
}

extension Span<UInt8> {
    /// A range without the spaces and tabs at its ends.
    func trimming(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end && ASCII.isBlank(self[start]) { start += 1 }
        while end > start && ASCII.isBlank(self[end - 1]) { end -= 1 }
        return start..<end
    }
}
