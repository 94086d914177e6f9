internal import CLinux

/// The processes that there are, as /proc shows them (proc(5)). Processes that end while they are looked at are as if
/// they had not been there.
package struct ProcessTable: Sendable {
    private let root: String

    /// - Parameter root: where proc is mounted.
    package init(root: String = "/proc") {
        self.root = root
    }

    /// The numbers of the processes that are meant, in no order.
    package func processes(matching pattern: ProcessPattern) throws(LinuxError) -> [Int32] {
        let context = "look through the processes in \(root)"
        var code: Int32 = 0
        guard let folder = unsafe linux_open_folder(root, &code) else {
            throw LinuxError(call: "opendir", code: code, context: context)
        }
        // `folder` is a folder that only we know, open until here.
        defer { _ = unsafe closedir(folder) }
        var found: [Int32] = []
        while case let number = unsafe linux_next_number(folder), number > 0 {
            let process = Int32(number)
            if self.process(process, matches: pattern) { found.append(process) }
        }
        return found
    }

    /// Whether the process of this number is meant. Those that have ended and wait for their parent are not.
    package func process(_ process: Int32, matches pattern: ProcessPattern) -> Bool {
        // Few are meant: whether one has ended, which is dearer to know, is asked of those alone.
        guard isMeant(process, by: pattern), let status = status(of: process) else { return false }
        return !status.hasEnded
    }

    private func isMeant(_ process: Int32, by pattern: ProcessPattern) -> Bool {
        guard pattern.needsCommandLine else {
            guard let name = try? File.read("\(root)/\(process)/comm", limit: 64), name.last == UInt8(ascii: "\n")
            else { return false }
            return pattern.matches(name: String(decoding: name.dropLast(), as: UTF8.self))
        }
        // A command line may have megabytes, but none so long is one to be tracked.
        guard let commandLine = try? File.read("\(root)/\(process)/cmdline", limit: 131_072) else { return false }
        return pattern.matches(commandLine: commandLine)
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
