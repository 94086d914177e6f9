import KeepalivedConf
import Linux
import VRRP

/// Events go to the state machines here, and nowhere else.
extension Daemon {
    /// Gives an event to a virtual router, does what it answers, and lets its group follow.
    func handle(_ event: Event, _ index: Int, _ now: Instant) {
        var actions = Actions()
        routers[index].machine.handle(event, now: now, &actions)
        perform(actions, index, now)
        if let group = routers[index].group { follow(group, now) }
    }

    /// A virtual router goes on with other settings.
    func adopt(_ settings: RouterSettings, _ index: Int, _ now: Instant) {
        routers[index].prepared = nil
        let priority = effectivePriority(of: index)
        perform(routers[index].machine.reload(settings, effectivePriority: priority, now: now), index, now)
    }

    /// Makes a group agree: what it wants of its members is an event for each of them, until it wants nothing more.
    func follow(_ group: Int, _ now: Instant) {
        while true {
            let standings = standings(of: group)
            guard let event = groups[group].state.follow(standings.span) else { break }
            for member in groups[group].members {
                perform(routers[member].machine.handle(event, now: now), member, now)
            }
        }
        let standings = standings(of: group)
        if let change = groups[group].state.settle(standings.span) {
            groupChanged(group, from: change.from, to: change.to)
        }
    }

    private func standings(of group: Int) -> [VRRP.SyncGroup.Standing] {
        groups[group].members.map { routers[$0].machine.standing }
    }

    /// Brings faults and priority of a virtual router to what its interface and all that it tracks say now.
    func review(_ index: Int, _ now: Instant) {
        let wanted = faults(of: index)
        let present = routers[index].machine.faults.subtracting(.group)
        let new = wanted.subtracting(present)
        let gone = present.subtracting(wanted)
        if !new.isEmpty { handle(.faultRaised(new), index, now) }
        let priority = effectivePriority(of: index)
        if priority != routers[index].machine.effectivePriority { handle(.priorityChanged(priority), index, now) }
        if !gone.isEmpty { handle(.faultCleared(gone), index, now) }
    }

    func effectivePriority(of index: Int) -> UInt8 {
        routers[index].tracking.effectivePriority(of: UInt8(clamping: routers[index].instance.priority))
    }

    func faults(of index: Int) -> FaultSet {
        var faults = routers[index].tracking.faults
        if routers[index].instance.tracksInterface, !(routers[index].link?.isReady ?? false) { faults.insert(.link) }
        if routers[index].link == nil { faults.insert(.link) }
        // Deaf and dumb it would take itself for the only master.
        if routers[index].link != nil, routers[index].socket == nil { faults.insert(.socket) }
        if interfaces.sourceAddress(of: routers[index].instance) == nil { faults.insert(.address) }
        return faults
    }
}
