/// Reads the test of an ACL: a fetch, flags and patterns (configuration.txt §7.1).
struct ACLReader {
    private let scope: Scope
    private var arguments: Arguments
    private var method: MatchMethod?
    private var ignoresCase = false
    /// `--`: what follows are patterns, and none is meant when there is none.
    private var isEnded = false

    /// - Parameter words: at least the fetch.
    static func read(_ words: ArraySlice<Word>, _ scope: Scope, _ outer: inout Arguments) throws(Refusal) -> ACLTest {
        let statement = Statement(location: outer.location, words: [Word("acl")] + words, modifier: nil)
        var reader = ACLReader(scope: scope, arguments: Arguments(statement))
        let test = try reader.read()
        for warning in reader.arguments.warnings { outer.warn(warning) }
        return test
    }

    private init(scope: Scope, arguments: Arguments) { (self.scope, self.arguments) = (scope, arguments) }

    private mutating func read() throws(Refusal) -> ACLTest {
        let word = try arguments.next("what to test, as path_beg or hdr(host)")
        let expression = try FetchExpression(word.bytes[...])
        let keyword = try fetchKeyword(expression.name)
        let fetch = try expression.fetch(keyword, scope)
        guard expression.length == word.bytes.count else {
            throw Refusal("\(quoted(word.text)): converters are not supported by clusterd: use the flags -i and -m")
        }
        try flags()
        let match = try match(keyword)
        return ACLTest(fetch: fetch, match: match)
    }

    /// The fetch, with the method that the end of its name means.
    private mutating func fetchKeyword(_ name: String) throws(Refusal) -> FetchKeyword {
        for suffix in MatchMethod.suffixes where name.hasSuffix("_" + suffix.rawValue) {
            let base = String(name.dropLast(4))
            guard MatchMethod.bases.contains(base) else { continue }
            method = suffix
            return try FetchKeyword.find(base)
        }
        let derived = MatchMethod.bases.flatMap { base in MatchMethod.suffixes.map { base + "_" + $0.rawValue } }
        for keyword in FetchKeyword.all where keyword.name == name { return keyword }
        throw Refusal(
            unknownOrRefused(
                name, among: FetchKeyword.all.map { $0.name } + derived, FetchKeyword.refused, "in an ACL"))
    }

    private mutating func flags() throws(Refusal) {
        while !isEnded, let flag = arguments.peek, flag.utf8.first == UInt8(ascii: "-") {
            _ = try arguments.next("")
            switch flag {
            case "-i": ignoresCase = true
            // Names are not resolved anyway.
            case "-n": break
            case "--": isEnded = true
            case "-m":
                let name = try arguments.next("a method after -m").text
                let known = MatchMethod.allCases.map { $0.rawValue }
                guard let named = MatchMethod(rawValue: name) else {
                    throw Refusal(unknownOrRefused(name, among: known, MatchMethod.refused, "after -m"))
                }
                method = named
            case "-f", "-M", "-u":
                throw Refusal("the flag '\(flag)' is not supported by clusterd: write the patterns in the line")
            default:
                throw Refusal("\(quoted(flag)) is no flag of an ACL: write '--' before patterns that begin with '-'")
            }
        }
    }

    private mutating func match(_ keyword: FetchKeyword) throws(Refusal) -> Match {
        let method = self.method ?? Self.standard(keyword.value)
        guard method.accepts(keyword.value) else {
            throw Refusal("'-m \(method.rawValue)' does not fit the value of '\(keyword.name)'")
        }
        if method == .truth || method == .found {
            if !arguments.isAtEnd { arguments.warn("patterns after a yes-or-no value are ignored, as in HAProxy") }
            if method == .found { return .isFound }
            return keyword.value == .number ? .number([.min ... -1, 1 ... .max]) : .isTrue
        }
        if arguments.isAtEnd, !isEnded {
            arguments.warn("there is nothing to compare with, so that this never matches ('--' says that it is meant)")
        }
        switch method {
        case .number: return .number(try numbers())
        case .length: return .length(try numbers())
        case .address: return .network(try networks())
        case .pattern: return .pattern(try patterns())
        default: return .text(method.text ?? .exact, try texts(), ignoresCase: ignoresCase)
        }
    }

    private static func standard(_ value: FetchKeyword.Value) -> MatchMethod {
        switch value {
        case .truth: .truth
        case .number: .number
        case .text: .string
        case .address: .address
        }
    }

    private mutating func texts() throws(Refusal) -> [[UInt8]] {
        var texts: [[UInt8]] = []
        while !arguments.isAtEnd { texts.append(try arguments.next("").bytes) }
        return texts
    }

    private mutating func patterns() throws(Refusal) -> [RegularExpression] {
        var patterns: [RegularExpression] = []
        while !arguments.isAtEnd {
            patterns.append(
                try arguments.regularExpression(try arguments.next("").bytes, ignoresCase: ignoresCase))
        }
        return patterns
    }

    private mutating func networks() throws(Refusal) -> [Network] {
        var networks: [Network] = []
        while !arguments.isAtEnd {
            let word = try arguments.next("")
            guard let network = Network(text: word.text) else {
                throw Refusal("\(quoted(word.text)) is no IP address or network, as 10.0.0.0/8")
            }
            networks.append(network)
        }
        return networks
    }

    /// Numbers, ranges, and `eq`, `ge`, `gt`, `le`, `lt` before them.
    private mutating func numbers() throws(Refusal) -> [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        var comparison = "eq"
        while !arguments.isAtEnd {
            var word = try arguments.next("")
            if ["eq", "ge", "gt", "le", "lt"].contains(word.text) {
                comparison = word.text
                word = try arguments.next("a number after '\(comparison)'")
            }
            ranges.append(try range(word, comparison))
        }
        return ranges
    }

    private func range(_ word: Word, _ comparison: String) throws(Refusal) -> ClosedRange<Int> {
        let parts = word.bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map { [UInt8]($0) }
        let wrong = Refusal("\(quoted(word.text)) is no number or range of numbers, as 8080 or 8000:8999")
        if parts.count == 2 {
            // As in HAProxy, a range has no negative bounds.
            let low = parts[0].isEmpty ? .min : decimal(parts[0])
            let high = parts[1].isEmpty ? .max : decimal(parts[1])
            guard let low, let high, low <= high, parts != [[], []] else { throw wrong }
            guard comparison == "eq" else { throw Refusal("a range does not go with '\(comparison)'") }
            return low...high
        }
        guard parts.count == 1, let number = signedDecimal(parts[0]) else { throw wrong }
        switch comparison {
        case "ge": return number ... .max
        case "gt": return number + 1 ... .max
        case "le": return .min...number
        case "lt": return .min...number - 1
        default: return number...number
        }
    }
}

/// Digits, at most 18, with a '-' before them or not.
private func signedDecimal(_ text: [UInt8]) -> Int? {
    text.first == UInt8(ascii: "-") ? decimal(Array(text.dropFirst())).map { -$0 } : decimal(text)
}
