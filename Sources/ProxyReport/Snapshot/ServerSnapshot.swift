package import Addresses

/// Whether a server takes traffic, with HAProxy's numbers (`srv_op_state` of the state file).
package enum OperationalState: UInt8, Sendable {
    case stopped = 0
    /// Up, and warming up (`slowstart`).
    case starting = 1
    case running = 2
    /// Up, but only for those who already have it.
    case stopping = 3
}

/// What an operator asked for, with HAProxy's bits (`srv_admin_state` of the state file).
package struct AdministrativeState: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Maintenance was asked for at runtime.
    package static let forcedMaintenance = AdministrativeState(rawValue: 0x01)
    /// The configuration says `disabled`.
    package static let configuredMaintenance = AdministrativeState(rawValue: 0x04)
    /// Drain was asked for at runtime.
    package static let forcedDrain = AdministrativeState(rawValue: 0x08)

    /// Whether the server is in maintenance, for whatever reason.
    package var isMaintenance: Bool { rawValue & 0x23 != 0 }
    /// Whether the server drains, for whatever reason.
    package var isDrain: Bool { rawValue & 0x18 != 0 }
}

/// A server of a backend. Counts are since the process started, rates are per second.
package struct ServerSnapshot: Sendable {
    package var name = ""
    /// Its number in the backend, from 1.
    package var identifier: UInt32 = 0
    package var address: EndpointAddress?
    package var cookie: String?
    package var isBackup = false
    package var operation = OperationalState.running
    package var administration: AdministrativeState = []
    package var check = CheckSnapshot()
    /// `addr` and `port` of the server's checks, where they have their own.
    package var checkAddress: IPAddress?
    package var checkPort: UInt16 = 0

    /// Weight as balancing uses it now: below `userWeight` while the server warms up, 0 while it drains.
    package var weight: UInt32 = 1
    /// Weight as set at runtime.
    package var userWeight: UInt32 = 1
    /// Weight as configured.
    package var initialWeight: UInt32 = 1
    /// Per cent of its weight that a server in slow start has.
    package var throttle: UInt32?

    package var currentQueue: UInt32 = 0
    package var maximumQueue: UInt32 = 0
    /// 0 is without limit.
    package var queueLimit: UInt32 = 0
    package var currentSessions: UInt32 = 0
    package var maximumSessions: UInt32 = 0
    /// `maxconn`; 0 is without limit.
    package var sessionLimit: UInt32 = 0
    package var totalSessions: UInt64 = 0
    /// Sessions that balancing sent here, without those that persistence did.
    package var balancedSessions: UInt64 = 0
    package var sessionRate: UInt32 = 0
    package var maximumSessionRate: UInt32 = 0
    package var totalRequests: UInt64 = 0
    package var bytesIn: UInt64 = 0
    package var bytesOut: UInt64 = 0
    package var deniedResponses: UInt64 = 0
    package var connectionErrors: UInt64 = 0
    package var responseErrors: UInt64 = 0
    package var retries: UInt64 = 0
    package var redispatches: UInt64 = 0
    package var failedRewrites: UInt64 = 0
    package var internalErrors: UInt64 = 0
    package var clientAborts: UInt64 = 0
    package var serverAborts: UInt64 = 0
    package var responses = ResponseCounts()

    package var failedChecks: UInt64 = 0
    package var downTransitions: UInt64 = 0
    /// Seconds since the state last changed.
    package var secondsSinceChange: UInt32 = 0
    package var downtimeSeconds: UInt32 = 0
    /// Checks failed because of live traffic; nil without `observe`.
    package var failedAnalyses: UInt64?
    /// Seconds since the last session; nil before the first.
    package var secondsSinceSession: UInt32?

    package var averageTimes = StageTimes()
    package var maximumTimes = StageTimes()

    /// Connections opened, and requests that found an open one.
    package var connectionAttempts: UInt64 = 0
    package var connectionReuses: UInt64 = 0
    package var idleConnections: UInt32 = 0
    /// `pool-max-conn`; nil is without limit.
    package var idleConnectionLimit: UInt32?
    package var unsafeIdleConnections: UInt32 = 0
    package var safeIdleConnections: UInt32 = 0
    package var usedConnections: UInt32 = 0
    package var maximumUsedConnections: UInt32 = 0
    package var estimatedConnections: UInt32 = 0
    /// Idle connections of each thread.
    package var idleConnectionsByThread: [UInt32] = []
    /// Milliseconds after which idle connections are let go (`pool-purge-delay`).
    package var purgeDelay: UInt32 = 5000

    package init() {}

    /// Whether `show stat up` leaves it out: in maintenance, or down and not on its way up.
    var isPlainlyDown: Bool {
        if administration.isMaintenance { return true }
        return operation == .stopped && (!check.activity.contains(.enabled) || check.health == 0)
    }
}
