/// Lets so many lines of one kind through in a window of time, and counts what it holds back, so that a flood of bad
/// packets does not become a flood of log lines.
package struct RateLimiter: Sendable {
    package enum Answer: Hashable, Sendable {
        /// Write the line, and that `suppressed` of its kind were held back since the last one.
        case pass(suppressed: UInt64)
        case hold
    }

    private let limit: Int
    private let window: Duration
    private var windowEnds: Instant?
    private var passed = 0
    private var suppressed: UInt64 = 0

    /// - Precondition: `limit` is at least 1.
    package init(limit: Int, per window: Duration) {
        precondition(limit > 0, "a limit of no line would hide everything")
        self.limit = limit
        self.window = window
    }

    package mutating func ask(now: Instant) -> Answer {
        if windowEnds.map({ now >= $0 }) ?? true {
            windowEnds = now + window
            passed = 0
        }
        guard passed < limit else {
            suppressed += 1
            return .hold
        }
        passed += 1
        defer { suppressed = 0 }
        return .pass(suppressed: suppressed)
    }
}
