import Addresses
package import Fleet
import Inventory
import Observation
package import Rendering
import Status

/// Returns a cluster to what it was before the last deploy that changed something.
package struct Rollback: Sendable {
    /// What was put back.
    package struct Report: Hashable, Sendable {
        package var release: String
        package var hosts: [String]
    }

    private let deploy: Deploy

    package init(
        _ configuration: Configuration, access: Fleet.Access, skipUnreachable: Bool = false,
        report: @escaping @Sendable (DeployEvent) -> Void
    ) {
        deploy = Deploy(
            configuration, site: nil, access: access, options: .init(skipUnreachable: skipUnreachable), report: report)
    }

    /// - Returns: nil where no deploy has left a way back.
    /// - Throws: `DeployError`.
    package func run() async throws -> Report? {
        try await deploy.connected { fleet in
            try await deploy.locked(fleet) { _ in try await putBack(fleet) }
        }
    }

    /// The same order as a deploy: web servers, then the standby balancer, then the one that holds the VIP.
    private func putBack(_ fleet: Fleet) async throws -> Report? {
        let observed = try await deploy.observe(fleet)
        let releases = observed.compactMapValues { $0.pendingRelease ?? $0.lastRelease }
        guard let release = releases.values.max() else { return nil }
        let names = Planner.order(deploy.configuration, observed).filter { releases[$0] == release }
        let (_, errors) = await deploy.putBack(names.compactMap(fleet.host).reversed(), release)
        guard errors.isEmpty else { throw DeployError.rollbackFailed(errors) }
        try await verify(fleet)
        return Report(release: release, hosts: names)
    }

    private func verify(_ fleet: Fleet) async throws {
        switch await deploy.settle(fleet, within: Deploy.settlingLimit, \.faultsOfWhateverRuns) {
        case .settled: return
        case .interrupted: throw DeployError.interruptedVerifying(.rolledBack)
        case .unsettled(let findings, _): throw DeployError.unverified(findings, .rolledBack)
        }
    }
}
