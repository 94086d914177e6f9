import CLinux
import Glibc
import Testing

@testable import Linux

@Suite("scheduling and memory", .enabled(if: getuid() == 0, "needs root"), .serialized)
struct SchedulingTests {
    private func policy(of thread: Int32 = 0) -> Int32 { sched_getscheduler(thread) }

    @Test("real-time priority is this thread's, and no script's")
    func realTime() throws {
        defer {
            var ordinary = sched_param()
            _ = unsafe sched_setscheduler(0, SCHED_OTHER, &ordinary)
        }
        try Scheduling.setRealTime(priority: 3)
        var parameters = sched_param()
        #expect(unsafe sched_getparam(0, &parameters) == 0)
        // SCHED_RESET_ON_FORK is shown with the policy.
        #expect(policy() == SCHED_RR | 0x4000_0000 && parameters.sched_priority == 3)
        let script = try Script(.init(arguments: ["/bin/sleep", "100"]))
        #expect(policy(of: script.process) == SCHED_OTHER)
        try script.signalGroup(SIGKILL)
        _ = try waitForEnd(of: script)
    }

    @Test("the kernel ends its notes of the processor, once")
    func restartableSequences() {
        #expect(Scheduling.leaveRestartableSequences())
        #expect(!Scheduling.leaveRestartableSequences())
    }

    @Test("a priority that there is not is refused, in words")
    func refused() {
        let error = #expect(throws: LinuxError.self) { try Scheduling.setRealTime(priority: 100) }
        #expect(error?.description == "cannot take real-time priority 100: Invalid argument (sched_setscheduler)")
    }

    @Test("locked memory is counted as such (proc(5), VmLck)")
    func locked() throws {
        func locked() throws -> Int {
            let status = String(decoding: try File.read("/proc/self/status", limit: 65_536), as: UTF8.self)
            let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmLck:") })
            return try #require(Int(line.filter(\.isNumber)))
        }
        defer { _ = munlockall() }
        try Scheduling.lockMemory()
        #expect(try locked() > 0)
    }
}
