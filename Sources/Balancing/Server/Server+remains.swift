/// What of a server outlives its process: a reload is another process.
extension Server {
    package struct Remains: Hashable, Sendable {
        /// The weight as it is, and as the configuration said.
        package var weight = 1
        package var configuredWeight = 1
        /// Whether the configuration said `disabled`.
        package var isDisabled = false
        package var operational = OperationalState.running
        package var administrative: AdministrativeState = []
        /// Nil without `check`.
        package var health: HealthCounter?
        package var lastReport = CheckReport(.unknown)
        package var lastChange = Instant(nanoseconds: 0)
        package var counters = ServerCounters()

        package init() {}
    }

    package var remains: Remains {
        var remains = Remains()
        remains.weight = weight
        remains.configuredWeight = settings.weight
        remains.isDisabled = settings.isDisabled
        remains.operational = operational
        remains.administrative = administrative
        remains.health = health
        remains.lastReport = lastReport
        remains.lastChange = lastChange
        remains.counters = counters
        return remains
    }

    /// A server that another one can continue, and no more.
    package init(_ remains: Remains) {
        var settings = ServerSettings()
        settings.weight = remains.configuredWeight
        settings.isDisabled = remains.isDisabled
        if let health = remains.health {
            var check = CheckSettings()
            check.rise = health.rise
            check.fall = health.fall
            settings.check = check
        }
        self.init(settings, start: remains.lastChange)
        weight = min(max(remains.weight, 0), ServerSettings.maximumWeight)
        operational = remains.operational
        administrative = remains.administrative
        health = remains.health
        lastReport = remains.lastReport
        counters = remains.counters
    }
}

extension ServerCounters {
    package init(failedChecks: Int, downTransitions: Int, failedAnalyses: Int, downTime: Interval) {
        self.failedChecks = failedChecks
        self.downTransitions = downTransitions
        self.failedAnalyses = failedAnalyses
        self.downTime = downTime
    }
}
