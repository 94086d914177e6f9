/// What came of reading a head.
package enum ParseResult: Equatable, Sendable {
    /// Every byte so far may begin a good head, which ends later. Nothing else in the `MessageHead` may be used.
    case incomplete
    /// A head, of so many bytes with the empty lines around it. The content starts there.
    case complete(headLength: Int)
    /// No head. The connection must be closed, after an answer to a request: what follows cannot be told from content.
    case refused(Refusal)
}

/// Why bytes were refused, and where.
package struct Refusal: Error, Equatable, Sendable {
    package let reason: Reason
    /// The first byte that is not as it must be, or the start of the field that is wrong, counted from the buffer's start.
    package let position: Int

    package init(_ reason: Reason, at position: Int) {
        self.reason = reason
        self.position = position
    }
}

/// Why reading ended before a head's end.
enum Stop: Error {
    case incomplete
    case refused(Refusal)

    @inline(never)
    static func refuse(_ reason: Refusal.Reason, at position: Int) -> Stop { .refused(Refusal(reason, at: position)) }
}
