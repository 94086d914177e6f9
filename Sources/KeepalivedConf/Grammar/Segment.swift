/// What a line consists of: words, and the braces around blocks.
enum Segment: Equatable {
    case words([UInt8])
    case open
    case close
}

extension Line {
    /// Splits the line at every brace outside of double quotes, even in the middle of a word, as keepalived does.
    var segments: [Segment] {
        var segments: [Segment] = []
        var words: [UInt8] = []
        var isQuoted = false
        var index = 0
        while index < text.count {
            let byte = text[index]
            if !isQuoted, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
                segments.append(words: words)
                words = []
                segments.append(byte == UInt8(ascii: "{") ? .open : .close)
            } else {
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                words.append(byte)
                if escapesNext(index, isQuoted) {
                    index += 1
                    words.append(text[index])
                }
            }
            index += 1
        }
        segments.append(words: words)
        return segments
    }

    private func escapesNext(_ index: Int, _ isQuoted: Bool) -> Bool {
        text[index] == UInt8(ascii: "\\") && index + 1 < text.count
            && (isQuoted || text[index + 1] == UInt8(ascii: "\""))
    }

    /// Whether a password of this line contains a brace: its rest would be taken for a keyword, and told in an error.
    var spillsSecret: Bool {
        let segments = segments
        guard let secret = segments.firstIndex(where: { $0.isPassword }) else { return false }
        return segments[(secret + 1)...].contains { $0 != .close }
    }
}

extension Segment {
    fileprivate var isPassword: Bool {
        guard case .words(let text) = self else { return false }
        return text.starts(with: Array("auth_pa".utf8))
    }
}

extension [Segment] {
    fileprivate mutating func append(words: [UInt8]) {
        var trimmed = words.drop { $0.isBlank }
        while trimmed.last?.isBlank == true { trimmed.removeLast() }
        if !trimmed.isEmpty { append(.words([UInt8](trimmed))) }
    }
}
