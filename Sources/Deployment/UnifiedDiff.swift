/// Differences of two texts in the unified format (diff(1) -u).
package enum UnifiedDiff {
    private static let context = 3

    private enum Line {
        case kept(String)
        case removed(String)
        case added(String)
    }

    /// - Returns: the diff with its two header lines; empty where the texts are equal.
    package static func between(_ old: String, _ new: String, path: String, isNew: Bool = false) -> String {
        let lines = aligned(split(old), split(new))
        let hunks = hunks(lines)
        guard !hunks.isEmpty else { return "" }
        let header = "--- \(isNew ? "/dev/null" : path)\n+++ \(path)\n"
        return header + hunks.joined()
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// Both texts as one list of lines, removed ones before added ones.
    private static func aligned(_ old: [String], _ new: [String]) -> [Line] {
        let difference = new.difference(from: old)
        var (removed, added) = (Set<Int>(), Set<Int>())
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var lines: [Line] = []
        var (from, to) = (0, 0)
        while from < old.count || to < new.count {
            if from < old.count, removed.contains(from) {
                lines.append(.removed(old[from]))
                from += 1
            } else if to < new.count, added.contains(to) {
                lines.append(.added(new[to]))
                to += 1
            } else {
                lines.append(.kept(old[from]))
                from += 1
                to += 1
            }
        }
        return lines
    }

    private static func hunks(_ lines: [Line]) -> [String] {
        let changed = lines.indices.filter { if case .kept = lines[$0] { false } else { true } }
        var ranges: [Range<Int>] = []
        for index in changed {
            let range = max(0, index - context)..<min(lines.count, index + context + 1)
            if let last = ranges.last, last.upperBound >= range.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
            }
        }
        return ranges.map { hunk(lines, $0) }
    }

    private static func hunk(_ lines: [Line], _ range: Range<Int>) -> String {
        func counts(_ lines: ArraySlice<Line>) -> (old: Int, new: Int) {
            lines.reduce(into: (0, 0)) { counts, line in
                switch line {
                case .kept: counts = (counts.0 + 1, counts.1 + 1)
                case .removed: counts.0 += 1
                case .added: counts.1 += 1
                }
            }
        }
        let before = counts(lines[..<range.lowerBound])
        let inside = counts(lines[range])
        func span(_ start: Int, _ count: Int) -> String {
            let first = count == 0 ? start : start + 1
            return count == 1 ? "\(first)" : "\(first),\(count)"
        }
        let body = lines[range].map { line in
            switch line {
            case .kept(let text): " \(text)\n"
            case .removed(let text): "-\(text)\n"
            case .added(let text): "+\(text)\n"
            }
        }
        return "@@ -\(span(before.old, inside.old)) +\(span(before.new, inside.new)) @@\n" + body.joined()
    }
}
