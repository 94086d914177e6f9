extension SyncGroupDraft {
    func resolved(_ global: GlobalDraft, _ names: TrackableNames, _ diagnostics: inout Diagnostics) -> SyncGroup? {
        let tracking = names.resolve(tracking, &diagnostics)
        guard let members, !members.isEmpty else {
            diagnostics.error(location, "vrrp_sync_group \(quoted(name)) needs 'group { … }' with its instances")
            return nil
        }
        if members.count == 1 {
            let message = "vrrp_sync_group \(quoted(name)) has one member only: add the others, or remove the group"
            diagnostics.error(location, message)
        }
        return SyncGroup(
            name: name, members: members.map { $0.value }, tracking: tracking,
            notifications: notifications.resolved(global), allowsWeights: allowsWeights, location: location)
    }
}

extension ConfigurationDraft {
    /// Every member is an instance, and in one group only.
    func checkMembers(_ diagnostics: inout Diagnostics) {
        let known = instances.map { $0.name }
        let names = Set(known)
        var groupOf: [String: String] = [:]
        for group in syncGroups {
            for member in group.members ?? [] {
                if !names.contains(member.value) {
                    let name = member.value
                    let message = "there is no vrrp_instance \(quoted(name))"
                    diagnostics.error(member.location, message + hint(name, among: known))
                } else if let other = groupOf.updateValue(group.name, forKey: member.value) {
                    let message = "\(quoted(member.value)) is already in the sync group \(quoted(other))"
                    diagnostics.error(member.location, message)
                }
            }
        }
    }

    /// A weight changes a priority: not that of an owner, nor that of a group's member unless its group allows it.
    func checkWeights(_ resolved: [Instance], _ groups: [SyncGroup], _ diagnostics: inout Diagnostics) {
        let strict = Set(groups.filter { !$0.allowsWeights }.flatMap { $0.members })
        for instance in resolved {
            for tracked in instance.tracking.all where tracked.weight.value != 0 {
                let what = "\(quoted(tracked.name)) cannot be tracked with \(tracked.weight)"
                if instance.priority == 255 {
                    diagnostics.error(tracked.location, "\(what): priority 255 owns the addresses and does not change")
                } else if strict.contains(instance.name) {
                    let advice = "write 'weight 0' here, or 'sync_group_tracking_weight' in the group"
                    diagnostics.error(tracked.location, "\(what) in a member of a sync group: \(advice)")
                }
            }
        }
    }
}
