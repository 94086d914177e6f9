internal import CLinux

/// One moment of the monotonic clock to be woken at (timerfd_create(2)). Readable once the moment is there.
package struct Timer: ~Copyable {
    package let descriptor: Descriptor

    package init() throws(LinuxError) {
        descriptor = Descriptor(owning: Int32(try attempt("timerfd_create", "make a timer") { linux_timer_create() }))
    }

    /// Wakes at `moment` (nanoseconds of `MonotonicClock`), at once if that is past; what was armed before is forgotten.
    package func arm(at moment: Int64) throws(LinuxError) {
        // Moment 0 would disarm, and the kernel refuses negative ones: both mean long past.
        try attempt("timerfd_settime", "arm a timer") { linux_timer_arm(descriptor.number, max(1, moment)) }
    }

    /// Does not wake any more, even if the moment was there already.
    package func disarm() throws(LinuxError) {
        try attempt("timerfd_settime", "disarm a timer") { linux_timer_arm(descriptor.number, 0) }
    }

    /// Whether the moment has come since the last time it was asked; the descriptor is no longer readable then.
    package func acknowledge() throws(LinuxError) -> Bool {
        var expirations: UInt64 = 0
        return try attemptIfReady("read", "read a timer") {
            unsafe withUnsafeMutableBytes(of: &expirations) {
                unsafe linux_read(descriptor.number, $0.baseAddress, $0.count)
            }
        } != nil
    }
}
