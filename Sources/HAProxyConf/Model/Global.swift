package import Addresses

/// `global`: what holds for the whole process.
package struct Global: Sendable {
    /// Shown on the statistics page and by `show info`.
    package let description: String?
    /// nil: the host's name.
    package let node: String?
    /// Where lines about the process go, and what `log global` in a proxy means.
    package let logs: [LogTarget]
    /// nil: the name of the program.
    package let logTag: String?
    package let chroot: String?
    package let user: ProcessAccount?
    package let group: ProcessAccount?
    package let isDaemon: Bool
    package let pidFile: String?
    /// Client connections of all frontends together; nil: what the limit of open files allows.
    package let maxConnections: Int?
    /// 1 to 64; nil: one for each processor.
    package let threads: Int?
    /// How long a soft stop may last; nil: as long as there are connections.
    package let hardStopAfter: Duration?
    /// By how many per cent, 0 to 50, the times of health checks vary.
    package let spreadChecks: Int
    package let runtimeSockets: [RuntimeSocket]
    /// How long a runtime socket's client may be silent.
    package let runtimeTimeout: Duration
    /// How many clients the runtime sockets serve at once.
    package let runtimeMaxConnections: Int
}

/// A user or group of the system.
package enum ProcessAccount: Hashable, Sendable {
    case name(String)
    case id(UInt32)
}

/// `stats socket`: where commands are taken from (management.txt §9.3).
package struct RuntimeSocket: Sendable {
    package enum Endpoint: Hashable, Sendable {
        /// A UNIX stream socket.
        case path(String)
        case ip(IPAddress, port: UInt16)
    }

    /// What its clients may do.
    package enum Level: Int, Hashable, Sendable {
        case user
        case `operator`
        case admin
    }

    package let endpoint: Endpoint
    /// Permission bits; nil: as the umask leaves them.
    package let mode: UInt16?
    package let user: ProcessAccount?
    package let group: ProcessAccount?
    package let level: Level
    package let location: SourceLocation
}
