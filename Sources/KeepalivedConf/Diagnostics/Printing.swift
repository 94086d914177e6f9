/// `text` as it can be shown in one line of a terminal or journal: control characters escaped, the end cut off.
func printable(_ text: String, limit: Int = 80) -> String {
    var shown = ""
    var count = 0
    for scalar in text.unicodeScalars {
        guard count < limit else { return shown + "…" }
        count += 1
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
            shown += "\\u{\(String(scalar.value, radix: 16))}"
        default: shown.unicodeScalars.append(scalar)
        }
    }
    return shown
}

/// `text` between quotes, safe to show.
func quoted(_ text: String) -> String { "'\(printable(text))'" }

/// A path between quotes, safe to show and long enough to find it.
func quotedPath(_ path: String) -> String { "'\(printable(path, limit: 1024))'" }

/// `'a', 'b' or 'c'`.
func alternatives(_ words: [String]) -> String {
    let quotedWords = words.map { "'\($0)'" }
    guard let last = quotedWords.last else { return "nothing" }
    return quotedWords.count == 1 ? last : quotedWords.dropLast().joined(separator: ", ") + " or \(last)"
}
