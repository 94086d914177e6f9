/// A server's state as the statistics show it: a word, and for a server on its way the checks of how many.
package struct StatusWord: Hashable, Sendable {
    package enum Word: UInt8, Hashable, Sendable, CaseIterable {
        case up
        case down
        case nolb
        case drain
        case maintenance
        case unchecked

        package var text: StaticString { Self.texts[Int(rawValue)] }

        private static let texts: [StaticString] = ["UP", "DOWN", "NOLB", "DRAIN", "MAINT", "no check"]
    }

    package let word: Word
    /// The checks it still stands while up, the checks passed while down. Meaningless if `limit` is 0.
    package let count: Int
    /// Of how many; 0 for a word alone.
    package let limit: Int

    package init(_ word: Word, count: Int = 0, limit: Int = 0) {
        self.word = word
        self.count = count
        self.limit = limit
    }
}

extension StatusWord: CustomStringConvertible {
    /// `UP 1/3`, as in the column `status`.
    package var description: String {
        let text = word.text.description
        return limit == 0 ? text : "\(text) \(count)/\(limit)"
    }
}

extension Server {
    /// What the column `status` shows (HAProxy 2.6, src/stats.c).
    package var statusWord: StatusWord {
        if administrative.isMaintenance { return StatusWord(.maintenance) }
        switch operational {
        case .stopped: return word(.down, isSettled: health?.isWorst ?? true)
        case .stopping: return word(.nolb, isSettled: health?.isBest ?? true)
        case .starting, .running:
            let word: StatusWord.Word = administrative.isDrain ? .drain : health == nil ? .unchecked : .up
            return self.word(word, isSettled: health?.isBest ?? true)
        }
    }

    private func word(_ word: StatusWord.Word, isSettled: Bool) -> StatusWord {
        guard !isSettled, let health else { return StatusWord(word) }
        guard operational == .stopped else {
            return StatusWord(word, count: health.value - health.rise + 1, limit: health.fall)
        }
        return StatusWord(word, count: health.value, limit: health.rise)
    }
}
