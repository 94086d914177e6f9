/// The changes themselves, whoever asks for them.
extension Server {
    /// Up: running, or starting with `slowstart`. Nothing happens in maintenance, or if it is up already.
    mutating func setRunning(_ report: CheckReport?, _ now: Instant, _ actions: inout ServerActions) {
        guard !administrative.isMaintenance, operational != .running, operational != .starting else { return }
        becomeUp(now)
        announce(.up, report, &actions)
        if !settings.isBackup, settings.shutsBackupSessionsWhenUp, weight > 0 {
            actions.append(.shutdownBackupSessions)
        }
        actions.append(.takeFromQueue)
    }

    /// Down. Nothing happens in maintenance, or if it is down already.
    mutating func setStopped(_ report: CheckReport?, _ now: Instant, _ actions: inout ServerActions) {
        guard !administrative.isMaintenance, operational != .stopped else { return }
        change(to: .stopped, now)
        announce(.down, report, &actions)
        leaveSessions(&actions)
    }

    /// Up, and no new work. Nothing happens in maintenance, or if it is so already.
    mutating func setStopping(_ report: CheckReport?, _ now: Instant, _ actions: inout ServerActions) {
        guard !administrative.isMaintenance, operational != .stopping else { return }
        change(to: .stopping, now)
        announce(.stopping, report, &actions)
        actions.append(.redistributeQueue)
    }

    mutating func becomeUp(_ now: Instant) {
        change(to: settings.slowStartSeconds > 0 ? .starting : .running, now)
        if operational == .starting { nextWarmup = now + warmupInterval }
    }

    mutating func change(to new: OperationalState, _ now: Instant) {
        if operational == .stopped {
            counters.downTime = downTime(at: now)
        } else if new == .stopped {
            counters.downTransitions += 1
        }
        operational = new
        lastChange = now
        nextWarmup = nil
    }

    func announce(_ kind: StateChange.Kind, _ report: CheckReport?, _ actions: inout ServerActions) {
        actions.append(
            .stateChanged(
                StateChange(kind, operational: operational, administrative: administrative, report: report)))
        actions.append(.tablesChanged)
    }

    func leaveSessions(_ actions: inout ServerActions) {
        if settings.shutsSessionsWhenDown { actions.append(.shutdownSessions) }
        actions.append(.redistributeQueue)
    }
}
