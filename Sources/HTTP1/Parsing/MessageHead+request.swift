extension MessageHead {
    /// Reads a request's head (RFC 9112 §2 and §3) from its first byte, or from one empty line before it (§2.2).
    ///
    /// - Parameter bytes: all that has come of it; more may follow it. A head that dribbles in is best looked for with a
    ///   `HeadEndFinder` after the first try, since every call starts afresh.
    package mutating func parseRequest(_ bytes: Span<UInt8>) -> ParseResult {
        facts = Facts()
        let within = bytes.extracting(first: Self.maximumLength)
        do throws(Stop) {
            let end = try readRequest(within)
            return .complete(headLength: end)
        } catch {
            return Self.result(of: error, within)
        }
    }

    /// What ended the reading, as a result.
    static func result(of stop: Stop, _ bytes: Span<UInt8>) -> ParseResult {
        switch stop {
        case .refused(let refusal): .refused(refusal)
        case .incomplete where bytes.count < maximumLength: .incomplete
        case .incomplete: .refused(Refusal(.headTooLarge, at: maximumLength))
        }
    }

    private mutating func readRequest(_ bytes: Span<UInt8>) throws(Stop) -> Int {
        var start = 0
        if bytes.count > 0 && bytes[0] == ASCII.carriageReturn { start = try Self.lineEnd(bytes, at: 0) }
        facts.start = UInt16(truncatingIfNeeded: start)
        let targetStart = try readMethod(bytes, from: start)
        let targetEnd = try readTarget(bytes, from: targetStart)
        let lineEnd = try readVersion(bytes, at: targetEnd + 1)
        let end = try readFields(bytes, from: lineEnd)
        try checkFraming()
        try checkHost(bytes)
        try checkContent()
        decideRequest(bytes)
        return end
    }

    /// Method SP: a token. Returns where the target begins.
    private mutating func readMethod(_ bytes: Span<UInt8>, from start: Int) throws(Stop) -> Int {
        let method = knownMethods.find(bytes.word(at: start))
        facts.method = method
        var end = start + method.spelling.utf8CodeUnitCount
        while end < bytes.count && CharacterSet.token.contains(bytes[end]) { end += 1 }
        guard end < bytes.count else { throw .incomplete }
        guard bytes[end] == ASCII.space, end > start else {
            throw .refuse(bytes[end] == ASCII.lineFeed ? .bareLineFeed : .badMethod, at: end)
        }
        facts.methodPlace = Place(start..<end)
        return end + 1
    }

    /// HTTP-version CRLF. Returns where the fields begin.
    private mutating func readVersion(_ bytes: Span<UInt8>, at position: Int) throws(Stop) -> Int {
        facts.version = try Self.version(bytes, at: position)
        guard position + 8 < bytes.count else { throw .incomplete }
        let byte = bytes[position + 8]
        guard byte == ASCII.carriageReturn || byte == ASCII.lineFeed else {
            throw .refuse(.badVersion, at: position + 8)
        }
        return try Self.lineEnd(bytes, at: position + 8)
    }

    /// `HTTP/` DIGIT `.` DIGIT (RFC 9112 §2.3).
    static func version(_ bytes: Span<UInt8>, at position: Int) throws(Stop) -> Version {
        let word = bytes.word(at: position).bits
        // "HTTP/1.1" and "HTTP/1.0", the first character lowest.
        if word == 0x312E_312F_5054_5448 { return .http11 }
        if word == 0x302E_312F_5054_5448 { return .http10 }
        return try unusualVersion(bytes, at: position)
    }

    @inline(never)
    private static func unusualVersion(_ bytes: Span<UInt8>, at position: Int) throws(Stop) -> Version {
        let pattern: StaticString = "HTTP/0.0"
        for offset in 0..<8 {
            guard position + offset < bytes.count else { throw .incomplete }
            let byte = bytes[position + offset]
            let isDigit = offset == 5 || offset == 7
            guard isDigit ? ASCII.isDigit(byte) : byte == pattern.byte(at: offset) else {
                throw .refuse(.badVersion, at: position + offset)
            }
        }
        guard bytes[position + 5] == UInt8(ascii: "1") else { throw .refuse(.unsupportedVersion, at: position) }
        return .http11
    }

    /// What follows from all fields together (RFC 9112 §6.3, RFC 9110 §7.6.1, §7.8 and §10.1.1).
    private mutating func decideRequest(_ bytes: Span<UInt8>) {
        if transferEncodingField != nil {
            facts.framing = .chunked
        } else if contentLengthField != nil {
            facts.framing = .length(facts.contentLength)
        }
        facts.persists = facts.options.persists(version)
        removeNamedFields(bytes)
        keepUpgrade(upgradeSought(bytes))
        if expectsContinue && version == .http10 { ignoreExpectation() }
    }

    /// A client of HTTP/1.0 does not know 100: what it expects is ignored, and not passed on (RFC 9110 §10.1.1).
    private mutating func ignoreExpectation() {
        facts.expectsContinue = false
        for index in 0..<parsedFieldCount where fields[index].name == .expect { facts.removed.insert(index) }
    }
}
