package import SSH

/// Something that went wrong with one host.
package struct HostError: Error, CustomStringConvertible {
    package enum Reason: Sendable {
        case connection(SSHError)
        /// A command that ended badly, by its title.
        case command(String, CommandResult)
        case other(String)
    }

    package var host: String
    package var reason: Reason

    package init(host: String, reason: Reason) {
        self.host = host
        self.reason = reason
    }

    /// Whether the host could not be reached or went away, as opposed to having answered "no".
    package var isUnreachable: Bool {
        if case .connection(let error) = reason { error.isUnreachable } else { false }
    }

    package var description: String {
        switch reason {
        case .connection(let error): "\(error)"
        case .command(let title, let result): "\(host): could not \(title): \(result.ending.text)\(Self.text(result))"
        case .other(let message): "\(host): \(message)"
        }
    }

    /// The last lines of what the command said, indented.
    private static func text(_ result: CommandResult) -> String {
        let said = result.errorText + (result.errorText.isEmpty ? result.outputText : "")
        let lines = said.split(separator: "\n").suffix(20)
        return lines.map { "\n    \($0)" }.joined()
    }
}

extension CommandResult.Ending {
    /// `exit status 1`, `ended by SIGKILL`
    package var text: String {
        switch self {
        case .exited(let status): "exit status \(status)"
        case .signalled(let signal): "ended by SIG\(signal)"
        }
    }
}
