import Addresses
import Inventory
import Observation
import Rendering

extension Evaluation {
    /// What keepalived believes, where that is trouble or contradicts the addresses the host has.
    func vrrpFindings() -> [Finding] {
        observed.filter { $0.desired.role == .balancer }.flatMap { desired, observation -> [Finding] in
            guard let keepalived = observation.keepalived else { return unanswered(desired, observation) }
            return keepalived.instances.compactMap { finding($0, desired.host.name, observation) }
        }
    }

    private func unanswered(_ desired: HostConfiguration, _ observation: HostObservation) -> [Finding] {
        guard observation.units[.keepalived]?.isActive ?? false, observation.isRoot else { return [] }
        let text = "\(desired.host.name): keepalived runs but did not tell its state; see `cluster logs`."
        return [Finding(.vrrp, .healthy, host: desired.host.name, text)]
    }

    private func finding(
        _ instance: KeepalivedRuntime.Instance, _ host: String, _ observation: HostObservation
    ) -> Finding? {
        let own = addresses(of: instance)
        let held = own.filter { holds(observation, $0) }
        let names = list(own.map(\.description))
        let contradiction: String
        switch instance.state {
        case "FAULT":
            let text = """
                \(host): VRRP instance \(instance.name) is in FAULT: haproxy does not run there, or \
                \(instance.interface) has no link. It cannot take over \(names).
                """
            return Finding(.vrrp, .degraded, host: host, text)
        case "MASTER" where held.count < own.count:
            let missing = list(own.filter { !held.contains($0) }.map(\.description))
            contradiction = "is MASTER, yet the host does not have \(missing)"
        case "BACKUP" where !held.isEmpty:
            contradiction = "is BACKUP, yet the host has \(list(held.map(\.description)))"
        default: return nil
        }
        let text = """
            \(host): VRRP instance \(instance.name) \(contradiction): somebody else added or removed the address. \
            `systemctl restart keepalived` there puts it right.
            """
        return Finding(.vrrp, .degraded, host: host, text)
    }

    /// The VIPs of an instance: keepalived has one instance for each address family.
    private func addresses(of instance: KeepalivedRuntime.Instance) -> [IPAddress] {
        let family: IPAddress.Family = instance.name == "\(inventory.name)-ipv6" ? .ipv6 : .ipv4
        return inventory.virtualAddresses.map(\.address).filter { $0.family == family }
    }
}
