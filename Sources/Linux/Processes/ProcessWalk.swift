internal import CLinux

/// A walk through all processes, a few at a step: to look at each of thousands takes longer than a daemon may be away.
package struct ProcessWalk: ~Copyable {
    /// At most so many a step: about half a millisecond's work, if name and command line of each are read.
    package static let stride = 26

    private let folder: Descriptor
    private let context: String

    /// - Parameter root: where proc is mounted.
    init(root: String) throws(LinuxError) {
        context = "look through the processes in \(root)"
        folder = try File.open(root, O_RDONLY | O_DIRECTORY, context)
    }

    /// The numbers of the next processes, in no order; empty when there are no more. One that begins or ends meanwhile may
    /// be among them or not.
    package mutating func next() throws(LinuxError) -> [Int32] {
        try unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.stride) { buffer throws(LinuxError) in
            // It writes at most `stride` numbers, and says how many.
            let count = try attempt("getdents64", context) {
                unsafe linux_next_numbers(folder.number, buffer.baseAddress, Int32(Self.stride))
            }
            return unsafe Array(buffer[..<count])
        }
    }
}

/// What one process is called: read when it is asked for, and once for all who ask.
package struct ProcessLook {
    private let folder: String
    private var name: [UInt8]?
    private var commandLine: [UInt8]?

    init(_ folder: String) { self.folder = folder }

    /// Whether the process is meant. Those that have ended and wait for their parent are not.
    package mutating func matches(_ pattern: ProcessPattern) -> Bool {
        guard isMeant(by: pattern) else { return false }
        // Few are meant: whether one has ended, which is dearer to know, is asked of those alone.
        guard let stat = try? File.read("\(folder)/stat", limit: 4096), let status = ProcessStatus(stat: stat) else {
            return false
        }
        return !status.hasEnded
    }

    private mutating func isMeant(by pattern: ProcessPattern) -> Bool {
        guard pattern.needsCommandLine else {
            let name = name ?? (try? File.read("\(folder)/comm", limit: 64)) ?? []
            self.name = name
            guard name.last == UInt8(ascii: "\n") else { return false }
            return pattern.matches(name: String(decoding: name.dropLast(), as: UTF8.self))
        }
        // A command line may have megabytes, but none so long is one to be tracked.
        let line = commandLine ?? (try? File.read("\(folder)/cmdline", limit: 131_072)) ?? []
        commandLine = line
        return pattern.matches(commandLine: line)
    }
}
