import Fleet
import Inventory
import Observation
import Rendering

/// What must hold on a host before a deploy may touch it.
enum Preconditions {
    static func problems(_ desired: HostConfiguration, _ observed: HostObservation, _ inventory: Inventory)
        -> [HostError]
    {
        var problems: [String] = []
        if !observed.isRoot {
            problems.append(
                "commands do not run as root: log in as root, or set `ssh: {become: sudo}` in the inventory")
        }
        if observed.operatingSystem.id != "debian" {
            problems.append("deploys go to Debian, and this is \(observed.operatingSystem.name)")
        }
        problems += observed.lacks.map { "\($0) is missing" }
        if let balancer = inventory.balancers.first(where: { $0.host == desired.host }) {
            problems += interface(balancer, observed)
        }
        return problems.map { HostError(host: desired.host.name, reason: .other($0)) }
    }

    private static func interface(_ balancer: Balancer, _ observed: HostObservation) -> [String] {
        let interfaces = Set(observed.addresses.map(\.interface)).subtracting(["lo"]).sorted()
        guard !observed.addresses.isEmpty, !interfaces.contains(balancer.interface) else { return [] }
        return [
            """
            there is no interface \(balancer.interface) with an address; there is \(interfaces.joined(separator: ", ")) \
            (set `interface:` in the inventory)
            """
        ]
    }
}
