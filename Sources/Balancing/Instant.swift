/// A moment on the machine's monotonic clock. The module never reads a clock: every moment comes in with an event.
package struct Instant: Hashable, Comparable, Sendable {
    /// Nanoseconds since the clock's own beginning.
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }

    /// The moment that lies `interval` later; the last one the clock can tell if that would be later still.
    package static func + (instant: Instant, interval: Interval) -> Instant {
        let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(interval.nanoseconds)
        return Instant(nanoseconds: overflow ? (interval.nanoseconds < 0 ? .min : .max) : sum)
    }

    /// The time from `earlier` to `later`, negative if `earlier` is the later one.
    package static func - (later: Instant, earlier: Instant) -> Interval {
        let (difference, overflow) = later.nanoseconds.subtractingReportingOverflow(earlier.nanoseconds)
        return Interval(nanoseconds: overflow ? (later < earlier ? .min : .max) : difference)
    }
}

/// A length of time. Plain 64-bit arithmetic, where `Duration` has 128 bits; what does not fit becomes the longest one.
package struct Interval: Hashable, Comparable, Sendable {
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    package static let zero = Interval(nanoseconds: 0)

    package static func milliseconds(_ count: Int) -> Interval { scaled(count, by: 1_000_000) }
    package static func seconds(_ count: Int) -> Interval { scaled(count, by: 1_000_000_000) }

    /// The whole seconds in it.
    package var wholeSeconds: Int { Int(nanoseconds / 1_000_000_000) }

    /// The seconds it takes, a part of one counted as one: HAProxy keeps `slowstart` so.
    package var secondsRoundedUp: Int {
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return Int(whole) + (rest > 0 ? 1 : 0)
    }

    package static func < (left: Interval, right: Interval) -> Bool { left.nanoseconds < right.nanoseconds }

    package static func + (left: Interval, right: Interval) -> Interval {
        let (sum, overflow) = left.nanoseconds.addingReportingOverflow(right.nanoseconds)
        return Interval(nanoseconds: overflow ? (left.nanoseconds < 0 ? .min : .max) : sum)
    }

    private static func scaled(_ count: Int, by unit: Int64) -> Interval {
        let (product, overflow) = Int64(count).multipliedReportingOverflow(by: unit)
        return Interval(nanoseconds: overflow ? (count < 0 ? .min : .max) : product)
    }
}
