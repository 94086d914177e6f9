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
        let (line, name) = (ProcessPattern("/bin/sleep", parameters: [seconds]), ProcessPattern("sleep"))
        #expect(
            try eventually {
                let found = try table.processes(matching: [line])[line] ?? []
                return found.isEmpty ? nil : found
            } == [script.process])
        #expect(try table.processes(matching: [name])[name]?.contains(script.process) ?? false)
        #expect(!table.process(script.process, matches: ProcessPattern("/bin/sleep", match: .exact)))
        let watch = try required(try ProcessWatch(of: script.process))
        var hasEnded = watch.hasEnded
        #expect(!hasEnded)
        #expect(try watch.signal(SIGTERM))
        #expect(linux_wait_readable(watch.descriptor.number, 5000) == 1)
        hasEnded = watch.hasEnded
        #expect(hasEnded)
        // Not reaped yet: a zombie still has its name.
        #expect(try !(table.processes(matching: [name])[name]?.contains(script.process) ?? false))
        #expect(try script.reap() == .killed(SIGTERM))
        #expect(try !watch.signal(SIGTERM))
        #expect(table.status(of: script.process) == nil)
    }

    @Test("are walked through a few at a time, all of them, each once")
    func walk() throws {
        var walk = try ProcessTable().walk()
        var seen: [Int32] = []
        while case let numbers = try walk.next(), !numbers.isEmpty {
            #expect(numbers.count <= ProcessWalk.stride)
            seen += numbers
        }
        #expect(seen.contains(1) && seen.contains(getpid()))
        #expect(Set(seen).count == seen.count)
    }

    @Test("a number that no process has is watched by nobody")
    func nobody() throws {
        #expect(try ProcessWatch(of: 0x3FFF_FFFF) == nil)
    }
}
