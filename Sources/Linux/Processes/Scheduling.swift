internal import CLinux

/// When this process runs, and what of it stays in memory. What it starts is scheduled as usual.
package enum Scheduling {
    /// Runs before everything of ordinary scheduling (SCHED_RR; `vrrp_rt_priority`). For the calling thread and those
    /// it starts. Needs CAP_SYS_NICE, or RLIMIT_RTPRIO.
    ///
    /// - Parameter priority: 1 to 99.
    package static func setRealTime(priority: Int32) throws(LinuxError) {
        try needing(.sysNice, or: "LimitRTPRIO=\(priority) in its unit") { () throws(LinuxError) in
            try attempt("sched_setscheduler", "take real-time priority \(priority)") { linux_set_round_robin(priority) }
        }
    }

    /// Has the kernel no longer note the processor's number in the calling thread's memory each time that it begins to
    /// run (rseq(2)), as the C library asks for, to answer quickly which processor that is. Of a process that runs for
    /// some µs only, a hundred times a second, that is a thirtieth of all its time. The library then asks the kernel.
    ///
    /// - Returns: false if there was nothing to end, or the kernel knows it otherwise.
    @discardableResult
    package static func leaveRestartableSequences() -> Bool { linux_leave_restartable_sequences() == 0 }

    /// nice(2) from -20 to 19 (`vrrp_priority`). Below the present one it needs CAP_SYS_NICE.
    package static func setNice(_ nice: Int32) throws(LinuxError) {
        try needing(.sysNice) { () throws(LinuxError) in
            try attempt("setpriority", "take priority \(nice)") { linux_set_nice(nice) }
        }
    }

    /// Keeps every page that is touched in memory (mlockall(2); `vrrp_no_swap`). Needs CAP_IPC_LOCK, or RLIMIT_MEMLOCK.
    package static func lockMemory() throws(LinuxError) {
        let result = linux_lock_memory()
        guard result < 0 else { return }
        // ENOMEM: beyond RLIMIT_MEMLOCK; EPERM: that is 0.
        throw LinuxError(
            call: "mlockall", code: Int32(-result), context: "lock memory",
            detail: "it needs CAP_IPC_LOCK, or LimitMEMLOCK=infinity in its unit")
    }
}
