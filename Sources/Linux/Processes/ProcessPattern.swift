internal import CLinux

/// Which processes are meant (`vrrp_track_process` in keepalived.conf(5)).
package struct ProcessPattern: Hashable, Sendable {
    /// How the parameters that were asked for are compared with those that a process has (`param_match`).
    package enum ParameterMatch: Hashable, Sendable {
        /// Those and no others.
        case exact
        /// Those first, whatever follows (`partial`).
        case partial
        /// Those first, and the last may go on (`initial`).
        case initial
    }

    private enum Rule: Hashable, Sendable {
        case name
        /// The first word of the command line, and its parameters if any were asked for, each ended by a NUL.
        case commandLine(parameters: [UInt8], ParameterMatch?)
    }

    package let command: String
    private let rule: Rule

    /// - Parameters:
    ///   - command: the process's name (`/proc/PID/comm`, of which the kernel keeps 15 bytes), or the first word of its
    ///     command line if it is the command line that counts.
    ///   - parameters: what follows on the command line.
    ///   - match: `param_match`; nil if it is not given. Without parameters, `exact` means that there are none.
    ///   - fullCommand: `full_command`. Parameters and `match` mean the command line anyway.
    package init(
        _ command: String, parameters: [String] = [], match: ParameterMatch? = nil, fullCommand: Bool = false
    ) {
        self.command = command
        let match = match ?? (parameters.isEmpty ? nil : .exact)
        let bytes: [UInt8] = parameters.reduce(into: []) { $0 += Array($1.utf8) + [0] }
        rule = fullCommand || match != nil ? .commandLine(parameters: bytes, match) : .name
    }

    /// Whether the command line has to be read, which is much dearer than the name.
    package var needsCommandLine: Bool { rule != .name }

    /// Whether a process of this name is meant; never if it is the command line that counts.
    package func matches(name: String) -> Bool {
        guard rule == .name else { return false }
        // TASK_COMM_LEN is 16, with the NUL.
        return name == command || command.utf8.count > 15 && name.utf8.elementsEqual(command.utf8.prefix(15))
    }

    /// Whether a process of this command line is meant, its words each ended by a NUL as in `/proc/PID/cmdline`; never
    /// if it is the name that counts.
    package func matches(commandLine: [UInt8]) -> Bool {
        guard case .commandLine(let wanted, let match) = rule else { return false }
        let words = commandLine.last == 0 ? commandLine : commandLine + [0]
        guard let end = words.firstIndex(of: 0), words[..<end].elementsEqual(command.utf8) else { return false }
        let given = words[(end + 1)...]
        switch match {
        case nil: return true
        case .exact: return given.elementsEqual(wanted)
        case .partial: return given.starts(with: wanted)
        case .initial: return given.starts(with: wanted.dropLast())
        }
    }
}
