/// A reload: the server goes on under another configuration.
extension Server {
    /// What an operator set survives, and what the checks found out, as HAProxy carries it over by its state file
    /// (management.txt §9.3, `show servers state`):
    /// - maintenance and drain, unless the maintenance came from a `disabled` that the configuration no longer has;
    /// - the weight, unless the configuration's own weight changed;
    /// - up or down, with its counter as far as the new `rise` and `fall` allow, if it is checked before and after.
    ///
    /// - Parameter schedule: as for a new server.
    package init(_ settings: ServerSettings, continuing old: Server, at now: Instant, schedule: CheckSchedule? = nil) {
        self.init(settings, start: now, schedule: schedule)
        counters = old.counters
        lastChange = old.lastChange
        if settings.weight == old.settings.weight { weight = old.weight }
        if settings.check != nil, old.settings.check != nil {
            lastReport = old.lastReport
            health?.resume(old.health)
        }
        continueAdministration(old)
        continueOperation(old, now)
    }

    private mutating func continueAdministration(_ old: Server) {
        if old.administrative.isDrain { administrative.insert(.forcedDrain) }
        let endsWithConfiguration = old.administrative.contains(.configuredMaintenance)
        if old.administrative.isMaintenance, !endsWithConfiguration { administrative.insert(.forcedMaintenance) }
        // An operator made it ready although the configuration says `disabled`: it stays ready.
        if !old.administrative.isMaintenance, settings.isDisabled, old.settings.isDisabled {
            administrative.subtract([.forcedMaintenance, .configuredMaintenance])
            health?.resume(old.health)
        }
    }

    private mutating func continueOperation(_ old: Server, _ now: Instant) {
        if administrative.isMaintenance {
            operational = .stopped
        } else if old.administrative.isMaintenance {
            // The maintenance ended with the old configuration.
            health?.setBarelyUp()
            becomeUp(now)
        } else if let health {
            operational = health.isUp ? (old.operational == .stopped ? .running : old.operational) : .stopped
        } else {
            operational = old.operational == .stopped && old.settings.check != nil ? .running : old.operational
        }
        if operational == .starting, nextWarmup == nil {
            nextWarmup = now + warmupInterval
            if settings.slowStartSeconds == 0 {
                operational = .running
                nextWarmup = nil
            }
        }
    }
}
