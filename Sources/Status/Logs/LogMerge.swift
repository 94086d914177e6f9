/// Puts the entries of several hosts in the order of time. Pure: the time of the reader's clock comes in with each
/// call.
///
/// An entry is held for a moment, so that one that is older but was longer on its way still comes before it. No entry is
/// held longer than that, however wrong the clock of a host may be.
package struct LogMerge: Sendable {
    private struct Held {
        var entry: LogEntry
        var arrival: Duration
        /// Keeps the order in which entries of the same time arrived.
        var number: Int
    }

    private let hold: Duration
    private var held: [Held] = []
    private var count = 0

    package init(hold: Duration = .milliseconds(500)) {
        self.hold = hold
    }

    package mutating func add(_ entry: LogEntry, at now: Duration) {
        held.append(Held(entry: entry, arrival: now, number: count))
        count += 1
    }

    /// The entries whose time has come by `now`, in order: those held long enough, and all that are older than these.
    package mutating func due(at now: Duration) -> [LogEntry] {
        guard let newest = held.filter({ $0.arrival + hold <= now }).map(\.entry.time).max() else { return [] }
        return take { $0.entry.time <= newest }
    }

    /// When the next entry is due; nil when none is held.
    package var nextDue: Duration? { held.map { $0.arrival + hold }.min() }

    /// Everything that is held, in order.
    package mutating func rest() -> [LogEntry] { take { _ in true } }

    private mutating func take(_ isTaken: (Held) -> Bool) -> [LogEntry] {
        let taken = held.filter(isTaken)
        held.removeAll(where: isTaken)
        return taken.sorted { ($0.entry.time, $0.number) < ($1.entry.time, $1.number) }.map(\.entry)
    }
}
