/// `acl`: true when one of its tests is. Anonymous ones have an empty name.
package struct ACL: Sendable {
    package let name: String
    package internal(set) var tests: [ACLTest]
    package let location: SourceLocation
}

/// A fetch with what its value is compared with. Where the fetch has no value (a header that is not there, a response in
/// a request's rule) the test is false. Of several values (a header's) one must match.
package struct ACLTest: Sendable {
    package let fetch: Fetch
    package let match: Match
}

/// `if` and `unless`, in disjunctive normal form as HAProxy keeps it.
package struct Condition: Equatable, Sendable {
    package struct Term: Hashable, Sendable {
        /// An index into the `acls` of the proxy.
        package let acl: Int
        package let isNegated: Bool
    }

    /// `unless`: true when no alternative holds.
    package let isNegated: Bool
    /// One of them must hold: all of its terms. An empty one always does.
    package let alternatives: [[Term]]
}

/// What is looked at.
package enum Fetch: Equatable, Sendable {
    case always(Bool)
    case source
    case sourcePort
    case destination
    case destinationPort
    case method
    /// From the first '/' to the '?'.
    case path
    /// The path with the query.
    case pathAndQuery
    /// What follows the '?'.
    case query
    /// The request target as received.
    case url
    /// `1.0` or `1.1`.
    case requestVersion
    case requestHeader(HeaderFetch)
    case responseHeader(HeaderFetch)
    /// The status of the response.
    case status
    /// How many servers of a backend (an index) are usable (`nbsrv`).
    case usableServers(backend: Int)
}

/// A header's value: each value of a list between commas counts as one.
package struct HeaderFetch: Equatable, Sendable {
    package enum Form: Hashable, Sendable {
        case text
        /// The number of values.
        case count
        /// The value as a number; none when it is not one.
        case number
    }

    package let name: [UInt8]
    /// 1 is the first, -1 the last; 0: any of them (in a format the last).
    package let occurrence: Int
    package let form: Form
}

/// What a value is compared with. Any of several patterns is enough; of no patterns, none.
package enum Match: Sendable {
    /// A yes-or-no value itself.
    case isTrue
    /// There is a value (`-m found`).
    case isFound
    case text(TextMatch, [[UInt8]], ignoresCase: Bool)
    case pattern([RegularExpression])
    case number([ClosedRange<Int>])
    /// The length of a text (`-m len`).
    case length([ClosedRange<Int>])
    case network([Network])
}

/// How a text is compared (configuration.txt §7.1.3).
package enum TextMatch: Int, Hashable, Sendable {
    case exact
    case beginning
    case end
    case substring
    /// A pattern is the part between two '/', or between one and an end.
    case directory
    /// The same with '.', ':' and '/' (a label of a host name).
    case domain
}
