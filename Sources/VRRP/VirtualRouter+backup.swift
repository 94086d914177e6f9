import Addresses

/// The backup state (RFC 3768 §6.4.2, RFC 5798 §6.4.2).
extension VirtualRouter {
    /// Master_Down_Timer ran out. A member of a sync group waits until every member wants to be master, and asks again
    /// an interval later.
    mutating func expire(_ backup: Backup, _ now: Instant, _ actions: inout Actions) {
        guard now >= backup.masterDown else { return }
        guard settings.isInSyncGroup else { return becomeMaster(backup.reason, now, &actions) }
        var waiting = backup
        waiting.wantsMaster = true
        waiting.masterDown = now + backup.masterInterval
        state = .backup(waiting)
    }

    mutating func hear(
        _ advertisement: Advertisement, from source: IPAddress, as backup: Backup, _ now: Instant,
        _ actions: inout Actions
    ) {
        var backup = backup
        if advertisement.priority == 0 {
            backup.masterDown = now.adding(skewTime(backup.masterInterval))
            backup.reason = .masterStopped
            backup.wantsMaster = false
        } else if accepts(advertisement, &backup, now, &actions) {
            backup.wantsMaster = false
            backup.reason = .masterDown
            learnInterval(advertisement, &backup, &actions)
            backup.masterDown = now.adding(masterDownInterval(backup.masterInterval))
            backup.master = Peer(address: source, priority: advertisement.priority)
        } else {
            counters.advertisementsIgnored &+= 1
            backup.reason = .preemption
            backup.master = Peer(address: source, priority: advertisement.priority)
        }
        state = .backup(backup)
    }

    /// "If Preempt_Mode is False, or if the Priority in the ADVERTISEMENT is greater than or equal to the local
    /// Priority" (RFC 5798 §6.4.2), or a lower master is put up with for `preempt_delay`.
    private func accepts(
        _ advertisement: Advertisement, _ backup: inout Backup, _ now: Instant, _ actions: inout Actions
    ) -> Bool {
        if advertisement.priority >= effectivePriority {
            backup.preemptionDelayedUntil = nil
            return true
        }
        guard effectivePriority != RouterSettings.ownerPriority else { return false }
        guard settings.preempts else { return true }
        guard settings.preemptDelay > .zero else { return false }
        if let until = backup.preemptionDelayedUntil { return now < until }
        let until = now + settings.preemptDelay
        backup.preemptionDelayedUntil = until
        actions.append(.note(.preemptionDelayed(until)))
        return true
    }

    /// "Set Master_Adver_Interval to Adver Interval contained in the ADVERTISEMENT" (RFC 5798 §6.4.2).
    private func learnInterval(_ advertisement: Advertisement, _ backup: inout Backup, _ actions: inout Actions) {
        guard settings.version == .v3, advertisement.interval != backup.masterInterval else { return }
        backup.masterInterval = advertisement.interval
        actions.append(.note(.masterInterval(advertisement.interval)))
    }
}
