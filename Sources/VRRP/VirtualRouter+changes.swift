/// Changes from within: another priority, other settings.
extension VirtualRouter {
    /// A master says so at once; a backup waits for a skew time that fits.
    mutating func changePriority(to priority: UInt8, _ now: Instant, _ actions: inout Actions) {
        guard priority != effectivePriority else { return }
        switch state {
        case .initialize, .fault:
            effectivePriority = priority
        case .backup(var backup):
            let before = skewTime(backup.masterInterval)
            effectivePriority = priority
            // Both Master_Down_Interval and what follows a priority 0 have one Skew_Time in them.
            if !backup.wantsMaster {
                backup.masterDown = backup.masterDown.adding(skewTime(backup.masterInterval) - before)
            }
            state = .backup(backup)
        case .master(var master):
            effectivePriority = priority
            advertise(priority, &actions)
            master.nextAdvertisement = now + settings.interval
            state = .master(master)
        }
    }

    mutating func apply(
        _ new: RouterSettings, effectivePriority: UInt8, _ now: Instant, _ actions: inout Actions
    ) {
        let old = settings
        settings = new
        self.effectivePriority = effectivePriority
        switch state {
        case .initialize, .fault:
            break
        case .backup(var backup):
            // A master's interval that was learnt stays true.
            if settings.version == .v2 || backup.master == nil { backup.masterInterval = new.interval }
            if new.preemptDelay != old.preemptDelay { backup.preemptionDelayedUntil = nil }
            backup.masterDown = now.adding(masterDownInterval(backup.masterInterval))
            backup.wantsMaster = false
            state = .backup(backup)
        case .master(var master):
            actions.append(.replaceAddresses)
            advertise(effectivePriority, &actions)
            master.nextAdvertisement = now + new.interval
            master.schedule.apply(new.gratuitous, now: now)
            announce(max(1, new.gratuitous.refreshRepeat), &actions)
            state = .master(master)
        }
    }
}
