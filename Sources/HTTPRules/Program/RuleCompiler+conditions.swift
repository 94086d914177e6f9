import HAProxyConf
import HTTP1

extension RuleCompiler {
    /// Compiles the ACLs of a proxy, for its conditions to refer to.
    mutating func readACLs(_ acls: [ACL]) {
        self.acls = []
        for acl in acls {
            let start = tests.count
            for test in acl.tests { add(test) }
            self.acls.append(Run(from: start, to: tests.count))
        }
    }

    /// Compiles a condition of the proxy whose ACLs were read last.
    mutating func compile(_ condition: Condition?) -> ConditionIndex {
        guard let condition else { return .none }
        let start = terms.count
        for alternative in condition.alternatives { add(alternative) }
        conditions.append(
            CompiledCondition(terms: Run(from: start, to: terms.count), isNegated: condition.isNegated))
        return ConditionIndex(number: UInt32(truncatingIfNeeded: conditions.count - 1))
    }

    private mutating func add(_ alternative: [Condition.Term]) {
        let end = UInt32(truncatingIfNeeded: terms.count + max(alternative.count, 1))
        guard !alternative.isEmpty else {
            // What needs nothing holds: as none of no tests does, and that negated.
            terms.append(CompiledTerm(tests: Run(), isNegated: true, endsAlternative: true, nextAlternative: end))
            return
        }
        for (index, term) in alternative.enumerated() {
            terms.append(
                CompiledTerm(
                    tests: acls[term.acl], isNegated: term.isNegated,
                    endsAlternative: index == alternative.count - 1, nextAlternative: end))
        }
    }

    private mutating func add(_ test: ACLTest) {
        guard test.fetch == .method, case .text(.exact, let patterns, ignoresCase: true) = test.match else {
            return tests.append(compile(test.fetch, test.match))
        }
        // HAProxy compares the methods that it knows by number: `-i` is only for others.
        let known = patterns.filter { Self.isKnownMethod($0.map(uppercased)) }
        let others = patterns.filter { !Self.isKnownMethod($0.map(uppercased)) }
        tests.append(compile(.method, .text(.exact, known, ignoresCase: false)))
        tests.append(compile(.method, .text(.exact, others, ignoresCase: true)))
    }

    private static func isKnownMethod(_ name: [UInt8]) -> Bool {
        Method.allCases.contains { $0 != .patch && $0 != .other && $0.spelling.bytes == name }
    }

    private mutating func compile(_ fetch: Fetch, _ match: Match) -> CompiledTest {
        var compiled = CompiledTest()
        compiled.fetch = compile(fetch)
        switch match {
        case .isTrue: compiled.comparison = .isTrue
        case .isFound: compiled.comparison = .isFound
        case .text(let match, let patterns, let ignoresCase):
            compiled.comparison = CompiledTest.Comparison(match)
            compiled.ignoresCase = ignoresCase
            let start = texts.count
            // HAProxy has no empty patterns: they match nothing.
            var prepared = patterns.map { self.prepared($0, match, ignoresCase) }.filter { !$0.isEmpty }
            if match == .exact { prepared.sort(by: PatternOrder.isBefore) }
            for pattern in prepared { texts.append(add(pattern)) }
            compiled.patterns = Run(from: start, to: texts.count)
        case .pattern(let patterns):
            compiled.comparison = .pattern
            compiled.patterns = Run(from: expressions.count, to: expressions.count + patterns.count)
            expressions += patterns
        case .number(let ranges): (compiled.comparison, compiled.patterns) = (.number, add(ranges))
        case .length(let ranges): (compiled.comparison, compiled.patterns) = (.length, add(ranges))
        case .network(let networks):
            compiled.comparison = .network
            compiled.patterns = Run(from: self.networks.count, to: self.networks.count + networks.count)
            self.networks += networks
        }
        return compiled
    }

    private mutating func add(_ ranges: [ClosedRange<Int>]) -> Run {
        numbers += ranges
        return Run(from: numbers.count - ranges.count, to: numbers.count)
    }

    /// A pattern as it is compared: delimiters around a part of a path or host do not count.
    private func prepared(_ pattern: [UInt8], _ match: TextMatch, _ ignoresCase: Bool) -> [UInt8] {
        var pattern = pattern[...]
        if match == .directory || match == .domain {
            let delimiters = match == .directory ? Delimiters.directory : Delimiters.domain
            while let first = pattern.first, delimiters.contains(first) { pattern.removeFirst() }
            while let last = pattern.last, delimiters.contains(last) { pattern.removeLast() }
        }
        return ignoresCase ? pattern.map(lowercased) : Array(pattern)
    }

    mutating func compile(_ fetch: Fetch) -> CompiledFetch {
        var compiled = CompiledFetch()
        switch fetch {
        case .always(let value): compiled.kind = value ? .always : .never
        case .source: compiled.kind = .source
        case .sourcePort: compiled.kind = .sourcePort
        case .destination: compiled.kind = .destination
        case .destinationPort: compiled.kind = .destinationPort
        case .method: compiled.kind = .method
        case .path: compiled.kind = .path
        case .pathAndQuery: compiled.kind = .pathAndQuery
        case .query: compiled.kind = .query
        case .url: compiled.kind = .url
        case .requestVersion: compiled.kind = .requestVersion
        case .requestHeader(let header): add(header, .requestHeader, to: &compiled)
        case .responseHeader(let header): add(header, .responseHeader, to: &compiled)
        case .status: compiled.kind = .status
        case .usableServers(let backend):
            compiled.kind = .usableServers
            compiled.backend = Int32(truncatingIfNeeded: backend)
        }
        return compiled
    }

    private mutating func add(_ header: HeaderFetch, _ kind: CompiledFetch.Kind, to fetch: inout CompiledFetch) {
        fetch.kind = kind
        switch header.form {
        case .text: fetch.form = .text
        case .count: fetch.form = .count
        case .number: fetch.form = .number
        }
        fetch.occurrence = Int16(clamping: header.occurrence)
        fetch.knownName = FieldName(header.name.span)
        fetch.name = add(header.name.map(lowercased))
    }
}

extension CompiledTest.Comparison {
    fileprivate init(_ match: TextMatch) {
        switch match {
        case .exact: self = .exact
        case .beginning: self = .beginning
        case .end: self = .end
        case .substring: self = .substring
        case .directory: self = .directory
        case .domain: self = .domain
        }
    }
}

/// A letter from A to Z made small.
@inline(__always)
func lowercased(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte }

/// A letter from a to z made large.
func uppercased(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "a") < 26 ? byte & 0xDF : byte }
