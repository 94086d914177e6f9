/// A moment on the machine's monotonic clock (CLOCK_MONOTONIC or CLOCK_BOOTTIME: the caller's choice, but always the
/// same one). The module never reads a clock: every moment comes in with an event.
package struct Instant: Hashable, Comparable, Sendable {
    /// Nanoseconds since the clock's own beginning.
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }
    // Those of `Comparable` go by way of tables at run time.
    package static func <= (left: Instant, right: Instant) -> Bool { left.nanoseconds <= right.nanoseconds }
    package static func > (left: Instant, right: Instant) -> Bool { left.nanoseconds > right.nanoseconds }
    package static func >= (left: Instant, right: Instant) -> Bool { left.nanoseconds >= right.nanoseconds }

    /// The moment that lies `duration` later; the last one the clock can tell if that would be later still.
    package static func + (instant: Instant, duration: Duration) -> Instant { instant.adding(duration.nanoseconds) }
    static func + (instant: Instant, interval: AdvertisementInterval) -> Instant {
        instant.adding(interval.nanoseconds)
    }

    func adding(_ more: Timers.Nanoseconds) -> Instant {
        let (sum, overflow) = nanoseconds.addingReportingOverflow(more)
        return Instant(nanoseconds: overflow ? (more < 0 ? .min : .max) : sum)
    }

    /// The time from `earlier` to `later`, negative if `earlier` is the later one.
    package static func - (later: Instant, earlier: Instant) -> Duration {
        .nanoseconds(later.nanoseconds) - .nanoseconds(earlier.nanoseconds)
    }
}

extension Instant? {
    /// Becomes `other` if that is earlier, or this is none.
    package mutating func keepEarlier(_ other: Instant?) {
        guard let other else { return }
        if let present = self, present <= other { return }
        self = other
    }
}

extension Duration {
    /// The same as `.nanoseconds(_:)`, which the standard library does not specialise: it looks up the type's metadata
    /// at run time, which costs more than all else that a packet asks for.
    init(nanoseconds: Int64) {
        let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        self.init(secondsComponent: seconds, attosecondsComponent: rest * 1_000_000_000)
    }

    /// The whole nanoseconds in it, at most what 64 bits hold (292 years).
    package var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, tooFar) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflow || tooFar ? (seconds < 0 ? .min : .max) : sum
    }
}
