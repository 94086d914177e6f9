/// `text` as it can be shown in one line of a terminal or journal: what would move the cursor, change the direction of
/// writing or hide itself is escaped, and the end cut off.
func printable(_ text: String, limit: Int = 80) -> String {
    var shown = ""
    for (count, scalar) in text.unicodeScalars.enumerated() {
        guard count < limit else { return shown + "…" }
        if isUnprintable(scalar.value) {
            shown += "\\u{" + String(scalar.value, radix: 16) + "}"
        } else {
            shown.unicodeScalars.append(scalar)
        }
    }
    return shown
}

/// Control characters, invisible marks, line and paragraph separators, overrides of direction, tags.
private func isUnprintable(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
        0xFFF9...0xFFFB, 0xE0000...0xE007F:
        true
    default: false
    }
}

/// `text` between quotes, safe to show.
func quoted(_ text: String) -> String { "'" + printable(text) + "'" }

func quoted(_ bytes: [UInt8]) -> String { quoted(String(decoding: bytes, as: UTF8.self)) }

/// `'a', 'b' or 'c'`.
func alternatives(_ words: [String]) -> String {
    var text = ""
    for (index, word) in words.enumerated() {
        if index > 0 { text += index == words.count - 1 ? " or " : ", " }
        text += "'" + word + "'"
    }
    return text
}
