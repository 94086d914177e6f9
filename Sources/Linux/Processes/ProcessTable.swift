/// The processes that there are, as /proc shows them (proc(5)). Processes that end while they are looked at are as if
/// they had not been there.
package struct ProcessTable: Sendable {
    private let root: String

    /// - Parameter root: where proc is mounted.
    package init(root: String = "/proc") {
        self.root = root
    }

    /// Begins a walk through all of them.
    package func walk() throws(LinuxError) -> ProcessWalk { try ProcessWalk(root: root) }

    package func look(at process: Int32) -> ProcessLook { ProcessLook("\(root)/\(process)") }

    /// The numbers of the processes that are meant by each pattern, in no order. Takes about 15 µs a process.
    package func processes(
        matching patterns: [ProcessPattern]
    ) throws(LinuxError) -> [ProcessPattern: Set<Int32>] {
        var found: [ProcessPattern: Set<Int32>] = [:]
        var walk = try walk()
        while case let numbers = try walk.next(), !numbers.isEmpty {
            for number in numbers {
                var look = look(at: number)
                for pattern in patterns where look.matches(pattern) { found[pattern, default: []].insert(number) }
            }
        }
        return found
    }

    /// Whether the process of this number is meant. Those that have ended and wait for their parent are not.
    package func process(_ process: Int32, matches pattern: ProcessPattern) -> Bool {
        var look = look(at: process)
        return look.matches(pattern)
    }

    /// Name and state, nil if there is no such process.
    package func status(of process: Int32) -> ProcessStatus? {
        guard let stat = try? File.read("\(root)/\(process)/stat", limit: 4096) else { return nil }
        return ProcessStatus(stat: stat)
    }
}

/// What `/proc/PID/stat` says.
package struct ProcessStatus: Hashable, Sendable {
    /// At most 15 bytes.
    package let name: String
    /// `R`, `S`, `D`, `Z`, …
    package let state: UInt8

    /// Zombie or dead.
    package var hasEnded: Bool { [UInt8(ascii: "Z"), UInt8(ascii: "X"), UInt8(ascii: "x")].contains(state) }

    /// Reads `1234 (name) S …`. The name may contain anything, parentheses and spaces too: it ends at the last one.
    package init?(stat: [UInt8]) {
        guard let start = stat.firstIndex(of: UInt8(ascii: "(")), let end = stat.lastIndex(of: UInt8(ascii: ")")),
            start < end, end + 2 < stat.count
        else { return nil }
        name = String(decoding: stat[(start + 1)..<end], as: UTF8.self)
        state = stat[end + 2]
    }
}
