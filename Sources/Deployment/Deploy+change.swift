import Addresses
import Fleet
import Inventory
import Observation
import Status

extension Deploy {
    /// The phases of a deploy, with the hosts connected and the cluster locked.
    func change(_ fleet: Fleet, _ lock: ClusterLock) async throws -> DeployReport {
        let observed = try await observe(fleet)
        let plan = plan(observed)
        report(.planned(plan))
        let release = Release(observed)
        let changed = plan.hosts.filter { !$0.isEmpty }
        guard !changed.isEmpty else {
            try await confirm(fleet, observed, release)
            return DeployReport(plan: plan, skippedHosts: fleet.failures.map(\.host))
        }
        let served = await servedAddresses(fleet, observed)
        try await install(changed, fleet, release)
        try await stage(changed, fleet, release)
        try await activate(changed, fleet, release, lock)
        try await conclude(changed, fleet, release, served)
        return DeployReport(plan: plan, skippedHosts: fleet.failures.map(\.host))
    }

    /// Nothing is to be changed: what remains is to end a deploy that was cut off, and to look whether all is well.
    private func confirm(_ fleet: Fleet, _ observed: [String: HostObservation], _ release: Release) async throws {
        let verdict = try await verify(fleet, observed: observed)
        await finish(release.cutOff.filter { isChosen($0.key) }, fleet)
        switch verdict {
        case .settled: return
        case .interrupted: throw DeployError.interruptedVerifying(.unchanged)
        case .unsettled(let findings, _): throw DeployError.unverified(findings, .unchanged)
        }
    }

    /// Asks the cluster whether it does its job with what was put into place. Where the page is not served any more
    /// that was served before, what was there before is put back.
    private func conclude(
        _ plans: [HostPlan], _ fleet: Fleet, _ release: Release, _ served: Set<IPAddress>
    ) async throws {
        let names = plans.map(\.host.name)
        let verdict = try await verify(fleet, observed: nil)
        if case .unsettled(let findings, let now) = verdict, !served.isSubset(of: now) {
            let touched = Array(Set(names + release.interrupted.filter(isChosen)))
            let order = inventory.hosts.map(\.name).filter(touched.contains)
            let (restored, notRestored) = await putBack(order.compactMap(fleet.host), release.id)
            throw DeployError.unverified(findings, .putBack(restored: restored, notRestored: notRestored))
        }
        var ended = release.cutOff.filter { isChosen($0.key) }
        for name in names { ended[name] = release.id }
        await finish(ended, fleet)
        switch verdict {
        case .settled: return
        case .interrupted: throw DeployError.interruptedVerifying(.changed)
        case .unsettled(let findings, _): throw DeployError.unverified(findings, .changed)
        }
    }

    /// The VIPs that serve the page now. None is asked where no balancer holds one: that would be a wait for nothing.
    func servedAddresses(_ fleet: Fleet, _ observed: [String: HostObservation]) async -> Set<IPAddress> {
        guard observed.values.contains(where: { !$0.held(of: inventory.virtualAddresses).isEmpty }) else { return [] }
        return await ClusterStatus.judge(configuration, observed: observed, over: fleet, site: site).servedAddresses
    }
}
