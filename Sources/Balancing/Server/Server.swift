/// One server's state: operational and administrative, its health, its weight and its slow start.
///
/// It takes events and the moment they happen, and returns what to do. It is a value and belongs to one thread; the
/// threads that pick servers get what follows from it (`BalancedServer`) when an action says so.
package struct Server: Sendable {
    package let settings: ServerSettings
    package internal(set) var operational: OperationalState
    package internal(set) var administrative: AdministrativeState
    /// The weight an operator set, at first the configuration's: 0 to 256.
    package internal(set) var weight: Int
    /// Nil without `check`.
    package internal(set) var health: HealthCounter?
    package internal(set) var schedule: CheckSchedule?
    /// What the last check told.
    package internal(set) var lastReport: CheckReport
    /// When its state changed last (the column `lastchg`).
    package internal(set) var lastChange: Instant
    package internal(set) var counters = ServerCounters()
    /// When the weight of a starting server rises next.
    package internal(set) var nextWarmup: Instant?
    /// Errors of live traffic in a row (`observe`).
    var consecutiveErrors = 0
    /// Live traffic asks for the next check after `fastinter`, however healthy the server seems.
    var forcesFastInterval = false

    /// - Parameters:
    ///   - start: when the daemon starts.
    ///   - schedule: when the first check runs; needed with `check`, ignored without.
    package init(_ settings: ServerSettings, start: Instant, schedule: CheckSchedule? = nil) {
        self.settings = settings
        weight = settings.weight
        lastChange = start
        health = settings.check.map { HealthCounter(rise: $0.rise, fall: $0.fall) }
        self.schedule = settings.check == nil ? nil : schedule
        lastReport = CheckReport(settings.check == nil ? .unknown : .initializing)
        operational = settings.isDisabled ? .stopped : .running
        administrative = settings.isDisabled ? [.forcedMaintenance, .configuredMaintenance] : []
        if settings.isDisabled { health?.setWorst() }
    }

    /// Whether requests without persistence may go to it; with weight 0 they may not either.
    package var acceptsNewRequests: Bool {
        (operational == .running || operational == .starting)
            && administrative.isDisjoint(with: [
                .forcedMaintenance, .forcedDrain,
            ])
    }

    /// Whether a persistence cookie that names it is followed (without `option persist`).
    package var acceptsPersistentRequests: Bool { operational != .stopped }
}

/// What the statistics count of a server's health.
package struct ServerCounters: Hashable, Sendable {
    /// `chkfail`: checks that failed while it was not down already.
    package internal(set) var failedChecks = 0
    /// `chkdown`: how often it went from up to down.
    package internal(set) var downTransitions = 0
    /// `hanafail`: how often live traffic failed `error-limit` times in a row.
    package internal(set) var failedAnalyses = 0
    /// `downtime`, of the times that are over.
    package internal(set) var downTime = Interval.zero

    package init() {}
}

extension Server {
    /// The column `downtime`: all the time it was down, until `now`.
    package func downTime(at now: Instant) -> Interval {
        guard operational == .stopped else { return counters.downTime }
        return counters.downTime + max(now - lastChange, .zero)
    }
}
