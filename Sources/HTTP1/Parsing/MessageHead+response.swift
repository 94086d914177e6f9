extension MessageHead {
    /// Reads a response's head (RFC 9112 §4) from its first byte.
    ///
    /// - Parameters:
    ///   - bytes: all that has come of it; more may follow it.
    ///   - request: what it answers, which decides whether there is content.
    package mutating func parseResponse(_ bytes: Span<UInt8>, to request: RequestContext) -> ParseResult {
        facts = Facts()
        let within = bytes.extracting(first: Self.maximumLength)
        do throws(Stop) {
            let end = try readResponse(within, request)
            return .complete(headLength: end)
        } catch {
            return Self.result(of: error, within)
        }
    }

    private mutating func readResponse(_ bytes: Span<UInt8>, _ request: RequestContext) throws(Stop) -> Int {
        facts.version = try Self.version(bytes, at: 0)
        facts.status = UInt16(truncatingIfNeeded: try Self.status(bytes, at: 8))
        let reasonEnd = Self.reasonEnd(bytes, from: 13)
        let lineEnd = try Self.lineEnd(bytes, at: reasonEnd)
        facts.reasonPlace = Place(13..<reasonEnd)
        let end = try readFields(bytes, from: lineEnd)
        try checkFraming()
        try decideResponse(bytes, request)
        return end
    }

    /// SP 3DIGIT SP. The last space must be there, with a reason phrase or without (RFC 9112 §4).
    private static func status(_ bytes: Span<UInt8>, at position: Int) throws(Stop) -> Int {
        var status = 0
        for offset in 0..<5 {
            guard position + offset < bytes.count else { throw .incomplete }
            let byte = bytes[position + offset]
            let isSpace = offset == 0 || offset == 4
            guard isSpace ? byte == ASCII.space : ASCII.isDigit(byte) else {
                throw .refuse(offset == 0 ? .badVersion : .badStatus, at: position + offset)
            }
            if !isSpace { status = status * 10 + Int(byte - UInt8(ascii: "0")) }
        }
        guard status >= 100 else { throw .refuse(.badStatus, at: position + 1) }
        return status
    }

    /// *( HTAB / SP / VCHAR / obs-text )
    private static func reasonEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while true {
            end = bytes.valueStop(from: end)
            guard end < bytes.count, bytes[end] == ASCII.tab else { return end }
            end &+= 1
        }
    }

    /// What follows from the status, the request, and all fields together (RFC 9112 §6.3).
    private mutating func decideResponse(_ bytes: Span<UInt8>, _ request: RequestContext) throws(Stop) {
        facts.persists = facts.options.persists(version)
        removeNamedFields(bytes)
        let offered = upgradeSought(bytes)
        if status == 101 || status == 426 { keepUpgrade(offered) }
        if status == 101 {
            guard offered != .none, request.upgrade != .none else { throw .refuse(.unexpectedSwitch, at: 9) }
        }
        let framing = framing(request)
        facts.framing = framing
        if framing == .untilClose || framing == .tunnel { facts.persists = false }
        if status < 200 || status == 204 || framing == .tunnel { dropFraming() }
    }

    private mutating func framing(_ request: RequestContext) -> BodyFraming {
        if status == 101 || (request.method == .connect && status / 100 == 2) { return .tunnel }
        if request.method == .head || status < 200 || status == 204 || status == 304 { return .none }
        if transferEncodingField != nil { return .chunked }
        return contentLengthField == nil ? .untilClose : .length(facts.contentLength)
    }

    /// Removes the fields of a length that the message must not have (RFC 9110 §8.6, RFC 9112 §6.1). A server that sends
    /// them may send content after them too, so that its connection is not used again.
    private mutating func dropFraming() {
        if let contentLengthField {
            facts.removed.insert(contentLengthField)
            if facts.contentLength > 0 { facts.persists = false }
        }
        if let transferEncodingField {
            facts.removed.insert(transferEncodingField)
            facts.persists = false
        }
    }
}
