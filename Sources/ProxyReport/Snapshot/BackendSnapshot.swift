/// What a backend has done. Counts are since the process started, rates are per second.
package struct BackendSnapshot: Sendable {
    /// Whether a server can be chosen. A backend without servers counts as up.
    package var isUp = true
    package var cookieName: String?
    /// `balance`'s first word.
    package var algorithm = "roundrobin"
    package var weight: UInt32 = 0
    /// Usable servers that are no backups, and usable backups.
    package var activeServers: UInt32 = 0
    package var backupServers: UInt32 = 0
    /// `option allbackups`: else only the first usable backup serves.
    package var usesAllBackups = false
    package var downTransitions: UInt64 = 0
    package var secondsSinceChange: UInt32 = 0
    package var downtimeSeconds: UInt32 = 0

    package var currentQueue: UInt32 = 0
    package var maximumQueue: UInt32 = 0
    package var currentSessions: UInt32 = 0
    package var maximumSessions: UInt32 = 0
    /// `fullconn`.
    package var sessionLimit: UInt32 = 0
    package var totalSessions: UInt64 = 0
    package var balancedSessions: UInt64 = 0
    package var sessionRate: UInt32 = 0
    package var maximumSessionRate: UInt32 = 0
    package var totalRequests: UInt64 = 0
    package var bytesIn: UInt64 = 0
    package var bytesOut: UInt64 = 0
    package var deniedRequests: UInt64 = 0
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
    package var secondsSinceSession: UInt32?
    package var averageTimes = StageTimes()
    package var maximumTimes = StageTimes()
    package var connectionAttempts: UInt64 = 0
    package var connectionReuses: UInt64 = 0
    package var http1 = HTTP1Counts()

    package init() {}
}
