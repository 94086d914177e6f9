/// Reads the command of `script` and `notify…`, as keepalived does: split once for the line, and the first argument
/// again for the command's own words.
extension Statement {
    /// - Parameter takesUser: whether a user and a group may follow.
    func command(takesUser: Bool, _ diagnostics: inout Diagnostics) -> ScriptCommand? {
        do throws(QuotingFailure) {
            let outer = try CommandWords.split(Array(text.utf8)).dropFirst()
            let inner = try outer.first.map { bytes throws(QuotingFailure) in try CommandWords.split(bytes) } ?? []
            guard !inner.isEmpty, inner[0] != [] else {
                diagnostics.error(location, "\(quoted(keyword)) wants a command in double quotes")
                return nil
            }
            guard isFit(inner, &diagnostics) else { return nil }
            let rest = outer.dropFirst().map { String(decoding: $0, as: UTF8.self) }
            var runAs: ScriptUser?
            if let first = rest.first {
                guard takesUser, rest.count <= 2 else { return refuseRest(first, &diagnostics) }
                runAs = user(rest[...], &diagnostics)
            }
            let arguments = inner.map { String(decoding: $0, as: UTF8.self) }
            return ScriptCommand(arguments: arguments, user: runAs, location: location)
        } catch {
            diagnostics.error(location, error.message)
            return nil
        }
    }

    private func isFit(_ words: [[UInt8]], _ diagnostics: inout Diagnostics) -> Bool {
        // An escape can make any byte; C's strings end at a zero.
        let isText = words.allSatisfy { !$0.contains(0) && String(validating: $0, as: UTF8.self) != nil }
        if !isText {
            diagnostics.error(location, "the command of \(quoted(keyword)) must be UTF-8 without a zero byte")
        }
        return isText
    }

    private func refuseRest(_ word: String, _ diagnostics: inout Diagnostics) -> ScriptCommand? {
        diagnostics.error(
            location,
            "\(quoted(word)) after the command of \(quoted(keyword)) is unexpected: put the command and its parameters "
                + "in one pair of double quotes")
        return nil
    }
}
