import Addresses

extension ConfigurationDraft {
    /// A virtual router is one for its interface, number and family; two of unicast, if they have no peer in common.
    func checkVirtualRouterIDs(_ instances: [Instance], _ diagnostics: inout Diagnostics) {
        struct Place: Hashable {
            let interface: String
            let number: Int
            let family: IPAddress.Family
            /// nil: the multicast group.
            let peer: IPAddress?
        }
        var taken: [Place: Instance] = [:]
        for instance in instances {
            let places = instance.peers.map {
                Place(
                    interface: instance.interface, number: instance.virtualRouterID, family: instance.family, peer: $0)
            }
            if let other = places.lazy.compactMap({ taken[$0] }).first {
                let number = "virtual_router_id \(instance.virtualRouterID) on \(quoted(instance.interface))"
                diagnostics.error(
                    instance.location,
                    "\(number) is already that of vrrp_instance \(quoted(other.name)), defined at \(other.location)")
            }
            for place in places { taken[place] = instance }
        }
    }

    /// The instances, each VMAC with a name of its own: 'vrrp.7' as keepalived, 'vrrp.7.2' if that is taken.
    func namingVirtualMACs(_ diagnostics: inout Diagnostics) -> [InstanceDraft] {
        var taken: [String: String] = [:]
        for instance in instances {
            guard let mac = instance.virtualMAC, let name = mac.interface else { continue }
            if let other = taken.updateValue(instance.name, forKey: name) {
                let message = "the VMAC \(quoted(name)) is already that of vrrp_instance \(quoted(other))"
                diagnostics.error(mac.location, "\(message): use another name")
            }
        }
        return instances.map { instance in
            guard let mac = instance.virtualMAC, mac.interface == nil else { return instance }
            let name = "vrrp.\(instance.virtualRouterID?.value ?? 0)"
            let names = (1...).lazy.map { $0 == 1 ? name : "\(name).\($0)" }
            var named = instance
            named.virtualMAC?.interface = names.first { taken[$0] == nil }
            if let name = named.virtualMAC?.interface { taken[name] = instance.name }
            return named
        }
    }
}

extension Instance {
    /// Who hears its adverts; nil: the multicast group.
    fileprivate var peers: [IPAddress?] {
        switch transport {
        case .multicast: [nil]
        case .unicast(let peers, _): peers.map { $0.address }
        }
    }
}
