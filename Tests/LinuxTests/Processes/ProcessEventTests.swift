import Testing

@testable import Linux

@Suite("an event of the proc connector (linux/cn_proc.h)")
struct ProcessEventTests {
    /// Headers of netlink and of the connector, then `what`, processor, time, and the event's own fields.
    private func message(_ what: UInt32, _ fields: [UInt32]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 36)
        bytes.appendNative(what)
        bytes += [UInt8](repeating: 0, count: 12)
        for field in fields { bytes.appendNative(field) }
        return bytes
    }

    static let cases: [(UInt32, [UInt32], ProcessEvent?, String)] = [
        (1, [10, 10, 20, 20], .forked(parent: 10, child: 20), "a process forks"),
        (1, [11, 10, 20, 20], .forked(parent: 10, child: 20), "a thread of it forks"),
        (1, [10, 10, 21, 10], nil, "a new thread"),
        (2, [10, 10], .executed(10), "exec"),
        (0x200, [10, 10, 0x6162_6300, 0, 0, 0], .renamed(10, name: ""), "a name that begins with NUL"),
        (0x200, [10, 10, 0x0063_6261, 0, 0, 0], .renamed(10, name: "abc"), "a new name"),
        (0x200, [11, 10, 0x0063_6261, 0, 0, 0], nil, "a thread's new name"),
        (0x8000_0000, [10, 10, 0, 17], .exited(10), "exit"),
        (0x8000_0000, [11, 10, 0, 17], nil, "a thread ends"),
        (4, [10, 10, 0, 0], nil, "a change of user"),
    ]

    @Test("is read, threads left out", arguments: cases)
    func read(what: UInt32, fields: [UInt32], expected: ProcessEvent?, reason: String) {
        let bytes = message(what, fields)
        let event = ProcessEvent(bytes.span)
        #expect(event == expected, "\(reason)")
    }

    @Test("passes the filter exactly if it is read", arguments: cases)
    func filter(what: UInt32, fields: [UInt32], expected: ProcessEvent?, reason: String) {
        let machine = FilterMachine(program: PacketFilter.processEvents.instructions)
        #expect(machine.passes(message(what, fields)) == (expected != nil), "\(reason)")
    }

    @Test("an acknowledgement passes the filter")
    func acknowledgement() {
        let machine = FilterMachine(program: PacketFilter.processEvents.instructions)
        #expect(machine.passes(message(0, [0])) == true)
    }

    @Test("cut off, is none", arguments: 0..<60)
    func cutOff(count: Int) {
        let bytes = Array(message(2, [10, 10]).prefix(count))
        let event = ProcessEvent(bytes.span)
        #expect((event == nil) == (count < 60))
    }
}
