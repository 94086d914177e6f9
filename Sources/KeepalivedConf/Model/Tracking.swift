/// How what is tracked changes the priority.
package struct Weight: Hashable, Sendable, CustomStringConvertible {
    /// Positive: added while it is up. Negative: added (so taken) while it is down. 0: down is a fault.
    package let value: Int
    /// The other way round; with 0: up is a fault.
    package let isReversed: Bool

    package static let fault = Weight(value: 0, isReversed: false)

    package var description: String { "weight \(value)\(isReversed ? " reverse" : "")" }
}

/// `vrrp_script`: a command whose exit status counts.
package struct VRRPScript: Hashable, Sendable {
    package let name: String
    package let command: ScriptCommand
    /// From one run to the next; whole seconds.
    package let interval: Duration
    /// A run that takes longer has failed.
    package let timeout: Duration
    package let weight: Weight
    /// Successes in a row that count as success.
    package let rise: Int
    /// Failures in a row that count as failure.
    package let fall: Int
    /// Whether it counts as failed until it has succeeded `rise` times.
    package let startsFailed: Bool
    package let location: SourceLocation
}

/// `vrrp_track_process`: a process that must run.
package struct TrackedProcess: Hashable, Sendable {
    /// How the arguments of a process are compared with `parameters`.
    package enum ParameterMatch: Hashable, Sendable {
        /// They are not.
        case none
        /// The same, and no more.
        case exact
        /// The same, but the last may be longer.
        case initial
        /// The first ones are the same.
        case partial
    }

    package let name: String
    /// The process's name, or with `matchesFullCommand` its first argument.
    package let process: String
    package let parameters: [String]
    package let parameterMatch: ParameterMatch
    /// Whether /proc/PID/cmdline is compared, and not the 15 bytes of /proc/PID/comm.
    package let matchesFullCommand: Bool
    package let weight: Weight
    /// How many must run; 0 only where none may.
    package let quorum: Int
    /// How many may run; nil: any number.
    package let quorumMaximum: Int?
    /// How long the quorum must last to count.
    package let forkDelay: Duration
    /// How long its loss must last to count.
    package let terminateDelay: Duration
    package let location: SourceLocation
}

/// A script, process or interface that an instance or group tracks, by name.
package struct TrackedReference: Hashable, Sendable {
    package let name: String
    /// Its own, or that of the script or process.
    package let weight: Weight
    package let location: SourceLocation
}

/// All that an instance or group tracks.
package struct Tracking: Hashable, Sendable {
    package let scripts: [TrackedReference]
    package let processes: [TrackedReference]
    /// Beside the instance's own interface.
    package let interfaces: [TrackedReference]

    package var all: [TrackedReference] { scripts + processes + interfaces }
}

/// The commands run when an instance or group changes its state.
package struct Notifications: Hashable, Sendable {
    /// After the others, on any change, with four more arguments: INSTANCE or GROUP, name, state, priority.
    package let any: ScriptCommand?
    package let master: ScriptCommand?
    package let backup: ScriptCommand?
    package let fault: ScriptCommand?
    package let stop: ScriptCommand?
}

/// `vrrp_sync_group`: instances that change state together.
package struct SyncGroup: Hashable, Sendable {
    package let name: String
    /// Names of instances, at least two, each in one group only.
    package let members: [String]
    package let tracking: Tracking
    package let notifications: Notifications
    /// Whether weights of members and group change priorities (sync_group_tracking_weight).
    package let allowsWeights: Bool
    package let location: SourceLocation
}
