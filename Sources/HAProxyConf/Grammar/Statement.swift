/// A word of a line, quotes and escapes resolved. Escapes and variables can make any bytes.
struct Word: Sendable, Equatable {
    let bytes: [UInt8]
    /// The bytes as text; what is not UTF-8 is replaced.
    let text: String

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        text = String(decoding: bytes, as: UTF8.self)
    }

    init(_ text: String) {
        bytes = Array(text.utf8)
        self.text = text
    }
}

/// A line with words, at least one.
struct Statement: Sendable {
    /// `no` or `default` before the keyword (configuration.txt §4.1).
    enum Modifier {
        case no
        case standard
    }

    let location: SourceLocation
    /// Without the modifier.
    let words: [Word]
    let modifier: Modifier?

    var keyword: String { words[0].text }
}
