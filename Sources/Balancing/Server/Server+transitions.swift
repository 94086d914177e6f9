/// The changes themselves, whoever asks for them.
extension Server {
    /// Up: running, or starting with `slowstart`. Nothing happens in maintenance, or if it is up already.
    mutating func setRunning(_ cause: StateChange.Cause, _ now: Instant, _ actions: inout ServerActions) {
        guard !administrative.isMaintenance, operational != .running, operational != .starting else { return }
        becomeUp(now)
        announce(.up, cause, &actions)
        if !settings.isBackup, settings.shutsBackupSessionsWhenUp, weight > 0 {
            actions.append(.shutdownBackupSessions)
        }
        actions.append(.takeFromQueue)
    }

    /// Down. Nothing happens in maintenance, or if it is down already.
    mutating func setStopped(_ cause: StateChange.Cause, _ now: Instant, _ actions: inout ServerActions) {
        guard !administrative.isMaintenance, operational != .stopped else { return }
        change(to: .stopped, now)
        announce(.down, cause, &actions)
        leaveSessions(&actions)
    }

    /// Up, and no new work. Nothing happens in maintenance, or if it is so already.
    mutating func setStopping(_ cause: StateChange.Cause, _ now: Instant, _ actions: inout ServerActions) {
        guard !administrative.isMaintenance, operational != .stopping else { return }
        change(to: .stopping, now)
        announce(.stopping, cause, &actions)
        actions.append(.redistributeQueue)
    }

    mutating func becomeUp(_ now: Instant) {
        change(to: settings.slowStartSeconds > 0 ? .starting : .running, now)
        if operational == .starting { nextWarmup = now + warmupInterval }
    }

    mutating func change(to new: OperationalState, _ now: Instant) {
        touch(now)
        if operational != .stopped, new == .stopped { counters.downTransitions += 1 }
        operational = new
        nextWarmup = nil
    }

    /// Something changed: what follows counts from now.
    mutating func touch(_ now: Instant) {
        counters.downTime = downTime(at: now)
        lastChange = now
    }

    func announce(_ kind: StateChange.Kind, _ cause: StateChange.Cause, _ actions: inout ServerActions) {
        tell(kind, cause, &actions)
        if administrative.isDrain, !administrative.isMaintenance, kind != .entersDrain {
            tell(.remainsInDrain, cause, &actions)
        }
        actions.append(.tablesChanged)
    }

    private func tell(_ kind: StateChange.Kind, _ cause: StateChange.Cause, _ actions: inout ServerActions) {
        actions.append(
            .stateChanged(
                StateChange(kind, operational: operational, administrative: administrative, cause: cause)))
    }

    func leaveSessions(_ actions: inout ServerActions) {
        if settings.shutsSessionsWhenDown { actions.append(.shutdownSessions) }
        actions.append(.redistributeQueue)
    }
}
