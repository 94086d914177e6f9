/// Virtual routers that move together (`vrrp_sync_group`): a fault of one is a fault of all; all become master when
/// every one wants to; one that becomes backup takes all with it. These are keepalived's rules: a group would rather
/// stay backup than be torn between two hosts.
///
/// After each event of a member the daemon asks `follow`, hands the event it gets to every member, and asks again until
/// there is none. An event that says what a member already is changes nothing in it, so this ends.
package struct SyncGroup: Sendable {
    /// What the group knows of a member.
    package struct Standing: Hashable, Sendable {
        package let role: Role
        package let wantsMaster: Bool
        package let faults: FaultSet

        package init(role: Role, wantsMaster: Bool, faults: FaultSet) {
            self.role = role
            self.wantsMaster = wantsMaster
            self.faults = faults
        }

        fileprivate var hasOwnFault: Bool { !faults.subtracting(.group).isEmpty }
    }

    /// What the group as a whole was last, for its own notify scripts.
    package private(set) var role = Role.initialize

    package init() {}

    /// - Parameter members: all of them, at least one.
    /// - Returns: the event for every member, if they must move.
    package func follow(_ members: Span<Standing>) -> Event? {
        if SyncGroup.any(members, where: { $0.hasOwnFault }) {
            return SyncGroup.any(members) { !$0.faults.contains(.group) } ? .faultRaised(.group) : nil
        }
        if SyncGroup.any(members, where: { $0.faults.contains(.group) }) { return .faultCleared(.group) }
        let someMaster = SyncGroup.any(members) { $0.role == .master }
        let someBackup = SyncGroup.any(members) { $0.role == .backup }
        if someMaster && someBackup {
            // Torn: whoever moved last takes the others along. The group's own role tells which way that was.
            return .groupBecomes(role == .master ? .backup : .master)
        }
        let allWant = !SyncGroup.any(members) { !$0.wantsMaster }
        return allWant ? .groupBecomes(.master) : nil
    }

    /// Call it when `follow` has nothing more.
    /// - Returns: the group's own change of state, if all members agree on a new one.
    package mutating func settle(_ members: Span<Standing>) -> (from: Role, to: Role)? {
        let common = members[0].role
        guard common != role, !SyncGroup.any(members, where: { $0.role != common }) else { return nil }
        defer { role = common }
        return (role, common)
    }

    private static func any(_ members: Span<Standing>, where condition: (Standing) -> Bool) -> Bool {
        for index in members.indices where condition(members[index]) { return true }
        return false
    }
}

extension VirtualRouter {
    /// What its sync group needs to know.
    package var standing: SyncGroup.Standing {
        var wantsMaster = false
        if case .backup(let backup) = state { wantsMaster = backup.wantsMaster }
        return SyncGroup.Standing(role: role, wantsMaster: wantsMaster, faults: faults)
    }
}
