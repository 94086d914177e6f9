/// What starts and ends the states.
extension VirtualRouter {
    /// RFC 5798 §6.4.1: an owner goes to master, everybody else to backup; with a fault, neither.
    mutating func start(_ now: Instant, reason: Transition.Reason, _ actions: inout Actions) {
        guard role == .initialize || role == .fault else { return }
        guard faults.isEmpty else {
            if role == .initialize { enter(.fault, .fault(faults), now, &actions) }
            return
        }
        if effectivePriority == RouterSettings.ownerPriority, settings.startsAsMaster, !settings.isInSyncGroup {
            becomeMaster(.owner, now, &actions)
        } else {
            becomeBackup(masterInterval: settings.interval, master: nil, reason, now, &actions)
        }
    }

    /// RFC 5798 §6.4.2 and §6.4.3, "If a Shutdown event is received".
    mutating func stop(_ now: Instant, _ actions: inout Actions) {
        guard role != .initialize else { return }
        releaseIfMaster(lastPriority: 0, &actions)
        enter(.initialize, .shutdown, now, &actions)
    }

    /// RFC 5798 §6.4.2: advertise first, so that other backups hear it before their timers run out; then take
    /// the addresses; then tell the neighbours, who would not get an answer before.
    mutating func becomeMaster(_ reason: Transition.Reason, _ now: Instant, _ actions: inout Actions) {
        var master = Master(nextAdvertisement: now + settings.interval)
        advertise(effectivePriority, &actions)
        actions.append(.addAddresses)
        announce(master.schedule.start(now: now, settings.gratuitous), &actions)
        counters.becameMaster &+= 1
        enter(.master(master), reason, now, &actions)
    }

    mutating func becomeBackup(
        masterInterval: AdvertisementInterval, master: Peer?, _ reason: Transition.Reason, _ now: Instant,
        _ actions: inout Actions
    ) {
        let masterDown = now.adding(masterDownInterval(masterInterval))
        enter(
            .backup(Backup(masterDown: masterDown, masterInterval: masterInterval, master: master)), reason, now,
            &actions)
    }

    mutating func raise(_ new: FaultSet, _ now: Instant, _ actions: inout Actions) {
        faults.formUnion(new)
        guard !faults.isEmpty, role == .backup || role == .master else { return }
        releaseIfMaster(lastPriority: 0, &actions)
        enter(.fault, .fault(faults), now, &actions)
    }

    mutating func clear(_ gone: FaultSet, _ now: Instant, _ actions: inout Actions) {
        faults.subtract(gone)
        if role == .fault { start(now, reason: .faultsCleared, &actions) }
    }

    mutating func obey(_ order: Event.GroupOrder, _ now: Instant, _ actions: inout Actions) {
        switch (order, state) {
        case (.master, .backup):
            becomeMaster(.syncGroup, now, &actions)
        case (.backup, .master):
            releaseIfMaster(lastPriority: 0, &actions)
            becomeBackup(masterInterval: settings.interval, master: nil, .syncGroup, now, &actions)
        default:
            break
        }
    }

    /// Takes the addresses off before it says so: at no time shall two have them.
    /// - Parameter lastPriority: of the last advertisement; nil for none.
    mutating func releaseIfMaster(lastPriority: UInt8?, _ actions: inout Actions) {
        guard role == .master else { return }
        actions.append(.removeAddresses)
        if let lastPriority { advertise(lastPriority, &actions) }
        counters.releasedMaster &+= 1
    }

    mutating func enter(_ new: State, _ reason: Transition.Reason, _ now: Instant, _ actions: inout Actions) {
        let before = role
        state = new
        let transition = Transition(from: before, to: role, reason: reason)
        transitions.append(transition, at: now)
        actions.append(.notify(transition))
    }

    mutating func advertise(_ priority: UInt8, _ actions: inout Actions) {
        counters.advertisementsSent &+= 1
        if priority == 0 { counters.priorityZeroSent &+= 1 }
        actions.append(.sendAdvertisement(priority: priority))
    }

    mutating func announce(_ rounds: Int, _ actions: inout Actions) {
        guard rounds > 0 else { return }
        counters.announcements &+= UInt64(rounds)
        actions.append(.announce(rounds: rounds))
    }

    func masterDownInterval(_ masterInterval: AdvertisementInterval) -> Timers.Nanoseconds {
        Timers.masterDownInterval(settings.version, priority: effectivePriority, masterInterval: masterInterval)
    }

    func skewTime(_ masterInterval: AdvertisementInterval) -> Timers.Nanoseconds {
        Timers.skewTime(settings.version, priority: effectivePriority, masterInterval: masterInterval)
    }
}
