/// What an operator orders (management.txt §9.3: `set server`, `disable server`, `enable server`).
extension Server {
    package enum Order: UInt8, Hashable, Sendable, CaseIterable {
        /// `set server … state ready`, `enable server`.
        case ready
        /// `set server … state drain`: no new requests; persistent ones go on, and its checks.
        case drain
        /// `set server … state maint`, `disable server`: no requests and no checks.
        case maintenance
        /// `set server … health up`, `stopping`, `down`: as if the checks had said so, until they say otherwise.
        case healthUp
        case healthStopping
        case healthDown
    }

    package mutating func handle(_ order: Order, at now: Instant) -> ServerActions {
        var actions = ServerActions()
        switch order {
        case .ready:
            leaveDrain(now, &actions)
            leaveMaintenance(now, &actions)
        case .drain:
            enterDrain(now, &actions)
            leaveMaintenance(now, &actions)
        case .maintenance:
            enterMaintenance(now, &actions)
            leaveDrain(now, &actions)
        case .healthUp:
            health?.setBest()
            setRunning(.order, now, &actions)
        case .healthStopping:
            health?.setBest()
            setStopping(.order, now, &actions)
        case .healthDown:
            health?.setWorst()
            setStopped(.order, now, &actions)
        }
        return actions
    }

    private mutating func enterMaintenance(_ now: Instant, _ actions: inout ServerActions) {
        guard !administrative.isMaintenance else { return }
        let wasDown = operational == .stopped
        administrative.insert(.forcedMaintenance)
        if !wasDown { change(to: .stopped, now) }
        announce(wasDown ? .entersMaintenanceFromDown : .entersMaintenance, .order, &actions)
        leaveSessions(&actions)
    }

    /// It is up at once, and the first failed check takes it down again: the counter starts at `rise`.
    private mutating func leaveMaintenance(_ now: Instant, _ actions: inout ServerActions) {
        guard administrative.isMaintenance else { return }
        administrative.subtract([.forcedMaintenance, .configuredMaintenance])
        health?.setBarelyUp()
        becomeUp(now)
        announce(.leavesMaintenance, .order, &actions)
        actions.append(.takeFromQueue)
    }

    private mutating func enterDrain(_ now: Instant, _ actions: inout ServerActions) {
        guard !administrative.isDrain else { return }
        administrative.insert(.forcedDrain)
        guard !administrative.isMaintenance else { return }
        touch(now)
        announce(.entersDrain, .order, &actions)
        actions.append(.redistributeQueue)
    }

    private mutating func leaveDrain(_ now: Instant, _ actions: inout ServerActions) {
        guard administrative.isDrain else { return }
        administrative.remove(.forcedDrain)
        guard !administrative.isMaintenance else { return }
        touch(now)
        announce(.leavesDrain, .order, &actions)
        actions.append(.takeFromQueue)
    }
}
