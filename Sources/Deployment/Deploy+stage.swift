import Addresses
import Fleet
import Inventory
import Rendering
import SSH

extension Deploy {
    /// Installs missing packages, on all hosts at once: their programs check the new files.
    func install(_ plans: [HostPlan], _ fleet: Fleet, _ release: Release) async throws {
        let commands = Dictionary(
            uniqueKeysWithValues: plans.filter { !$0.packages.isEmpty }.map {
                ($0.host.name, Activation.install($0, id: release.id))
            })
        let hosts = fleet.hosts.filter { commands[$0.name] != nil }
        // Ctrl-C is heard afterwards: a package manager that is ended leaves half-installed packages.
        let outcomes = await shielded {
            await onEach(hosts, "install packages") { host async throws(HostError) in
                guard let command = commands[host.name] else { return }
                try await host.check(command, timeout: .seconds(1800))
            }
        }
        try requireAll(outcomes)
    }

    /// Brings the new files to every host and has them checked there.
    func stage(_ plans: [HostPlan], _ fleet: Fleet, _ release: Release) async throws {
        var commands: [String: RemoteCommand] = [:]
        let endpoints = inventory.virtualAddresses.map {
            Endpoint(address: $0.address, port: inventory.proxy.port)
        }
        for plan in plans {
            commands[plan.host.name] = try Staging.command(
                plan, id: release.id, site: site, siteCopy: release.siteCopy, endpoints: endpoints)
        }
        let staged = commands
        let hosts = fleet.hosts.filter { staged[$0.name] != nil }
        let outcomes = await onEach(hosts, "stage and check") { host async throws(HostError) in
            guard let command = staged[host.name] else { return }
            try await host.check(command, timeout: .seconds(1800))
        }
        try requireAll(outcomes)
    }

    private func requireAll(_ outcomes: [Result<Void, HostError>]) throws {
        try Task.checkCancellation()
        let errors = outcomes.compactMap { if case .failure(let error) = $0 { error } else { nil } }
        guard errors.isEmpty else { throw DeployError(nothingChanged: errors) }
    }
}
