import CLinux
import Glibc
import Testing

@testable import Linux

@Suite(
    "the proc connector", .enabled(if: TestNamespace.canBeMade, TestNamespace.skipReason), .serialized)
struct ProcessEventsNamespaceTests {
    /// Whether this machine's kernel tells at all: not inside a container.
    static let isAvailable = (try? ProcessEvents()) != nil

    @Test("tells of a process from its beginning to its end", .enabled(if: isAvailable, "this kernel does not tell"))
    func life() throws {
        var events = try ProcessEvents()
        let script = try Script(.init(arguments: ["/bin/sh", "-c", "echo -n abc >/proc/self/comm; exit 3"]))
        #expect(try waitForEnd(of: script) == .exited(3))
        var seen: [ProcessEvent] = []
        try eventually {
            while let event = try events.next() { seen.append(event) }
            return seen.contains(.exited(script.process)) ? () : nil
        }
        let own = seen.filter { $0.process == script.process }
        #expect(
            own == [
                .forked(parent: getpid(), child: script.process), .executed(script.process),
                .renamed(script.process, name: "abc"), .exited(script.process),
            ])
    }

    @Test("in a network namespace of its own the kernel refuses, and a reason is given")
    func refused() throws {
        let namespace = try TestNamespace()
        try namespace.run {
            do {
                _ = try ProcessEvents()
                Issue.record("it was not refused")
            } catch let error as ProcessEvents.Unavailable {
                #expect(error.description.hasPrefix("the kernel does not tell of processes: cannot follow processes: "))
            }
        }
    }
}

extension ProcessEvent {
    fileprivate var process: Int32? {
        switch self {
        case .forked(_, let process), .executed(let process), .renamed(let process, _), .exited(let process): process
        case .lost: nil
        }
    }
}
