/// A request method (RFC 9110 §9): case-sensitive, and anything that is a token.
package enum Method: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    case get, head, post, put, delete, connect, options, trace, patch
    /// Any other; what it is stands in the bytes.
    case other

    /// The method as it is sent; empty for `other`.
    package var spelling: StaticString {
        switch self {
        case .get: "GET"
        case .head: "HEAD"
        case .post: "POST"
        case .put: "PUT"
        case .delete: "DELETE"
        case .connect: "CONNECT"
        case .options: "OPTIONS"
        case .trace: "TRACE"
        case .patch: "PATCH"
        case .other: ""
        }
    }

    /// Whether a request may be repeated after a failure without harm (RFC 9110 §9.2.2).
    package var isIdempotent: Bool {
        switch self {
        case .get, .head, .put, .delete, .options, .trace: true
        case .post, .connect, .patch, .other: false
        }
    }
}

/// The known methods, each with the space that follows it, as one word.
@usableFromInline
struct KnownMethods: ~Copyable {
    private static let count = 9
    private var words = FixedStorage<UInt64>(repeating: 0, count: KnownMethods.count)

    init() {
        for method in Method.allCases where method != .other {
            var spelling = InlineArray<8, UInt8>(repeating: 0)
            let length = method.spelling.utf8CodeUnitCount
            for index in 0..<length { spelling[index] = method.spelling.byte(at: index) }
            spelling[length] = ASCII.space
            words[Int(method.rawValue)] = spelling.span.word(at: 0).bits
        }
    }

    /// The method that a request line starts with, if it is known and a space follows.
    @inline(__always)
    func find(_ start: Word) -> Method {
        let spaces = start.marks(of: ASCII.space)
        guard spaces != 0 else { return .other }
        let word = start.first(Word.index(ofLowest: spaces) &+ 1).bits
        for index in 0..<Self.count where words[index] == word {
            return Method(rawValue: UInt8(truncatingIfNeeded: index)) ?? .other
        }
        return .other
    }
}
