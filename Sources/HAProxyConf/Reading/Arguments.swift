/// Goes through the words of a statement, and says what it cannot take.
struct Arguments {
    let location: SourceLocation
    let words: [Word]
    private(set) var index = 1
    /// What messages call whoever wants the next word: "'timeout client'".
    private(set) var subject: String
    /// Whether `no` or `default` stood before the keyword.
    let modifier: Statement.Modifier?
    /// What is doubtful in this line.
    private(set) var warnings: [String] = []

    init(_ statement: Statement) {
        location = statement.location
        words = statement.words
        modifier = statement.modifier
        subject = "'\(printable(statement.keyword))'"
    }

    var isAtEnd: Bool { index >= words.count }

    /// The next word, not taken; nil at the end.
    var peek: String? { isAtEnd ? nil : words[index].text }

    mutating func warn(_ message: String) { warnings.append(message) }

    /// Takes the next word as a keyword, which is the subject from now on.
    mutating func keyword(_ expected: String, isPart: Bool = true) throws(Refusal) -> String {
        let text = try next(expected).text
        subject = isPart ? "'\(subject.dropFirst().dropLast()) \(printable(text))'" : quoted(text)
        return text
    }

    mutating func next(_ expected: String) throws(Refusal) -> Word {
        guard !isAtEnd else { throw Refusal("\(subject) wants \(expected)") }
        defer { index += 1 }
        return words[index]
    }

    /// Takes the next word if it is `word`.
    mutating func take(_ word: String) -> Bool {
        guard peek == word else { return false }
        index += 1
        return true
    }

    /// Takes one word and no more.
    mutating func only(_ expected: String) throws(Refusal) -> Word {
        let word = try next(expected)
        try end()
        return word
    }

    func end() throws(Refusal) {
        guard !isAtEnd else { return }
        throw Refusal("\(subject) takes no more: \(quoted(words[index].text)) is unexpected")
    }

    /// The rest of the line as one text, a blank between two words (`description`).
    mutating func rest(_ expected: String) throws(Refusal) -> Word {
        var bytes = try next(expected).bytes
        while !isAtEnd { bytes += [0x20] + (try next(expected).bytes) }
        return Word(bytes)
    }

    mutating func skipAll() { index = words.count }

    func refusal(_ word: Word, _ expected: String) -> Refusal {
        Refusal("\(subject) wants \(expected), not \(quoted(word.text))")
    }
}

extension Arguments {
    /// Digits only, within `range`.
    mutating func number(_ range: ClosedRange<Int>) throws(Refusal) -> Int {
        let expected =
            range.upperBound == Limit.milliseconds
            ? "a number, at least \(range.lowerBound)"
            : "a number from \(range.lowerBound) to \(range.upperBound)"
        let word = try next(expected)
        guard let number = decimal(word.bytes), range.contains(number) else { throw refusal(word, expected) }
        return number
    }

    /// A time (configuration.txt §2.5). `unit`: microseconds of a number without a unit.
    mutating func time(unit: Int = 1_000, atLeast least: Duration = .zero) throws(Refusal) -> Duration {
        let expected =
            "a time\(least > .zero ? " of at least \(timeText(least))" : "") (a number with us, ms, s, m, h or d)"
        let word = try next(expected)
        guard let time = duration(word.bytes, unit: unit), time >= least else { throw refusal(word, expected) }
        return time
    }

    /// One of `choices`, by its place among them.
    mutating func choice(_ choices: [String]) throws(Refusal) -> Int {
        let word = try next(alternatives(choices))
        guard let index = choices.firstIndex(of: word.text) else {
            throw Refusal(refusal(word, alternatives(choices)).message + hint(word.text, among: choices))
        }
        return index
    }

    /// A name of an HTTP header: a token (RFC 9110 §5.6.2).
    mutating func headerName() throws(Refusal) -> [UInt8] {
        let word = try next("the name of a header")
        guard word.bytes.allSatisfy(isTokenByte) else { throw refusal(word, "the name of a header") }
        return word.bytes
    }
}

/// The bytes of a token (RFC 9110 §5.6.2).
func isTokenByte(_ byte: UInt8) -> Bool {
    if byte.isLetter || byte.isDigit { return true }
    switch byte {
    case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
        UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
        return true
    default: return false
    }
}
