/// A quote that its line does not close, or an escape without a character.
struct QuotingFailure: Error {
    let message: String
}

extension UInt8 {
    /// keepalived's white space: blank, tab, form feed, line feed, carriage return, vertical tab.
    var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

/// Splits as keepalived splits every line but commands: at white space; a word that begins with `"` reaches to the
/// next `"`; nothing is escaped and `'` is a character like any other.
func plainWords(_ text: [UInt8]) throws(QuotingFailure) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var index = 0
    while index < text.count {
        if text[index].isBlank {
            index += 1
        } else if text[index] == UInt8(ascii: "\"") {
            guard let end = text[(index + 1)...].firstIndex(of: UInt8(ascii: "\"")) else {
                throw QuotingFailure(message: "a quoted string is not closed on its line: add the missing \"")
            }
            words.append(Array(text[(index + 1)..<end]))
            index = end + 1
        } else {
            let end = text[index...].firstIndex { $0.isBlank || $0 == UInt8(ascii: "\"") } ?? text.count
            words.append(Array(text[index..<end]))
            index = end
        }
    }
    return words
}

/// Splits as keepalived splits commands (keepalived.conf(5), "Quoted strings"): quotes of both kinds keep blanks
/// wherever in a word they stand, and a backslash escapes as in a shell, inside and outside of them.
struct CommandWords {
    private let text: [UInt8]
    private var index = 0
    private var word: [UInt8] = []
    private var quote: UInt8?

    static func split(_ text: [UInt8]) throws(QuotingFailure) -> [[UInt8]] {
        var splitter = CommandWords(text)
        var words: [[UInt8]] = []
        while let word = try splitter.next() { words.append(word) }
        return words
    }

    private init(_ text: [UInt8]) { self.text = text }

    private mutating func next() throws(QuotingFailure) -> [UInt8]? {
        while index < text.count, text[index].isBlank { index += 1 }
        guard index < text.count else { return nil }
        word = []
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: "\\") {
                try escape()
            } else if let open = quote {
                if byte == open { quote = nil } else { word.append(byte) }
                index += 1
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
                index += 1
            } else if byte.isBlank {
                break
            } else {
                word.append(byte)
                index += 1
            }
        }
        if let quote {
            let mark = quote == UInt8(ascii: "'") ? "'" : "\""
            throw QuotingFailure(message: "a quoted string is not closed on its line: add the missing \(mark)")
        }
        return word
    }

    /// Takes what follows a backslash: `\x1f`, `\c` and a letter, up to three octal digits, a letter of C, or itself.
    private mutating func escape() throws(QuotingFailure) {
        index += 1
        guard index < text.count else { throw QuotingFailure(message: "a character must follow the last \\") }
        if text[index] == UInt8(ascii: "x"), index + 1 < text.count, hexDigit(text[index + 1]) != nil {
            index += 1
            word.append(number(base: 16, digits: .max))
        } else if text[index] == UInt8(ascii: "c"), index + 1 < text.count {
            word.append(text[index + 1] & 0x1F)
            index += 2
        } else if (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(text[index]) {
            word.append(number(base: 8, digits: 3))
        } else {
            word.append(Self.controls[text[index]] ?? text[index])
            index += 1
        }
    }

    private mutating func number(base: UInt8, digits: Int) -> UInt8 {
        var value: UInt8 = 0
        var count = 0
        // As keepalived does, the last byte of a longer number counts.
        while count < digits, index < text.count, let digit = hexDigit(text[index]), digit < base {
            value = value &* base &+ digit
            index += 1
            count += 1
        }
        return value
    }

    private func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static let controls: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "E"): 0x1B, UInt8(ascii: "f"): 0x0C,
        UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
    ]
}
