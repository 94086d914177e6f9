import Inventory
package import Rendering
package import SSH

/// What the operator wants to read of the journals.
package struct LogQuery: Hashable, Sendable {
    /// Hosts to ask; empty for all.
    package var hosts: [String]
    /// The newest so many entries; nil for all.
    package var lines: Int?
    /// Not older than this: a duration (`10m`), or what journalctl's `--since` takes.
    package var since: String?
    /// Goes on with new entries as they come.
    package var follows: Bool

    package init(hosts: [String] = [], lines: Int? = 100, since: String? = nil, follows: Bool = false) {
        self.hosts = hosts
        self.lines = lines
        self.since = since
        self.follows = follows
    }

    /// The question for one host: the journal of the cluster's units.
    package func command(for configuration: HostConfiguration) -> RemoteCommand {
        var arguments = ["journalctl", "--quiet", "--no-pager", "--output=json"]
        arguments += [
            "--output-fields=MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,SYSLOG_PID,_COMM,_PID,_SYSTEMD_UNIT",
            "--lines=\(lines.map(String.init) ?? "all")",
        ]
        // What keepalived writes whenever it is asked for its state is no news, and must not use up the lines asked for.
        arguments.append("--grep=^(?!Printing (parent|VRRP) data for process)")
        arguments += configuration.services.map { "--unit=\($0.rawValue)" }
        if let since { arguments.append("--since=\(Self.start(since))") }
        if follows { arguments.append("--follow") }
        return RemoteCommand(title: "read the journal", arguments: arguments)
    }

    /// journalctl takes `-600s` for ten minutes ago.
    private static func start(_ since: String) -> String {
        guard let duration = DurationText.parse(since) else { return since }
        return "-\(Int((duration / .seconds(1)).rounded(.up)))s"
    }
}
