/// `include`, or one of its variants, with what it asks for (keepalived.conf(5), "DESCRIPTION").
struct IncludeDirective {
    /// What is an error beside a broken file.
    struct Checks: OptionSet {
        let rawValue: Int
        /// A matching file must be readable.
        static let readable = Checks(rawValue: 1)
        /// A name without wildcards must exist.
        static let match = Checks(rawValue: 2)
        /// A pattern must match a file.
        static let wildcardMatch = Checks(rawValue: 4)
        /// Every alternative of `{a,b}` must exist.
        static let braceMatch = Checks(rawValue: 8)
    }

    let pattern: String
    let checks: Checks

    /// - Returns: nil when the line is no include.
    init?(_ text: [UInt8]) {
        let keyword = text.prefix { !$0.isBlank }
        guard let checks = Self.variants[String(decoding: keyword, as: UTF8.self)] else { return nil }
        self.checks = checks
        pattern = String(decoding: text.dropFirst(keyword.count).drop { $0.isBlank }, as: UTF8.self)
    }

    static let variants: [String: Checks] = [
        "include": [], "includer": .readable, "includem": [.readable, .match],
        "includew": [.readable, .match, .wildcardMatch], "includeb": [.readable, .braceMatch],
        "includea": [.readable, .match, .wildcardMatch, .braceMatch],
    ]

    /// The pattern without braces: one for each alternative, in the order written; nil when there are too many.
    func patterns(relativeTo directory: String) -> [String]? {
        let path = pattern.hasPrefix("/") || directory.isEmpty ? pattern : directory + pattern
        guard let expanded = expandBraces(Array(path.utf8), limit: Limit.patterns) else { return nil }
        return expanded.map { String(decoding: $0, as: UTF8.self) }
    }
}

/// The directory of `path` with its slash; empty for a bare name.
func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[...slash])
}

func hasWildcard(_ pattern: String) -> Bool {
    pattern.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") }
}

/// Expands csh's `{a,b}` from left to right, nested ones too; `{}` and braces without a partner stay as they are.
private func expandBraces(_ text: [UInt8], limit: Int) -> [[UInt8]]? {
    var done: [[UInt8]] = []
    var waiting = [text]
    while let next = waiting.popLast() {
        guard done.count + waiting.count < limit else { return nil }
        guard let group = BraceGroup(in: next) else {
            done.append(next)
            continue
        }
        waiting += group.alternatives.reversed().map { next[..<group.open] + $0 + next[(group.close + 1)...] }
    }
    return done
}

/// The first group of braces that has a partner.
private struct BraceGroup {
    let open: Int
    let close: Int
    let alternatives: [[UInt8]]

    init?(in text: [UInt8]) {
        for start in text.indices where text[start] == UInt8(ascii: "{") {
            guard let group = Self.parse(text, from: start) else { continue }
            self = group
            return
        }
        return nil
    }

    private init(open: Int, close: Int, alternatives: [[UInt8]]) {
        (self.open, self.close, self.alternatives) = (open, close, alternatives)
    }

    private static func parse(_ text: [UInt8], from open: Int) -> BraceGroup? {
        var alternatives: [[UInt8]] = [[]]
        var depth = 0
        for index in (open + 1)..<text.endIndex {
            switch text[index] {
            case UInt8(ascii: "}") where depth == 0:
                guard index > open + 1 else { return nil }
                return BraceGroup(open: open, close: index, alternatives: alternatives)
            case UInt8(ascii: ",") where depth == 0:
                alternatives.append([])
                continue
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"): depth -= 1
            default: break
            }
            alternatives[alternatives.count - 1].append(text[index])
        }
        return nil
    }
}
