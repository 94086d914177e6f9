extension MessageHead {
    /// Reads field lines up to the empty line, and acts upon those that frame the message (RFC 9112 §5).
    ///
    /// - Returns: where the content begins.
    mutating func readFields(_ bytes: Span<UInt8>, from position: Int) throws(Stop) -> Int {
        facts.fieldsStart = UInt16(truncatingIfNeeded: position)
        var position = position
        var index = 0
        while true {
            let first = bytes.word(at: position)
            let colon = try nameEnd(bytes, from: position, first)
            guard colon > position else { return try headEnd(bytes, at: position) }
            let name = knownNames.find(first, bytes, position..<colon)
            var lineEnd = 0
            let value = try readValue(bytes, after: colon, index, &lineEnd)
            guard index < Self.maximumFields else { throw .refuse(.tooManyFields, at: position) }
            fields[index] = Field(namePlace: Place(position..<colon), valuePlace: Place(value), name: name)
            facts.occurring |= 1 &<< UInt64(name.rawValue)
            if name.isActedUpon { try act(on: name, index, value, bytes) }
            index &+= 1
            facts.fieldCount = UInt8(truncatingIfNeeded: index)
            position = lineEnd
        }
    }

    /// Where the colon after a name stands; the position itself if the line is empty.
    @inline(__always)
    private func nameEnd(_ bytes: Span<UInt8>, from position: Int, _ first: Word) throws(Stop) -> Int {
        var end = position
        var stops = first.nameStops
        while stops == 0 {
            end &+= 8
            stops = bytes.word(at: end).nameStops
        }
        end &+= Word.index(ofLowest: stops)
        guard end < bytes.count else { throw .incomplete }
        if bytes[end] == ASCII.colon && end > position { return end }
        return try unusualNameEnd(bytes, from: position, end)
    }

    /// The same for a name with other characters than letters and hyphens, for none, and for a wrong one.
    @inline(never)
    private func unusualNameEnd(_ bytes: Span<UInt8>, from position: Int, _ end: Int) throws(Stop) -> Int {
        var end = end
        while end < bytes.count && CharacterSet.token.contains(bytes[end]) { end += 1 }
        guard end < bytes.count else { throw .incomplete }
        switch bytes[end] {
        case ASCII.colon where end > position: return end
        case ASCII.colon: throw .refuse(.emptyFieldName, at: end)
        case ASCII.carriageReturn where end == position: return end
        case ASCII.carriageReturn: throw .refuse(.missingColon, at: end)
        case ASCII.lineFeed: throw .refuse(.bareLineFeed, at: end)
        case ASCII.space where end == position, ASCII.tab where end == position:
            throw .refuse(.foldedLine, at: end)
        case ASCII.space, ASCII.tab: throw .refuse(.whitespaceBeforeColon, at: end)
        case let byte where ASCII.isControl(byte): throw .refuse(.controlCharacter, at: end)
        default: throw .refuse(.badFieldName, at: end)
        }
    }

    /// The value after a colon, without the whitespace around it.
    @inline(__always)
    private mutating func readValue(
        _ bytes: Span<UInt8>, after colon: Int, _ index: Int, _ lineEnd: inout Int
    ) throws(Stop) -> Range<Int> {
        var start = colon &+ 1
        while start < bytes.count && ASCII.isBlank(bytes[start]) { start &+= 1 }
        var end = start
        while true {
            end = bytes.valueStop(from: end)
            guard end < bytes.count, bytes[end] == ASCII.tab else { break }
            end &+= 1
        }
        lineEnd = try Self.lineEnd(bytes, at: end)
        let isAsWritten = start == colon &+ 2 && bytes[colon &+ 1] == ASCII.space
        guard isAsWritten, !ASCII.isBlank(bytes[end &- 1]) else { return trimmedValue(bytes, start, end, index) }
        return start..<end
    }

    /// A value with other whitespace around it than one space in front: it will be written with that, so that nobody
    /// further on can take the whitespace for a part of the value.
    @inline(never)
    private mutating func trimmedValue(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ index: Int) -> Range<Int> {
        var end = end
        while end > start && ASCII.isBlank(bytes[end - 1]) { end -= 1 }
        facts.edited.insert(index)
        return start..<end
    }

    /// The head's end, at an empty line.
    private mutating func headEnd(_ bytes: Span<UInt8>, at position: Int) throws(Stop) -> Int {
        facts.fieldsEnd = UInt16(truncatingIfNeeded: position)
        facts.parsedFieldCount = facts.fieldCount
        return try Self.lineEnd(bytes, at: position)
    }

    /// The position after CRLF, which must stand at the given one.
    @inline(__always)
    static func lineEnd(_ bytes: Span<UInt8>, at position: Int) throws(Stop) -> Int {
        guard position &+ 1 < bytes.count, bytes[position] == ASCII.carriageReturn,
            bytes[position &+ 1] == ASCII.lineFeed
        else { throw noLineEnd(bytes, at: position) }
        return position &+ 2
    }

    @inline(never)
    private static func noLineEnd(_ bytes: Span<UInt8>, at position: Int) -> Stop {
        guard position < bytes.count else { return .incomplete }
        guard bytes[position] == ASCII.carriageReturn else {
            return .refuse(bytes[position] == ASCII.lineFeed ? .bareLineFeed : .controlCharacter, at: position)
        }
        return position + 1 < bytes.count ? .refuse(.bareCarriageReturn, at: position) : .incomplete
    }
}
