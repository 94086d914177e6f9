import Addresses
import Inventory

/// The names that a balancer's keepalived.conf may use.
struct KeepalivedValues {
    let inventory: Inventory
    let balancer: Balancer

    var values: [String: Any] {
        let families = Set(inventory.virtualAddresses.map(\.address.family))
        return [
            "proxyCheck": [
                "interval": Self.seconds(ProxyProcessCheck.interval),
                "timeout": Self.seconds(ProxyProcessCheck.timeout),
                "rise": ProxyProcessCheck.rise, "fall": ProxyProcessCheck.fall,
            ] as [String: Any],
            "vrrp": [
                "routerID": inventory.vrrp.routerID,
                "interval": Self.seconds(inventory.vrrp.interval),
                // The VIPs of both families move together.
                "syncGroup": families.count > 1,
                "instances": [.ipv4, .ipv6].filter(families.contains).map(instance),
            ] as [String: Any],
        ]
    }

    /// keepalived wants one instance per address family; IPv6 exists in VRRP version 3 only (RFC 5798 §1.1).
    private func instance(_ family: IPAddress.Family) -> SectionContext {
        let settings = inventory.vrrp
        let version = family == .ipv6 ? 3 : settings.version
        return SectionContext([
            "instance": family == .ipv6 ? "\(inventory.name)-ipv6" : inventory.name,
            "state": state,
            "interface": balancer.interface,
            "version": version,
            "priority": balancer.priority,
            "nopreempt": !settings.preempt,
            "preemptDelay": settings.preempt && settings.preemptDelay > .zero
                ? Self.seconds(settings.preemptDelay) as Any : false,
            "authentication": version == 2 ? settings.authentication?.value as Any? ?? false : false,
            "unicast": unicast(family) as Any? ?? false,
            "addresses": inventory.virtualAddresses.filter { $0.address.family == family }.map(\.description),
        ])
    }

    /// The balancer with the highest priority starts as MASTER, save where keepalived wants every router to start as
    /// BACKUP: with `nopreempt` and `preempt_delay`.
    private var state: String {
        let first = inventory.balancers.allSatisfy { $0.priority <= balancer.priority }
        let settings = inventory.vrrp
        return first && settings.preempt && settings.preemptDelay == .zero ? "MASTER" : "BACKUP"
    }

    /// Advertisements travel in the family of their VIPs, so peers are told only where hosts have such addresses.
    private func unicast(_ family: IPAddress.Family) -> SectionContext? {
        let own = balancer.host.address.address
        guard inventory.vrrp.unicast, own.family == family else { return nil }
        let peers = inventory.balancers.map(\.host.address.address).filter { $0 != own && $0.family == family }
        return SectionContext(["source": own.description, "peers": peers.map(\.description)])
    }

    /// Seconds with at most two decimals, as keepalived.conf(5) takes them.
    static func seconds(_ duration: Duration) -> String {
        let centiseconds = Int((duration / .milliseconds(10)).rounded())
        let (whole, part) = centiseconds.quotientAndRemainder(dividingBy: 100)
        guard part > 0 else { return String(whole) }
        return "\(whole)." + (part < 10 ? "0\(part)" : part % 10 == 0 ? "\(part / 10)" : "\(part)")
    }
}
