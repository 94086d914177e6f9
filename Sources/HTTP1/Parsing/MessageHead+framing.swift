extension MessageHead {
    /// Acts upon a field that tells how the message or the connection goes on. What depends on several fields is decided
    /// at the end of the head.
    mutating func act(
        on name: FieldName, _ index: Int, _ value: Range<Int>, _ bytes: Span<UInt8>
    ) throws(Stop) {
        switch name {
        case .contentLength: try readContentLength(index, value, bytes)
        case .transferEncoding: try readTransferEncoding(index, value, bytes)
        case .connection:
            facts.removed.insert(index)
            try facts.options.read(bytes, value)
        case .host:
            guard hostField == nil else { throw .refuse(.repeatedHost, at: fields[index].nameRange.lowerBound) }
            facts.hostField = FieldIndex(index)
        case .expect: facts.expectsContinue = bytes.equals("100-continue", ignoringCaseIn: value)
        case .te:
            facts.removed.insert(index)
            if bytes.equals("trailers", ignoringCaseIn: value) { facts.acceptsTrailers = true }
        default: facts.removed.insert(index)
        }
    }

    /// Content-Length = 1*DIGIT (RFC 9110 §8.6), once.
    private mutating func readContentLength(
        _ index: Int, _ value: Range<Int>, _ bytes: Span<UInt8>
    ) throws(Stop) {
        let place = fields[index].nameRange.lowerBound
        guard contentLengthField == nil else { throw .refuse(.repeatedContentLength, at: place) }
        guard !value.isEmpty else { throw .refuse(.badContentLength, at: place) }
        var length: UInt64 = 0
        for position in value {
            let byte = bytes[position]
            guard ASCII.isDigit(byte) else { throw .refuse(.badContentLength, at: position) }
            // Below 2⁶³ / 10, so that neither product nor sum overflows 64 bits.
            guard length <= UInt64(Int64.max) / 10 else { throw .refuse(.contentLengthTooLarge, at: place) }
            length = length &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
        }
        guard length <= UInt64(Int64.max) else { throw .refuse(.contentLengthTooLarge, at: place) }
        facts.contentLengthField = FieldIndex(index)
        facts.contentLength = length
    }

    /// Transfer-Encoding: `chunked`, once, and not with HTTP/1.0 (RFC 9112 §6.1).
    private mutating func readTransferEncoding(
        _ index: Int, _ value: Range<Int>, _ bytes: Span<UInt8>
    ) throws(Stop) {
        let place = fields[index].nameRange.lowerBound
        guard transferEncodingField == nil else { throw .refuse(.repeatedTransferEncoding, at: place) }
        guard version == .http11 else { throw .refuse(.transferEncodingInHTTP10, at: place) }
        guard bytes.equals("chunked", ignoringCaseIn: value) else {
            throw .refuse(Self.fault(ofCodings: bytes, value), at: place)
        }
        facts.transferEncodingField = FieldIndex(index)
    }

    /// Why codings are refused: not understood, where they are well framed by a single `chunked` at the end.
    @inline(never)
    private static func fault(ofCodings bytes: Span<UInt8>, _ value: Range<Int>) -> Refusal.Reason {
        var elements = ListElements(value)
        var chunked = 0
        var isLast = false
        while let coding = elements.next(in: bytes) {
            isLast = bytes.equals("chunked", ignoringCaseIn: coding)
            if isLast { chunked += 1 }
            if coding.isEmpty { return .badTransferEncoding }
        }
        return isLast && chunked == 1 ? .unknownTransferCoding : .badTransferEncoding
    }

    /// No content with HTTP/1.0 where a server of that age does not look for any (RFC 9110 §9.3.1; HAProxy answers 413).
    mutating func checkContent() throws(Stop) {
        guard version == .http10, let contentLengthField, facts.contentLength > 0 else { return }
        guard method == .get || method == .head || method == .delete else { return }
        throw .refuse(.unexpectedContent, at: fields[contentLengthField].nameRange.lowerBound)
    }

    /// Length and chunking exclude each other (RFC 9112 §6.1).
    mutating func checkFraming() throws(Stop) {
        guard let contentLengthField, transferEncodingField != nil else { return }
        throw .refuse(.lengthAndTransferEncoding, at: fields[contentLengthField].nameRange.lowerBound)
    }
}
