/// The cookie that a Set-Cookie field sets: what stands before its first `;` (RFC 6265 §4.1.1 and §5.2). A comma does not
/// end it: dates have them.
package struct SetCookie: Equatable, Sendable {
    package let name: Range<Int>
    /// The value with its quotes, if it has any. To rewrite or prefix it, see `HeadWriter.value(_:replacing:by:within:)`.
    package let value: Range<Int>

    /// - Parameter value: a field's value. Nil if it has no name or no `=`.
    package init?(_ value: Range<Int>, in bytes: Span<UInt8>) {
        var equals: Int?
        var end = value.lowerBound
        while end < value.upperBound && bytes[end] != ASCII.semicolon {
            if bytes[end] == ASCII.equals && equals == nil { equals = end }
            end += 1
        }
        guard let equals else { return nil }
        name = bytes.trimming(value.lowerBound..<equals)
        self.value = bytes.trimming(equals + 1..<end)
        if name.isEmpty { return nil }
    }

    /// Whether it has a name, which is compared as it is, with its case.
    package func isNamed(_ name: Span<UInt8>, in bytes: Span<UInt8>) -> Bool { bytes.equals(name, in: self.name) }
}
