import Fleet
import Inventory

extension Deploy {
    /// Connects to the hosts to be changed, and to every balancer, where the lock is.
    func connect() async throws -> Fleet {
        let names = inventory.hosts.map(\.name)
        if let unknown = options.limit.first(where: { !names.contains($0) }) {
            throw DeployError.unknownHost(unknown, known: names)
        }
        let balancers = Set(inventory.balancers.map(\.host.name))
        let hosts = inventory.hosts.filter {
            isChosen($0.name) || (!options.dryRun && balancers.contains($0.name))
        }
        for host in hosts { report(.began(host: host.name, step: "connect")) }
        let fleet = await Fleet.connect(to: hosts, access: access) { host, isConnected in
            report(isConnected ? .ended(host: host.name, step: "connect") : .failed(host: host.name, step: "connect"))
        }
        guard fleet.failures.isEmpty || mayGoOn(fleet) else {
            await fleet.close()
            throw DeployError.unreachable(fleet.failures)
        }
        return fleet
    }

    /// `--skip-unreachable` lets hosts be missing that could not be reached (a refused login is no such case), but
    /// never every balancer, nor every web server that was to be changed.
    private func mayGoOn(_ fleet: Fleet) -> Bool {
        guard options.skipUnreachable, fleet.failures.allSatisfy(\.isUnreachable) else { return false }
        let isWeb = { (host: RemoteHost) in !isBalancer(host) }
        let wantsWeb = inventory.webServers.contains { isChosen($0.host.name) }
        return fleet.hosts.contains(where: isBalancer) && (!wantsWeb || fleet.hosts.contains(where: isWeb))
    }
}
