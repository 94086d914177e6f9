import Addresses
import Inventory
import Observation
import Rendering

extension Evaluation {
    func vips() -> [VIPStatus] {
        inventory.virtualAddresses.map { vip in
            let holders = observed.filter { holds($0.observation, vip.address) }.map(\.desired.host.name)
            return VIPStatus(
                address: "\(vip.address)", port: inventory.proxy.port, state: state(holders), holders: holders,
                page: pages[vip.address])
        }
    }

    func holds(_ observation: HostObservation, _ address: IPAddress) -> Bool {
        observation.addresses.contains { $0.address.address == address }
    }

    private func state(_ holders: [String]) -> VIPStatus.State {
        switch holders.count {
        case 0: silentBalancers.isEmpty ? .nobody : .unknown
        case 1: .held
        default: .splitBrain
        }
    }

    /// Balancers that said nothing, and may hold a VIP for all we know.
    var silentBalancers: [String] {
        inventory.balancers.map(\.host.name).filter { observations[$0] == nil }
    }

    func pageFindings(_ vips: [VIPStatus]) -> [Finding] {
        vips.compactMap { vip in
            guard let page = vip.page, !page.isServed else { return nil }
            let way = page.askedFrom.map { " (asked from \($0))" } ?? ""
            let text =
                switch page.outcome {
                case .answered(let response):
                    "\(page.url) answers \(response.status) \(response.reason)\(way): \(hint(response.status))"
                case .failed(let reason): "\(page.url) does not answer\(way): \(reason)."
                }
            return Finding(.page, .down, text)
        }
    }

    private func hint(_ status: Int) -> String {
        status == 503
            ? "no web server is up for the balancer; see the backends below."
            : "see `cluster logs` for what the web servers say."
    }

    func vipFindings(_ vips: [VIPStatus]) -> [Finding] {
        vips.flatMap { vip -> [Finding] in
            let strangers = vip.holders.filter { name in !inventory.balancers.contains { $0.host.name == name } }
            return strangers.map { stranger in
                let text = "\(stranger) has \(vip.address), and is no balancer: remove it there (`ip addr del`)."
                return Finding(.vip, .degraded, host: stranger, text)
            } + holderFindings(vip)
        }
    }

    private func holderFindings(_ vip: VIPStatus) -> [Finding] {
        let isServed = vip.page?.isServed ?? false
        switch vip.state {
        case .held: return preferenceWarning(vip)
        case .splitBrain:
            let text = "split brain: \(list(vip.holders)) hold \(vip.address) at the same time. \(cause(vip))"
            return [Finding(.vip, .degraded, text)]
        case .unknown:
            let text = """
                no host that could be asked holds \(vip.address); \(list(silentBalancers)) may, and could not be asked.
                """
            return [Finding(.vip, isServed ? .degraded : .down, text)]
        case .nobody:
            let text =
                isServed
                ? """
                no host of the cluster holds \(vip.address), yet it answers: either it is just moving, or a machine \
                outside of the cluster uses the address. Ask again; then look for its owner with `ip neigh`.
                """
                : "nobody holds \(vip.address): see `cluster logs \(first)`, and `cluster deploy` to mend it."
            return [Finding(.vip, isServed ? .degraded : .down, text)]
        }
    }

    private func cause(_ vip: VIPStatus) -> String {
        let masters = vip.holders.filter { holder in
            observations[holder]?.keepalived?.instances.contains { $0.state == "MASTER" } ?? false
        }
        guard masters.count < 2 else {
            return """
                They do not hear each other's VRRP advertisements: check the network between them and its filters (IP \
                protocol 112\(vrrpDestination)).
                """
        }
        let others = vip.holders.filter { !masters.contains($0) }
        return """
            keepalived on \(list(others)) is not MASTER: the address was left there or added by hand. `systemctl restart \
            keepalived` there removes it.
            """
    }

    private var vrrpDestination: String {
        guard !inventory.vrrp.unicast else { return "" }
        let families = Set(inventory.virtualAddresses.map(\.address.family))
        let groups = (families.contains(.ipv4) ? ["224.0.0.18"] : []) + (families.contains(.ipv6) ? ["ff02::12"] : [])
        return " to \(groups.joined(separator: ", "))"
    }

    private var first: String { preferred?.host.name ?? "" }

    /// The balancer that would hold the VIPs if all were well.
    private var preferred: Balancer? { inventory.balancers.max { $0.priority < $1.priority } }

    private func preferenceWarning(_ vip: VIPStatus) -> [Finding] {
        guard let preferred, let holder = vip.holders.first, holder != preferred.host.name,
            inventory.balancers.contains(where: { $0.host.name == holder })
        else { return [] }
        let text = """
            \(vip.address) is on \(holder), not on \(preferred.host.name), which has the highest priority \
            (\(preferred.priority)).
            """
        return [Finding(.vip, .healthy, host: holder, text)]
    }
}
