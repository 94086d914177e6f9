package import Fleet
import Inventory
import Observation
package import Rendering

/// Makes every host of a cluster what its inventory says, as one transaction.
///
/// The phases, each in a file of its own: connect, lock, observe, plan, install, stage and check, activate, verify.
/// Nothing is replaced on any host before everything new was accepted on every host; a failure after that puts the
/// hosts already changed back.
package struct Deploy: Sendable {
    package struct Options: Hashable, Sendable {
        /// Plan only.
        package var dryRun: Bool
        /// Change these hosts only; empty for all.
        package var limit: [String]
        /// Go on without hosts that cannot be reached, as long as one balancer and one web server can.
        package var skipUnreachable: Bool

        package init(dryRun: Bool = false, limit: [String] = [], skipUnreachable: Bool = false) {
            self.dryRun = dryRun
            self.limit = limit
            self.skipUnreachable = skipUnreachable
        }
    }

    let configuration: Configuration
    let site: SiteManifest?
    let access: Fleet.Access
    let options: Options
    let report: @Sendable (DeployEvent) -> Void

    package init(
        _ configuration: Configuration, site: SiteManifest?, access: Fleet.Access, options: Options,
        report: @escaping @Sendable (DeployEvent) -> Void
    ) {
        self.configuration = configuration
        self.site = site
        self.access = access
        self.options = options
        self.report = report
    }

    var inventory: Inventory { configuration.inventory }

    /// - Throws: `DeployError`, `SiteManifest.Unreadable`.
    package func run() async throws -> DeployReport {
        try await connected { fleet in
            if options.dryRun { return try await rehearse(fleet) }
            return try await locked(fleet) { lock in try await change(fleet, lock) }
        }
    }

    /// Does the work with the hosts connected, whatever becomes of it.
    func connected<Value>(_ body: (Fleet) async throws -> Value) async throws -> Value {
        do {
            let fleet = try await connect()
            do {
                let value = try await body(fleet)
                await fleet.close()
                return value
            } catch {
                await fleet.close()
                throw error
            }
        } catch {
            throw interpreted(error)
        }
    }

    /// Does the work with the cluster's lock held, whatever becomes of it.
    func locked<Value>(_ fleet: Fleet, _ body: (ClusterLock) async throws -> Value) async throws -> Value {
        let lock = try await ClusterLock.take(on: fleet.hosts.filter(isBalancer))
        do {
            let value = try await body(lock)
            await lock.release()
            return value
        } catch {
            await lock.release()
            throw error
        }
    }

    /// Ctrl-C shows as whatever it cut off; before anything was changed all of that means one thing.
    private func interpreted(_ error: any Error) -> any Error {
        switch error {
        case DeployError.failed, DeployError.interrupted, DeployError.lockLost, DeployError.unverified,
            DeployError.interruptedVerifying, DeployError.rollbackFailed:
            error
        default: Task.isCancelled ? DeployError.interrupted(restored: [], notRestored: []) : error
        }
    }

    private func rehearse(_ fleet: Fleet) async throws -> DeployReport {
        let observed = try await observe(fleet)
        let plan = plan(observed)
        report(.planned(plan))
        return DeployReport(plan: plan, skippedHosts: fleet.failures.map(\.host), isDryRun: true)
    }

    func isBalancer(_ host: RemoteHost) -> Bool { inventory.balancers.contains { $0.host.name == host.name } }

    /// Whether the host is one of those that this deploy may change.
    func isChosen(_ name: String) -> Bool { options.limit.isEmpty || options.limit.contains(name) }

    func plan(_ observed: [String: HostObservation]) -> Plan {
        var plan = Planner.plan(configuration, observed: observed, site: site)
        plan.hosts.removeAll { !isChosen($0.host.name) }
        let others = inventory.balancers.map(\.host.name).filter { !isChosen($0) }
        for (host, service) in plan.withholdStops(neededBy: others) {
            report(
                .note(
                    host: host,
                    text: """
                        \(service.rawValue) is left running: \(others.joined(separator: ", ")), outside --limit, may still \
                        pass requests to it. `cluster deploy` without --limit stops it.
                        """))
        }
        return plan
    }

    /// Does a step on several hosts at once, and tells when each begins and ends.
    func onEach<Value: Sendable>(
        _ hosts: [RemoteHost], _ step: String,
        _ body: @escaping @Sendable (RemoteHost) async throws(HostError) -> Value
    ) async -> [Result<Value, HostError>] {
        await concurrently(hosts) { host async throws(HostError) in try await told(host, step, body) }
    }

    func told<Value: Sendable>(
        _ host: RemoteHost, _ step: String, _ body: (RemoteHost) async throws(HostError) -> Value
    ) async throws(HostError) -> Value {
        report(.began(host: host.name, step: step))
        do {
            let value = try await body(host)
            report(.ended(host: host.name, step: step))
            return value
        } catch {
            report(.failed(host: host.name, step: step))
            throw error
        }
    }
}
