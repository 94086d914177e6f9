import Linux
import VRRP

extension Instant {
    /// Now, on CLOCK_MONOTONIC.
    static var now: Instant { Instant(nanoseconds: MonotonicClock.now) }
}
