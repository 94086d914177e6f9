extension MessageHead {
    /// The request target up to the space behind it, which is where this returns (RFC 9112 §3.2).
    ///
    /// Any visible ASCII character is taken but `#`: browsers send some that RFC 3986 would have encoded, and no two
    /// readers take them for different targets.
    mutating func readTarget(_ bytes: Span<UInt8>, from start: Int) throws(Stop) -> Int {
        var position = start
        var question: Int?
        while true {
            let stops = bytes.word(at: position).targetStops
            guard stops != 0 else {
                position &+= 8
                continue
            }
            position &+= Word.index(ofLowest: stops)
            guard position < bytes.count else { throw .incomplete }
            guard bytes[position] == ASCII.question else { break }
            if question == nil { question = position }
            position &+= 1
        }
        guard bytes[position] == ASCII.space, position > start else {
            throw .refuse(bytes[position] == ASCII.lineFeed ? .bareLineFeed : .badTarget, at: position)
        }
        facts.targetPlace = Place(start..<position)
        facts.pathPlace = Place(start..<(question ?? position))
        if let question {
            facts.hasQuery = true
            facts.queryPlace = Place(question + 1..<position)
        }
        if bytes[start] != ASCII.slash || method == .connect { try readUnusualTarget(bytes) }
        return position
    }

    /// The other three forms (RFC 9112 §3.2.2 to §3.2.4), each with its method.
    @inline(never)
    private mutating func readUnusualTarget(_ bytes: Span<UInt8>) throws(Stop) {
        if method == .connect {
            facts.form = .authority
            guard HostSyntax.isValid(bytes, target, needsPort: true) else {
                throw .refuse(.badTargetForm, at: target.lowerBound)
            }
            setAuthority(target)
            facts.pathPlace = Place(target.upperBound..<target.upperBound)
            facts.hasQuery = false
        } else if target.count == 1 && bytes[target.lowerBound] == UInt8(ascii: "*") {
            facts.form = .asterisk
            guard method == .options else { throw .refuse(.badTargetForm, at: target.lowerBound) }
            facts.pathPlace = Place(target.upperBound..<target.upperBound)
        } else {
            facts.form = .absolute
            try readAbsoluteTarget(bytes)
        }
    }

    /// `http://` or `https://`, an authority that is not empty (RFC 9110 §4.2.1), then a path and a query or neither.
    private mutating func readAbsoluteTarget(_ bytes: Span<UInt8>) throws(Stop) {
        let first = target.lowerBound
        var start = 0
        if target.count >= 7 && bytes.equals("http://", ignoringCaseIn: first..<first + 7) { start = first + 7 }
        if target.count >= 8 && bytes.equals("https://", ignoringCaseIn: first..<first + 8) { start = first + 8 }
        guard start > 0 else { throw .refuse(.badTargetForm, at: first) }
        let limit = path.upperBound
        var end = start
        while end < limit && bytes[end] != ASCII.slash { end += 1 }
        guard HostSyntax.isValid(bytes, start..<end, needsPort: false), end > start, bytes[start] != ASCII.colon else {
            throw .refuse(.badHost, at: start)
        }
        setAuthority(start..<end)
        facts.pathPlace = Place(end..<limit)
    }

    private mutating func setAuthority(_ range: Range<Int>) {
        facts.hasAuthority = true
        facts.authorityPlace = Place(range)
    }

    /// Exactly one valid Host, which HTTP/1.0 may lack; the authority of the target goes before it (RFC 9112 §3.2).
    mutating func checkHost(_ bytes: Span<UInt8>) throws(Stop) {
        guard let hostField else {
            guard version == .http10 else { throw .refuse(.missingHost, at: fieldsEnd) }
            return
        }
        let value = fields[hostField].valueRange
        guard HostSyntax.isValid(bytes, value, needsPort: false) else {
            throw .refuse(.badHost, at: fields[hostField].nameRange.lowerBound)
        }
        guard let authority else { return setAuthority(value) }
        fields[hostField].valuePlace = Place(authority)
        facts.edited.insert(hostField)
    }
}
