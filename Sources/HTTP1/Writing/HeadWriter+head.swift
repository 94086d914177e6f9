extension HeadWriter {
    /// Writes a request line for a server: the target in origin form where it came in absolute form (RFC 9112 §3.2.1), and
    /// HTTP/1.1 whatever the client speaks (RFC 9112 §2.3).
    package mutating func requestLine(
        of head: borrowing MessageHead, _ source: Span<UInt8>, to output: inout MutableSpan<UInt8>
    ) {
        bytes(head.methodRange.lowerBound..<head.methodRange.upperBound + 1, of: source, to: &output)
        if head.form == .absolute {
            originForm(of: head, source, to: &output)
        } else {
            bytes(head.target, of: source, to: &output)
        }
        text(" HTTP/1.1\r\n", to: &output)
    }

    /// Writes a request line with another target.
    ///
    /// - Parameter target: bytes of the source.
    package mutating func requestLine(
        of head: borrowing MessageHead, target: Range<Int>, _ source: Span<UInt8>, to output: inout MutableSpan<UInt8>
    ) {
        bytes(head.methodRange.lowerBound..<head.methodRange.upperBound + 1, of: source, to: &output)
        bytes(target, of: source, to: &output)
        text(" HTTP/1.1\r\n", to: &output)
    }

    /// Writes path and query of an absolute form; `*` for OPTIONS without either (RFC 9112 §3.2.4).
    private mutating func originForm(
        of head: borrowing MessageHead, _ source: Span<UInt8>, to output: inout MutableSpan<UInt8>
    ) {
        if head.path.isEmpty { byte(head.method == .options && head.query == nil ? 0x2A : ASCII.slash, to: &output) }
        bytes(head.path.lowerBound..<head.target.upperBound, of: source, to: &output)
    }

    /// Writes a status line for a client, with HTTP/1.1 whatever the server speaks (RFC 9110 §2.5).
    package mutating func statusLine(
        of head: borrowing MessageHead, _ source: Span<UInt8>, to output: inout MutableSpan<UInt8>
    ) {
        text("HTTP/1.1 ", to: &output)
        bytes(9..<head.reason.upperBound, of: source, to: &output)
        text("\r\n", to: &output)
    }

    /// Writes all fields that are not removed: those that stand side by side as they are to be in one piece.
    package mutating func fields(
        of head: borrowing MessageHead, _ source: Span<UInt8>, to output: inout MutableSpan<UInt8>
    ) {
        let changed = head.removed.union(head.edited)
        let parsed = head.parsedFieldCount
        var index = 0
        while index < parsed {
            let end = min(changed.first(from: index), parsed)
            if end > index { bytes(head.lines(index..<end), of: source, to: &output) }
            if end < parsed && !head.removed.contains(end) { field(head.field(end), source, to: &output) }
            index = end &+ 1
        }
        for index in parsed..<max(parsed, head.fieldCount) where !head.removed.contains(index) {
            field(head.field(index), source, to: &output)
        }
    }

    /// Writes one field line.
    package mutating func field(_ field: Field, _ source: Span<UInt8>, to output: inout MutableSpan<UInt8>) {
        if field.nameRange.isEmpty {
            text(field.name.spelling, to: &output)
        } else {
            bytes(field.nameRange, of: source, to: &output)
        }
        text(": ", to: &output)
        bytes(field.valueRange, of: source, to: &output)
        text("\r\n", to: &output)
    }

    /// Writes the empty line.
    package mutating func endOfHead(to output: inout MutableSpan<UInt8>) { text("\r\n", to: &output) }
}

extension MessageHead {
    /// Where the lines of fields stand that the message came with, with their line ends.
    ///
    /// - Parameter indices: not empty, and below `parsedFieldCount`.
    package func lines(_ indices: Range<Int>) -> Range<Int> {
        let end = indices.upperBound
        return field(indices.lowerBound).nameRange
            .lowerBound..<(end < parsedFieldCount ? field(end).nameRange.lowerBound : fieldsEnd)
    }
}
