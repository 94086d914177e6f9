package import Rendering
package import SSH

/// The one question a host is asked.
package enum ObservationScript {
    /// - Parameters:
    ///   - asksKeepalived: whether a running keepalived is made to write its data file.
    ///   - waits: whether a deploy's step that still runs on the host, its operator gone, comes to its end first.
    package static func command(
        for configuration: HostConfiguration, asksKeepalived: Bool = true, waits: Bool = false
    ) -> RemoteCommand {
        let units = configuration.services + configuration.unwanted
        let settings = [
            "files": configuration.files.map(\.path),
            "units": units.map(\.rawValue),
            "packages": configuration.packages,
            "sysctls": configuration.sysctls.map(\.key),
            "site": configuration.servesSite ? [Configuration.Path.documentRoot] : [],
            "dump": [asksKeepalived && configuration.role == .balancer ? "1" : "0"],
            "waits": [waits ? "1" : "0"],
        ]
        let assignments = settings.sorted { $0.key < $1.key }.map { key, words in
            "\(key)=\(RemoteCommand.quoted(words.joined(separator: " ")))\n"
        }
        let script = String(decoding: PackageResources.observe_sh, as: UTF8.self)
        return .script(assignments.joined() + script, title: "read the host's state")
    }
}
