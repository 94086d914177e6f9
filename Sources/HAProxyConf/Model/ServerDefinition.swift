/// `server`, with what it inherits from `default-server`.
package struct ServerDefinition: Sendable {
    package enum Port: Hashable, Sendable {
        case fixed(UInt16)
        /// The port the client came to, and so many more. 0 when the address has no port.
        case client(offset: Int)
    }

    /// Which traffic counts as health checks beside the checks (`observe`).
    package enum Observation: Int, Hashable, Sendable {
        case none
        case layer4
        case layer7
    }

    /// What `errorLimit` observed errors in a row do (`on-error`).
    package enum ErrorAction: Int, Hashable, Sendable {
        /// The next checks come in `fastInterval`.
        case fastInterval
        /// They count as a failed check.
        case failCheck
        /// One failed check more takes the server down.
        case suddenDeath
        case markDown
    }

    /// When and where it is checked.
    package struct Check: Equatable, Sendable {
        package let isEnabled: Bool
        /// nil: the server's own.
        package let address: HostAddress?
        /// nil: the port of `address` if one was given there, else the server's.
        package let port: UInt16?
        package let interval: Duration
        /// Between states; `interval` unless given.
        package let fastInterval: Duration
        /// While down; `interval` unless given.
        package let downInterval: Duration
        /// Successes in a row that bring it up.
        package let rise: Int
        /// Failures in a row that take it down.
        package let fall: Int
        /// Whether a check begins with a PROXY protocol header: `send-proxy` on a server that has no own check address
        /// or port (configuration.txt §5.2, `check-send-proxy`).
        package let sendsProxyHeader: Bool
    }

    package let name: String
    /// Its place among the servers of the backend, from 1 (`sid` of the statistics).
    package let id: Int
    package let location: SourceLocation
    package let address: HostAddress
    package let port: Port
    /// 0 to 256.
    package let weight: Int
    package let isBackup: Bool
    /// Starts in maintenance.
    package let isDisabled: Bool
    package let check: Check
    package let observation: Observation
    package let errorLimit: Int
    package let errorAction: ErrorAction
    /// What the persistence cookie says for it.
    package let cookie: [UInt8]?
    /// 0: any number.
    package let maxConnections: Int
    /// 0: any number.
    package let maxQueue: Int
    /// Zero: the full weight at once.
    package let slowStart: Duration
    /// Whether connections begin with a PROXY protocol header of version 1.
    package let sendsProxyHeader: Bool
    /// `on-marked-down shutdown-sessions`.
    package let endsSessionsWhenDown: Bool
    /// `on-marked-up shutdown-backup-sessions`.
    package let endsBackupSessionsWhenUp: Bool
}
