/// What HAProxy answers to `help` and to what it does not understand: the commands, or those which the line may have
/// meant.
enum CommandHelp {
    /// How many guesses are shown at most.
    private static let guesses = 5
    /// How many words of a line are looked at.
    private static let lookedAt = 5

    static func text(_ line: CommandWords) -> String {
        let isHelp = line[0] == "help"
        let wanted = CommandWords(words: isHelp ? Array(line.words.dropFirst()) : line.words)
        let known = CommandUsage.all.reduce(0) { max($0, $1.matchingWords(wanted)) }
        var entries = likely(wanted, known: known)
        if entries.isEmpty {
            entries = CommandUsage.all.filter { begins($0, wanted, known: known) }.compactMap { $0.help }
        }
        return title(isHelp: isHelp, isGuess: known > 0 || !wanted[0].isEmpty)
            + entries.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { "  \($0)\n" }.joined()
                + """
                  help [<command>]                        : list matching or all commands
                  prompt                                  : toggle interactive mode with prompt
                  quit                                    : disconnect

                """
    }

    private static func title(isHelp: Bool, isGuess: Bool) -> String {
        if isHelp { return "The following commands are valid at this level:\n" }
        return isGuess
            ? "Unknown command, but maybe one of the following ones is a better match:\n"
            : "Unknown command. Please enter one of the following commands only:\n"
    }

    /// Whether a command is shown to whom `known` words of the line were understood.
    private static func begins(_ usage: CommandUsage, _ line: CommandWords, known: Int) -> Bool {
        // A command that is shorter than the line's understood words, or that goes on otherwise, is another.
        usage.help != nil && usage.matchingWords(line) >= known
    }

    /// The commands that look most like the rest of the line.
    private static func likely(_ line: CommandWords, known: Int) -> [String] {
        guard !line[known].isEmpty else { return [] }
        var best: [(usage: CommandUsage, distance: Int)] = []
        for usage in CommandUsage.all where begins(usage, line, known: known) {
            let theirs = usage.words.dropFirst(known)
            let ours = line.words.dropFirst(known).prefix(max(0, lookedAt - known))
            let distance = WordFingerprint(ours).distance(to: WordFingerprint(theirs))
            let length = theirs.reduce(0) { $0 + $1.utf8.count } + ours.reduce(0) { $0 + $1.utf8.count }
            guard distance < 5 * length / 2, best.count < guesses || distance < best[guesses - 1].distance else {
                continue
            }
            let place = best.firstIndex { $0.distance > distance } ?? best.count
            best.insert((usage, distance), at: place)
            if best.count > guesses { best.removeLast() }
        }
        guard let nearest = best.first?.distance else { return [] }
        return best.filter { $0.distance <= 5 * nearest / 2 }.compactMap { $0.usage.help }
    }
}

extension CommandWords {
    init(words: [String]) { self.words = words }
}

/// Which characters of words follow which, to tell how alike words are.
private struct WordFingerprint {
    private var counts: [UInt8] = Array(repeating: 0, count: 1024)

    init(_ words: ArraySlice<String>) {
        for word in words {
            var from = 28
            for byte in word.utf8 {
                let to = WordFingerprint.place(byte.lowercased)
                counts[to] = 1
                counts[32 * from + to] &+= 1
                from = to
            }
            counts[32 * from + 28] &+= 1
        }
    }

    /// 1 to 26 for letters, 27 for digits, 28 for the rest and for a word's ends.
    private static func place(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte) - 96
        case UInt8(ascii: "0")...UInt8(ascii: "9"): 27
        default: 28
        }
    }

    func distance(to other: WordFingerprint) -> Int {
        counts.indices.reduce(0) { $0 + abs(Int(counts[$1]) - Int(other.counts[$1])) }
    }
}
