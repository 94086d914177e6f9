/// The words of a line: parted by blanks, a backslash keeps the character behind it (management.txt §9.3).
struct CommandWords {
    /// More are left out.
    static let limit = 64

    let words: [String]

    init(_ line: String) {
        var words: [String] = []
        var word: [UInt8] = []
        var hasBegun = false
        var isEscaped = false
        for byte in line.utf8 where words.count < CommandWords.limit {
            if isEscaped {
                word.append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
                hasBegun = true
            } else if byte == 0x20 || byte == 0x09 {
                if hasBegun { words.append(String(decoding: word, as: UTF8.self)) }
                word.removeAll(keepingCapacity: true)
                hasBegun = false
            } else {
                word.append(byte)
                hasBegun = true
            }
        }
        if hasBegun && words.count < CommandWords.limit { words.append(String(decoding: word, as: UTF8.self)) }
        self.words = words
    }

    /// The word at `index`; empty behind the last, as HAProxy reads it.
    subscript(index: Int) -> String { index < words.count ? words[index] : "" }
}
