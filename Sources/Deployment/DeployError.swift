package import Fleet

/// Why a deploy did not reach its end.
package enum DeployError: Error, CustomStringConvertible {
    /// Another deploy holds the cluster's lock.
    case locked(host: String, holder: String)
    /// The lock went away while the deploy was at work; the hosts changed so far stay as they are.
    case lockLost(host: String)
    /// Nothing was changed: hosts that must answer do not.
    case unreachable([HostError])
    /// Nothing was changed: hosts that cannot be deployed to, or new files that a host refuses.
    case refused([HostError])
    /// A host failed while it was changed. `restored` are the hosts that were put back.
    case failed(HostError, restored: [String], notRestored: [HostError])
    case interrupted(restored: [String], notRestored: [HostError])
    /// Everything is in place, and the cluster does not do its job.
    case unverified([String], hasChanged: Bool)
    /// Hosts that could not be returned to what they were.
    case rollbackFailed([HostError])
    /// A host was named that the inventory does not have.
    case unknownHost(String, known: [String])

    package var description: String {
        switch self {
        case .locked(let host, let holder):
            """
            another deploy is at work: \(holder) holds the lock on \(host)
            Wait for it; the lock goes away with the holder's connection, and needs no removing.
            """
        case .lockLost(let host):
            """
            the lock on \(host) went away: this machine was silent for too long, and another deploy may have begun.
            Nothing more was changed. Look at `cluster status`, and run `cluster deploy` again.
            """
        case .unreachable(let errors): Self.lines(errors) + "\nNothing was changed."
        case .refused(let errors): Self.lines(errors) + "\nNothing was replaced on any host."
        case .failed(let error, let restored, let notRestored):
            "\(error)\n" + Self.wayBack(restored, notRestored)
        case .interrupted(let restored, let notRestored):
            "interrupted\n" + Self.wayBack(restored, notRestored)
        case .unverified(let findings, let hasChanged):
            Self.unverified(findings, hasChanged)
        case .rollbackFailed(let errors):
            Self.lines(errors) + "\nThe other hosts are as they were before the deploy. Run `cluster rollback` again."
        case .unknownHost(let name, let known):
            "the inventory has no host '\(name)'; it has \(known.joined(separator: ", "))"
        }
    }

    private static func unverified(_ findings: [String], _ hasChanged: Bool) -> String {
        let head =
            hasChanged
            ? "the new configuration is in place, and the cluster is not as it should be:"
            : "there was nothing to change, and the cluster is not as it should be:"
        let hint =
            "`cluster status` shows more" + (hasChanged ? "; `cluster rollback` returns to what was before." : ".")
        return ([head] + findings.map { "  \($0)" } + [hint]).joined(separator: "\n")
    }

    private static func lines(_ errors: [HostError]) -> String { errors.map(\.description).joined(separator: "\n") }

    private static func wayBack(_ restored: [String], _ notRestored: [HostError]) -> String {
        var lines: [String] = []
        if restored.isEmpty && notRestored.isEmpty { lines.append("No host was changed.") }
        if !restored.isEmpty { lines.append("Put back as before: \(restored.joined(separator: ", ")).") }
        lines += notRestored.map { "NOT put back: \($0)" }
        if !notRestored.isEmpty {
            lines.append("Run `cluster deploy` again, or `cluster rollback`, once the host answers.")
        }
        return lines.joined(separator: "\n")
    }
}
