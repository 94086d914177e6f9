import Rendering

/// What a service was last made to load, as kept on the host in `applied/`: a deploy that was cut off between the
/// files and the service is noticed by the next one.
struct AppliedStamp: Hashable, Sendable {
    /// Hash of the files that a reload loads.
    var reload: String
    /// Hash of the files that only a restart loads.
    var restart: String

    var text: String { "\(reload) \(restart)" }

    init(_ service: Service, _ files: [ManagedFile]) {
        let own = files.filter { $0.service == service }.sorted { $0.path < $1.path }
        func hash(_ files: [ManagedFile]) -> String {
            Fingerprint.of(files.flatMap { [$0.path, $0.content.text] })
        }
        reload = hash(own.filter { !$0.needsRestart })
        restart = hash(own.filter(\.needsRestart))
    }

    init?(text: String?) {
        let parts = (text ?? "").split(separator: " ").map(String.init)
        guard parts.count == 2 else { return nil }
        reload = parts[0]
        restart = parts[1]
    }
}

extension ManagedFile.Content {
    /// The text of a file, or where a link leads.
    var text: String {
        switch self {
        case .text(let text): text
        case .link(let target): "-> \(target)"
        }
    }
}

extension ManagedFile {
    /// Whether the service reads the file at its start only: its unit's own settings.
    var needsRestart: Bool { path.hasPrefix("/etc/default/") || path.hasPrefix("/etc/systemd/") }
}
