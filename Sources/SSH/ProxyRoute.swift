/// The program through which a host is reached: ProxyJump or ProxyCommand of OpenSSH's configuration.
struct ProxyRoute: Hashable, Sendable {
    /// The program and its arguments.
    let arguments: [String]
    /// The same as a person would write it.
    let commandLine: String

    /// - Returns: nil when the host is reached directly.
    init?(_ configuration: OpenSSHConfiguration, for destination: SSHDestination, policy: SSHPolicy) {
        if let jump = configuration.proxyJump {
            arguments = Self.jumpArguments(jump, configuration, policy)
            commandLine = arguments.map(RemoteCommand.quoted).joined(separator: " ")
        } else if let command = configuration.proxyCommand {
            commandLine = Self.expanded(command, configuration, originalHost: destination.address)
            arguments = ["sh", "-c", "exec \(commandLine)"]
        } else {
            return nil
        }
    }

    /// `ssh -W` by way of the last host of the list, which is reached by way of those before it. Nobody can answer its
    /// questions, so it asks none.
    private static func jumpArguments(
        _ jump: String, _ configuration: OpenSSHConfiguration, _ policy: SSHPolicy
    ) -> [String] {
        let hosts = jump.split(separator: ",").map(String.init)
        var arguments = ["ssh", "-o", "BatchMode=yes"]
        if let file = policy.configurationFile { arguments += ["-F", file] }
        if hosts.count > 1 { arguments += ["-J", hosts.dropLast().joined(separator: ",")] }
        let last = JumpHost(hosts.last ?? jump)
        if let user = last.user { arguments += ["-l", user] }
        if let port = last.port { arguments += ["-p", port] }
        return arguments + ["-W", "[\(configuration.hostName)]:\(configuration.port)", "--", last.host]
    }

    /// `[user@]host[:port]`, also as an `ssh://` URI, with an IPv6 address in brackets.
    private struct JumpHost {
        var user: String?
        var host: String
        var port: String?

        init(_ text: String) {
            var rest = Substring(text)
            if rest.hasPrefix("ssh://") { rest = rest.dropFirst(6) }
            if let at = rest.lastIndex(of: "@") {
                user = String(rest[..<at])
                rest = rest[rest.index(after: at)...]
            }
            let hostEnd = rest.hasPrefix("[") ? rest.firstIndex(of: "]") ?? rest.startIndex : rest.startIndex
            if let colon = rest[hostEnd...].lastIndex(of: ":") {
                port = String(rest[rest.index(after: colon)...])
                rest = rest[..<colon]
            }
            host = rest.hasPrefix("[") && rest.hasSuffix("]") ? String(rest.dropFirst().dropLast()) : String(rest)
        }
    }

    /// The tokens of ssh_config(5) that a ProxyCommand may use.
    private static func expanded(
        _ command: String, _ configuration: OpenSSHConfiguration, originalHost: String
    ) -> String {
        let tokens: [Character: String] = [
            "%": "%", "h": configuration.hostName, "n": originalHost, "p": String(configuration.port),
            "r": configuration.user, "k": configuration.hostKeyAlias ?? configuration.hostName,
        ]
        var result = ""
        var rest = Substring(command)
        while let percent = rest.firstIndex(of: "%") {
            result += rest[..<percent]
            let token = rest[rest.index(after: percent)...].first
            result += token.flatMap { tokens[$0] } ?? "%\(token.map(String.init) ?? "")"
            rest = rest[percent...].dropFirst(2)
        }
        return result + rest
    }
}
