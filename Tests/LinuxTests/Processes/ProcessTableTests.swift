import CLinux
import Glibc
import Testing

@testable import Linux

@Suite("the processes of this machine")
struct ProcessTableTests {
    @Test("are found by name and by command line, and their end is seen")
    func found() throws {
        let seconds = "7\(UInt32.random(in: 0...9999))"
        let script = try Script(.init(arguments: ["/bin/sleep", seconds]))
        let table = ProcessTable()
        let line = ProcessPattern("/bin/sleep", parameters: [seconds])
        #expect(
            try eventually {
                let found = try table.processes(matching: line); return found.isEmpty ? nil : found
            }
                == [script.process])
        #expect(try table.processes(matching: ProcessPattern("sleep")).contains(script.process))
        #expect(!table.process(script.process, matches: ProcessPattern("/bin/sleep", match: .exact)))
        let watch = try required(try ProcessWatch(of: script.process))
        var hasEnded = watch.hasEnded
        #expect(!hasEnded)
        #expect(try watch.signal(SIGTERM))
        #expect(linux_wait_readable(watch.descriptor.number, 5000) == 1)
        hasEnded = watch.hasEnded
        #expect(hasEnded)
        // Not reaped yet: a zombie still has its name.
        #expect(try !table.processes(matching: ProcessPattern("sleep")).contains(script.process))
        #expect(try script.reap() == .killed(SIGTERM))
        #expect(try !watch.signal(SIGTERM))
        #expect(table.status(of: script.process) == nil)
    }

    @Test("a number that no process has is watched by nobody")
    func nobody() throws {
        #expect(try ProcessWatch(of: 0x3FFF_FFFF) == nil)
    }
}
