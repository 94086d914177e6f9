/// What the configuration says of one server, as far as balancing and health are concerned (configuration.txt §5.2).
package struct ServerSettings: Hashable, Sendable {
    /// The largest weight (`weight`, `set weight`).
    package static let maximumWeight = 256

    /// `weight`: 0 to 256, by default 1. 0 gets persistent requests only.
    package var weight = 1
    package var isBackup = false
    /// `disabled`: starts in maintenance.
    package var isDisabled = false
    /// Whole seconds, a part of one counted as one; 0 without `slowstart`.
    package var slowStartSeconds = 0
    /// Nil without `check`.
    package var check: CheckSettings?
    package var observe = Observe.none
    /// `error-limit`: errors in a row before `onError` is done.
    package var errorLimit = 10
    package var onError = OnError.failCheck
    /// `on-marked-down shutdown-sessions`.
    package var shutsSessionsWhenDown = false
    /// `on-marked-up shutdown-backup-sessions`.
    package var shutsBackupSessionsWhenUp = false

    package init() {}
}

/// `observe`: whether live traffic says how a server is.
package enum Observe: UInt8, Hashable, Sendable {
    case none
    case layer4
    case layer7
}

/// `on-error`: what follows when live traffic failed `error-limit` times in a row.
package enum OnError: UInt8, Hashable, Sendable {
    /// The next check comes after `fastinter`. The others do this too.
    case fastInterval
    /// As if a check had failed.
    case failCheck
    /// As if checks had failed until one more takes it down.
    case suddenDeath
    /// Down at once.
    case markDown
}
