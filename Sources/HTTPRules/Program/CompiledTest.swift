import HTTP1

/// `Fetch` as numbers only.
struct CompiledFetch: BitwiseCopyable, Sendable {
    enum Kind: UInt8, BitwiseCopyable {
        case never, always
        case source, sourcePort, destination, destinationPort
        case usableServers
        case method, path, pathAndQuery, query, url, requestVersion, requestHeader
        case responseHeader, status
    }

    /// What of a header's values is meant.
    enum Form: UInt8, BitwiseCopyable { case text, count, number }

    var kind = Kind.never
    var form = Form.text
    var knownName = FieldName.other
    var occurrence: Int16 = 0
    /// A header's name, in lower case.
    var name = ByteSlice()
    /// An index into `backends`.
    var backend: Int32 = 0
}

/// `ACLTest` as numbers only.
struct CompiledTest: BitwiseCopyable, Sendable {
    enum Comparison: UInt8, BitwiseCopyable {
        case isTrue, isFound
        case exact, beginning, end, substring, directory, domain
        case pattern
        case number, length
        case network
    }

    var fetch = CompiledFetch()
    var comparison = Comparison.isTrue
    /// The patterns are in lower case then.
    var ignoresCase = false
    /// In `texts`, `expressions`, `numbers` or `networks`, as the comparison wants.
    var patterns = Run()
}

/// An ACL in a condition.
struct CompiledTerm: BitwiseCopyable, Sendable {
    /// One of these tests must hold, or none.
    var tests: Run
    var isNegated: Bool
    var endsAlternative: Bool
    /// Where to go on when the term fails: the first term of the next alternative.
    var nextAlternative: UInt32
}

/// `Condition` as numbers only.
struct CompiledCondition: BitwiseCopyable, Sendable {
    var terms: Run
    var isNegated: Bool
}

/// A condition of a program.
package struct ConditionIndex: BitwiseCopyable, Sendable {
    var number: UInt32

    /// What no condition is: it always holds.
    static let none = ConditionIndex(number: .max)
}
