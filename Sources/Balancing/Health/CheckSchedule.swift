/// When a server's checks run (HAProxy 2.6, src/check.c): an interval after the end of the last one.
package struct CheckSchedule: Hashable, Sendable {
    /// When the next check begins, or the running one was begun.
    package internal(set) var next: Instant
    /// When the running check was begun; nil while none runs.
    package internal(set) var startedAt: Instant?

    /// Intervals from here on decide how the first checks are spread; shorter ones do not drive the others.
    static let spreadThreshold = Interval.milliseconds(1000)

    /// Spreads the first checks of all servers over one interval: server `position` of `count` begins
    /// `position`/`count` of its interval after the start, or of the smallest interval of all servers (of those of a
    /// second and more) if that is longer than its own.
    ///
    /// - Parameters:
    ///   - position: among the checked servers of all proxies, in the order of the file, from 0.
    ///   - smallest: `smallestInterval(of:)` of all of them.
    package init(start: Instant, interval: Interval, position: Int, count: Int, smallest: Interval) {
        let period = max(interval, smallest).nanoseconds / 1_000_000
        let (product, overflow) = period.multipliedReportingOverflow(by: Int64(max(position, 0)))
        let milliseconds = (overflow ? Int64.max : product) / Int64(max(count, 1))
        next = start + .milliseconds(Int(milliseconds))
    }

    /// What spreads the first checks: the smallest interval of a second or more, zero if there is none.
    package static func smallestInterval(of intervals: some Sequence<Interval>) -> Interval {
        var smallest = Interval.zero
        for interval in intervals where interval >= spreadThreshold {
            if smallest == .zero || interval < smallest { smallest = interval }
        }
        return smallest
    }

    /// A check that falls due while checks rest (maintenance) is skipped: its turn keeps its rhythm.
    mutating func skip(to now: Instant, interval: Interval) {
        guard next <= now else { return }
        let step = max(interval.nanoseconds, 1)
        let behind = (now - next).nanoseconds
        next = next + Interval(nanoseconds: (behind / step) * step) + Interval(nanoseconds: step)
    }
}
