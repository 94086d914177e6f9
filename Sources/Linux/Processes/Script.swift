internal import CLinux

/// A program that was started and has not been reaped: no shell, no descriptor of ours, in a process group of its own,
/// without our signals, capabilities and real-time priority. Keep it until `reap` tells its end, else it stays in the
/// process table. The descriptor is readable once it has ended.
package struct Script: ~Copyable {
    /// What to start.
    package struct Command: Hashable, Sendable {
        /// The program's path and its parameters.
        package var arguments: [String]
        /// `NAME=value`
        package var environment: [String]
        /// As whom; nil for whoever we are. Anybody else needs CAP_SETUID and CAP_SETGID.
        package var account: Account?
        /// Whether its output goes where ours goes; else it is thrown away.
        package var inheritsOutput: Bool

        package init(
            arguments: [String], environment: [String] = [], account: Account? = nil, inheritsOutput: Bool = false
        ) {
            self.arguments = arguments
            self.environment = environment
            self.account = account
            self.inheritsOutput = inheritsOutput
        }
    }

    /// How it ended.
    package enum End: Hashable, Sendable {
        case exited(Int32)
        /// By which signal.
        case killed(Int32)
        /// It never began: the file is missing or may not be executed, or the user may not be changed.
        case notStarted(LinuxError)
    }

    package let descriptor: Descriptor
    package let process: Int32
    /// `/etc/keepalived/check.sh`
    package let path: String
    /// From which the child's report comes if it cannot become the program; empty otherwise.
    private let report: Descriptor

    /// Starts a program and does not wait for it: whether it could be executed is told by `reap`.
    package init(_ command: Command) throws(LinuxError) {
        let path = command.arguments.first ?? ""
        let context = "start \(path)"
        guard !path.isEmpty, !(command.arguments + command.environment).contains(where: { $0.utf8.contains(0) }) else {
            throw LinuxError(call: "execve", code: EINVAL, context: context, detail: "a word is empty or has a NUL")
        }
        let null = try File.open("/dev/null", O_RDWR, context)
        var ends = try Pipe().split()
        guard let reading = ends.reading.take(), let writing = ends.writing.take() else {
            preconditionFailure("both ends of a new pipe are there")
        }
        let output = command.inheritsOutput ? -1 : null.number
        let process = try attempt("fork", context) {
            Self.spawn(path, command, input: null.number, output: output, report: writing.number)
        }
        // It cannot have been reaped, so the number is still its own.
        let watch = try attempt("pidfd_open", context) { linux_watch_process(Int32(process)) }
        descriptor = Descriptor(owning: Int32(watch))
        self.process = Int32(process)
        report = reading
        self.path = path
    }

    private static func spawn(
        _ path: String, _ command: Command, input: Int32, output: Int32, report: Int32
    ) -> Int {
        let groups = command.account?.groups ?? []
        // Every pointer lives until the closure it is given to returns, which is after the fork; the child has a copy.
        return unsafe withCStrings(command.arguments) { arguments in
            unsafe withCStrings(command.environment) { environment in
                unsafe path.withCString { path in
                    unsafe groups.withUnsafeBufferPointer { groups in
                        var child = unsafe linux_child(
                            path: path, arguments: arguments, environment: environment,
                            changes_user: command.account == nil ? 0 : 1, user: command.account?.user ?? 0,
                            group: command.account?.group ?? 0, groups: groups.baseAddress,
                            group_count: groups.count, input: input, output: output, report: report)
                        return unsafe linux_spawn(&child)
                    }
                }
            }
        }
    }

    /// Its end, nil while it runs. Call no more after it told the end.
    package func reap() throws(LinuxError) -> End? {
        var (code, status): (Int32, Int32) = (0, 0)
        let hasEnded = try attempt("waitid", "wait for \(path)") {
            unsafe linux_reap(descriptor.number, &code, &status)
        }
        guard hasEnded == 1 else { return nil }
        if let failure = try failure() { return .notStarted(failure) }
        return code == CLD_EXITED ? .exited(status) : .killed(status)
    }

    /// Why it never began, nil if it did.
    private func failure() throws(LinuxError) -> LinuxError? {
        var message = [UInt8](repeating: 0, count: 8)
        guard try report.read(into: &message, "wait for \(path)") == 8, let stage = message.span.signed32(at: 0),
            let code = message.span.signed32(at: 4)
        else { return nil }
        let (call, detail) = Self.words(stage: UInt32(bitPattern: stage))
        return LinuxError(call: call, code: code, context: "start \(path)", detail: detail)
    }

    private static func words(stage: UInt32) -> (call: String, detail: String) {
        switch stage {
        case linux_child_group.rawValue: ("setpgid", "")
        case linux_child_streams.rawValue: ("dup2", "")
        case linux_child_groups.rawValue: ("setgroups", "another user needs CAP_SETGID")
        case linux_child_gid.rawValue: ("setgid", "another user needs CAP_SETGID")
        case linux_child_uid.rawValue: ("setuid", "another user needs CAP_SETUID")
        default: ("execve", "")
        }
    }

    /// Sends a signal to it and to all it has started that stayed in its group. Only before `reap` told its end: until
    /// then the group's number is nobody else's.
    package func signalGroup(_ number: Int32) throws(LinuxError) {
        do throws(LinuxError) {
            try attempt("kill", "signal \(path)") { linux_kill(-process, number) }
        } catch let error where error.code == ESRCH {
            // Nobody is left in it.
        }
    }
}

/// Calls `body` with the words as `execve` wants them: an array of C strings that ends with a null pointer.
private func withCStrings<Result>(
    _ words: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>?) -> Result
) -> Result {
    var pointers = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe pointers.withUnsafeMutableBufferPointer { unsafe body(UnsafePointer($0.baseAddress)) }
}
