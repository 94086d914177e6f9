package import Addresses

/// `global_defs`: what holds for all instances.
package struct GlobalDefinitions: Hashable, Sendable {
    /// nil: the host's name.
    package let routerID: String?
    package let multicastGroup4: IPAddress
    package let multicastGroup6: IPAddress
    /// Who runs scripts; nil: keepalived_script if there is such a user, else the user of the daemon.
    package let scriptUser: ScriptUser?
    /// Whether a script that others than root could change must not run as root.
    package let isScriptSecurityEnabled: Bool
    /// 1 to 99 under SCHED_RR; nil: ordinary scheduling.
    package let realTimePriority: Int?
    /// Whether memory is locked.
    package let isMemoryLocked: Bool
}

/// A user, and a group where one is named, to run a script as.
package struct ScriptUser: Hashable, Sendable, CustomStringConvertible {
    package let user: String
    /// nil: the user's own.
    package let group: String?

    package init(user: String, group: String? = nil) {
        self.user = user
        self.group = group
    }

    package var description: String { group.map { "\(user):\($0)" } ?? user }
}

/// A command with its arguments, ready for execve.
package struct ScriptCommand: Hashable, Sendable {
    /// At least one; the first is the program.
    package let arguments: [String]
    /// nil: see `GlobalDefinitions.scriptUser`.
    package let user: ScriptUser?
    package let location: SourceLocation
}
