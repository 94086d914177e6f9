/// When a server's checks run (HAProxy 2.6, src/check.c): an interval after the end of the last one.
package struct CheckSchedule: Hashable, Sendable {
    /// When the next check begins, or the running one was begun.
    package internal(set) var next: Instant
    /// When the running check was begun; nil while none runs.
    package internal(set) var startedAt: Instant?

    /// Intervals from here on decide how the first checks are spread; shorter ones do not drive the others.
    static let spreadThreshold = Interval.milliseconds(1000)

    /// Spreads the first checks of all servers over one interval: server `position` of `count` begins
    /// `position`/`count` of its first interval after the start, or of the smallest one of all servers (of those of a
    /// second and more) if that is longer than its own.
    ///
    /// - Parameters:
    ///   - server: a server with `check`.
    ///   - position: among the checked servers of all proxies, in the order of the file, from 0.
    ///   - smallest: `smallestInterval(of:)` of all of them.
    package init(start: Instant, _ server: ServerSettings, position: Int, count: Int, smallest: Interval) {
        let period = max(server.firstCheckInterval ?? .zero, smallest).nanoseconds / 1_000_000
        let (product, overflow) = period.multipliedReportingOverflow(by: Int64(max(position, 0)))
        let milliseconds = (overflow ? Int64.max : product) / Int64(max(count, 1))
        next = start + .milliseconds(Int(milliseconds))
    }

    /// What spreads the first checks: the smallest first interval of a second or more, zero if there is none.
    package static func smallestInterval(of servers: some Sequence<ServerSettings>) -> Interval {
        var smallest = Interval.zero
        for server in servers {
            guard let interval = server.firstCheckInterval, interval >= spreadThreshold else { continue }
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

extension ServerSettings {
    /// What `Server.checkInterval` is before the first check: a server that is not well yet has `fastinter`, one in
    /// maintenance `downinter`. Nil without `check`.
    var firstCheckInterval: Interval? {
        check.map { (isDisabled ? $0.downInterval : $0.fastInterval) ?? $0.interval }
    }
}
