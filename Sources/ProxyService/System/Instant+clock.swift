import Balancing
import Linux

extension Instant {
    /// Now, on CLOCK_MONOTONIC.
    static var now: Instant { Instant(nanoseconds: MonotonicClock.now) }
}

extension Interval {
    /// The same length of time; of those longer than 292 years the longest there is.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, carry) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
        self.init(nanoseconds: overflow || carry ? (seconds < 0 ? .min : .max) : sum)
    }
}
