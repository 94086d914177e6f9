internal import CLinux

/// Signals as something to read instead of something that interrupts (signalfd(2)).
package struct SignalSource: ~Copyable {
    /// A signal that came.
    package struct Received: Sendable, Hashable {
        /// SIGTERM, SIGHUP, …
        package let number: Int32
        /// Who sent it, 0 if the kernel did.
        package let process: Int32
        package let user: UInt32
    }

    package let descriptor: Descriptor

    /// Blocks `signals` in the calling thread and in the threads it starts from now on; make it before any of them.
    package init(_ signals: [Int32]) throws(LinuxError) {
        let mask = signals.reduce(UInt64(0)) { mask, signal in
            precondition((1...64).contains(signal), "signals have numbers from 1 to 64")
            return mask | 1 << UInt64(signal - 1)
        }
        descriptor = Descriptor(
            owning: Int32(try attempt("signalfd", "receive signals") { linux_signal_source(mask) }))
    }

    /// The next signal that came, nil if none is left.
    package func next() throws(LinuxError) -> Received? {
        var information = signalfd_siginfo()
        let count = try attemptIfReady("read", "receive signals") {
            unsafe withUnsafeMutableBytes(of: &information) {
                unsafe linux_read(descriptor.number, $0.baseAddress, $0.count)
            }
        }
        guard count == MemoryLayout<signalfd_siginfo>.size else { return nil }
        return Received(
            number: Int32(truncatingIfNeeded: information.ssi_signo),
            process: Int32(truncatingIfNeeded: information.ssi_pid), user: information.ssi_uid)
    }
}
