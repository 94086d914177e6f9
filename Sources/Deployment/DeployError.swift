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
    /// The cluster does not do its job; what it was made to be stands as `Standing` says.
    case unverified([String], Standing)
    /// Ctrl-C came while the cluster was asked whether it does its job.
    case interruptedVerifying(Standing)
    /// Hosts that could not be returned to what they were.
    case rollbackFailed([HostError])
    /// A host was named that the inventory does not have.
    case unknownHost(String, known: [String])

    /// What stands on the hosts when a verification fails.
    package enum Standing: Sendable {
        case unchanged
        case changed
        case rolledBack
        /// What was there before stands again, as the page had been served with it.
        case putBack(restored: [String], notRestored: [HostError])
    }

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
        case .unreachable(let errors): Self.lines(errors) + "\nNothing was replaced on any host."
        case .refused(let errors): Self.lines(errors) + "\nNothing was replaced on any host."
        case .failed(let error, let restored, let notRestored):
            "\(error)\n" + Self.wayBack(restored, notRestored)
        case .interrupted(let restored, let notRestored):
            "interrupted\n" + Self.wayBack(restored, notRestored)
        case .unverified(let findings, let standing):
            Self.unverified(findings, standing)
        case .interruptedVerifying(let standing):
            "interrupted before the cluster had answered whether it does its job\n\(Self.words(standing))."
        case .rollbackFailed(let errors):
            Self.lines(errors) + "\nThe other hosts are as they were before the deploy. Run `cluster rollback` again."
        case .unknownHost(let name, let known):
            "the inventory has no host '\(name)'; it has \(known.joined(separator: ", "))"
        }
    }

    private static func unverified(_ findings: [String], _ standing: Standing) -> String {
        let head = "\(words(standing)), and the cluster is not as it should be:"
        if case .putBack(let restored, let notRestored) = standing {
            let list = "with the new configuration the page is not served, which it was before:"
            return ([list] + findings.map { "  \($0)" } + [wayBack(restored, notRestored)]).joined(separator: "\n")
        }
        var hint = "`cluster status` shows more"
        if case .changed = standing { hint += "; `cluster rollback` returns to what was before" }
        return ([head] + findings.map { "  \($0)" } + [hint + "."]).joined(separator: "\n")
    }

    private static func words(_ standing: Standing) -> String {
        switch standing {
        case .unchanged: "there was nothing to change"
        case .changed: "the new configuration is in place"
        case .rolledBack: "what was there before is in place again"
        case .putBack: "the new configuration was taken back"
        }
    }

    private static func lines(_ errors: [HostError]) -> String { errors.map(\.description).joined(separator: "\n") }

    private static func wayBack(_ restored: [String], _ notRestored: [HostError]) -> String {
        var lines: [String] = []
        if restored.isEmpty && notRestored.isEmpty { lines.append("Nothing was replaced on any host.") }
        if !restored.isEmpty { lines.append("Put back as before: \(restored.joined(separator: ", ")).") }
        lines += notRestored.map { "NOT put back: \($0)" }
        if !notRestored.isEmpty {
            lines.append("Run `cluster deploy` again, or `cluster rollback`, once the host answers.")
        }
        return lines.joined(separator: "\n")
    }
}
