/// What is wrong with the quoting of a line.
struct SyntaxFault: Error {
    let message: String
}

/// Splits one line into words: quotes, escapes, comments (configuration.txt §2.2) and variables (§2.3).
struct LineSplitter {
    let line: ArraySlice<UInt8>
    let variables: Variables
    var index: Int
    private(set) var words: [[UInt8]] = []
    private(set) var word: [UInt8] = []
    private var isInWord = false
    private(set) var quote: UInt8?

    /// - Parameter line: without its line feed.
    static func words(of line: ArraySlice<UInt8>, _ variables: Variables) throws(SyntaxFault) -> [Word] {
        var splitter = LineSplitter(line: line, variables: variables, index: line.startIndex)
        try splitter.run()
        return splitter.words.map { Word($0) }
    }

    private init(line: ArraySlice<UInt8>, variables: Variables, index: Int) {
        (self.line, self.variables, self.index) = (line, variables, index)
    }

    private mutating func run() throws(SyntaxFault) {
        while index < line.endIndex {
            let byte = line[index]
            switch byte {
            case UInt8(ascii: "\r"): index = line.endIndex
            case UInt8(ascii: "#") where quote == nil: index = line.endIndex
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                quoteMark(byte)
            case UInt8(ascii: "\\") where quote != UInt8(ascii: "'"):
                try escape()
            case UInt8(ascii: "$") where quote == UInt8(ascii: "\""):
                try variable()
            case _ where byte.isBlank && quote == nil:
                endWord()
                index += 1
            default:
                emit(byte)
                index += 1
            }
        }
        guard quote == nil else {
            throw SyntaxFault(message: "a quote is not closed on its line: add the missing \(quoteName)")
        }
        endWord()
        // As in HAProxy, an empty word at the end is none: a variable that is not set leaves nothing behind.
        while words.last == [] { words.removeLast() }
    }

    private var quoteName: String { quote == UInt8(ascii: "'") ? "'" : "\"" }

    mutating func emit(_ byte: UInt8) {
        word.append(byte)
        isInWord = true
    }

    mutating func endWord() {
        guard isInWord else { return }
        words.append(word)
        word = []
        isInWord = false
    }

    private mutating func quoteMark(_ mark: UInt8) {
        index += 1
        if quote == nil {
            quote = mark
            isInWord = true
        } else if quote == mark {
            quote = nil
        } else {
            emit(mark)
        }
    }

    /// A backslash and what it escapes; before any other character it is itself (as in `\1` of a replacement).
    private mutating func escape() throws(SyntaxFault) {
        let next = index + 1 < line.endIndex ? line[index + 1] : 0
        if next == UInt8(ascii: "x") {
            guard index + 3 < line.endIndex, let high = line[index + 2].hexValue, let low = line[index + 3].hexValue
            else { throw SyntaxFault(message: "'\\x' wants two hexadecimal digits") }
            emit(high << 4 | low)
            index += 4
            return
        }
        guard let meaning = Self.escaped(next, isQuoted: quote != nil) else {
            emit(UInt8(ascii: "\\"))
            index += 1
            return
        }
        emit(meaning)
        index += 2
    }

    private static func escaped(_ byte: UInt8, isQuoted: Bool) -> UInt8? {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\\"), UInt8(ascii: "#"), UInt8(ascii: "'"), UInt8(ascii: "\""): byte
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "$") where isQuoted: byte
        default: nil
        }
    }
}

extension UInt8 {
    /// C's isspace in the "C" locale.
    var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

    var isDigit: Bool { (0x30...0x39).contains(self) }

    var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }

    var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46, 0x61...0x66: (self | 0x20) - 0x61 + 10
        default: nil
        }
    }

    /// The letter in lower case; any other byte as it is.
    var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
