internal import CLinux

/// One process, whoever gets its number later (pidfd_open(2)). The descriptor is readable once the process has ended,
/// all its threads and not only the first.
package struct ProcessWatch: ~Copyable {
    package let descriptor: Descriptor
    package let process: Int32

    /// Nil if there is no such process (any more). To be sure that it is still the one whose name was read, read the
    /// name again afterwards.
    package init?(of process: Int32) throws(LinuxError) {
        do throws(LinuxError) {
            let number = try attempt("pidfd_open", "watch process \(process)") { linux_watch_process(process) }
            descriptor = Descriptor(owning: Int32(number))
            self.process = process
        } catch let error where error.code == ESRCH {
            return nil
        }
    }

    /// Whether it has ended.
    package var hasEnded: Bool { linux_wait_readable(descriptor.number, 0) == 1 }

    /// Sends it a signal; false if it has ended.
    @discardableResult
    package func signal(_ number: Int32) throws(LinuxError) -> Bool {
        do throws(LinuxError) {
            try attempt("pidfd_send_signal", "signal process \(process)") {
                linux_signal_process(descriptor.number, number)
            }
            return true
        } catch let error where error.code == ESRCH {
            return false
        }
    }
}
