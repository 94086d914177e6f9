/// Decides when a silent host is asked for a sign of life, and when it counts as gone. Time comes in as a value.
struct Liveness: Hashable, Sendable {
    typealias Instant = ContinuousClock.Instant

    enum Verdict: Hashable, Sendable {
        /// Nothing to do before that time.
        case fine(until: Instant)
        case ask
        case lost
    }

    /// Longest silence of a host that was asked.
    let limit: Duration
    /// When the question went out that has had no answer.
    private(set) var asked: Instant?

    init(limit: Duration) { self.limit = limit }

    mutating func noteAsked(at now: Instant) { asked = now }

    /// A host is lost when it was silent for `limit` and had two thirds of it to answer: a program that was itself
    /// asleep does not blame the host.
    mutating func judge(now: Instant, lastHeard: Instant) -> Verdict {
        if let asked, lastHeard >= asked { self.asked = nil }
        if let asked {
            let end = max(lastHeard + limit, asked + limit * 2 / 3)
            return now >= end ? .lost : .fine(until: end)
        }
        let question = lastHeard + limit / 3
        return now >= question ? .ask : .fine(until: question)
    }
}
