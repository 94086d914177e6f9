/// Finds a cookie in the value of a request's `Cookie` field (RFC 6265 §4.2.1; like HAProxy it takes commas for
/// semicolons and respects quotes).
package enum CookieField {
    /// Where a cookie stands, as positions in the field's value.
    package struct Pair: Hashable, Sendable {
        /// What `PersistenceTable.read` wants.
        package let value: Range<Int>
        /// What to cut out so that the other cookies stay as they are; the whole field's value if there is no other.
        package let removal: Range<Int>
        /// Where to look on for another cookie of that name.
        package let end: Int
    }

    /// The first cookie of that name from `start` on. Case matters.
    package static func find(_ name: Span<UInt8>, in field: Span<UInt8>, from start: Int = 0) -> Pair? {
        var position = start
        while position < field.count {
            let pair = skipBlanks(field, position)
            let end = endOfPair(field, pair)
            if let value = value(name, field, pair, end) {
                return Pair(value: value, removal: removal(field, pair, end), end: min(end + 1, field.count))
            }
            position = end + 1
        }
        return nil
    }

    private static func value(
        _ name: Span<UInt8>, _ field: Span<UInt8>, _ start: Int, _ end: Int
    ) -> Range<Int>? {
        guard end - start > name.count else { return nil }
        for index in 0..<name.count where field[start + index] != name[index] { return nil }
        var equals = start + name.count
        while equals < end, isBlank(field[equals]) { equals += 1 }
        guard equals < end, field[equals] == UInt8(ascii: "=") else { return nil }
        let first = min(skipBlanks(field, equals + 1), end)
        var last = end
        while last > first, isBlank(field[last - 1]) { last -= 1 }
        return first..<last
    }

    /// With a pair behind it, all up to that pair; else all from the separator before it.
    private static func removal(_ field: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int> {
        if end < field.count {
            let next = skipBlanks(field, end + 1)
            if next < field.count { return start..<next }
        }
        var before = start
        while before > 0, isBlank(field[before - 1]) { before -= 1 }
        if before > 0, isSeparator(field[before - 1]) { before -= 1 }
        return before..<field.count
    }

    private static func endOfPair(_ field: Span<UInt8>, _ start: Int) -> Int {
        var end = start
        var isQuoted = false
        while end < field.count, isQuoted || !isSeparator(field[end]) {
            if isQuoted, field[end] == UInt8(ascii: "\\") {
                end += 1
            } else if field[end] == UInt8(ascii: "\"") {
                isQuoted.toggle()
            }
            end += 1
        }
        return min(end, field.count)
    }

    private static func skipBlanks(_ field: Span<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < field.count, isBlank(field[index]) { index += 1 }
        return index
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",")
    }
}
