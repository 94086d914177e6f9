package import Addresses
package import Fleet
import Inventory
package import Observation
package import Rendering

extension ClusterStatus {
    /// What follows from what the hosts said and the VIPs answered. A host with neither observation nor failure was not
    /// asked, and nothing is said of it.
    ///
    /// - Parameters:
    ///   - observations: by the host's name.
    ///   - failures: of the hosts that could not be asked.
    ///   - pages: what each VIP answered; a VIP without one was not asked.
    ///   - site: the inventory's site; nil leaves the web servers' content alone.
    package static func evaluate(
        _ configuration: Configuration, observations: [String: HostObservation], failures: [HostError] = [],
        pages: [IPAddress: PageResult] = [:], site: SiteManifest? = nil
    ) -> ClusterStatus {
        let evaluation = Evaluation(
            configuration: configuration, observations: observations, failures: failures, pages: pages)
        return evaluation.status(site: site)
    }
}

/// The evidence, and what each aspect of it amounts to. Aspects are in files of their own.
struct Evaluation {
    let configuration: Configuration
    let observations: [String: HostObservation]
    let failures: [HostError]
    let pages: [IPAddress: PageResult]

    var inventory: Inventory { configuration.inventory }

    /// Hosts with what they should be and what they said, in the order of a deploy.
    var observed: [(desired: HostConfiguration, observation: HostObservation)] {
        configuration.hosts.compactMap { desired in
            observations[desired.host.name].map { (desired, $0) }
        }
    }

    func failure(of host: String) -> HostError? { failures.first { $0.host == host } }

    func status(site: SiteManifest?) -> ClusterStatus {
        let drift = observed.flatMap { Drift.between(configuration, $0.desired, $0.observation, site: site) }
        let vips = vips()
        let backends = backends()
        var findings = pageFindings(vips) + vipFindings(vips) + hostFindings() + serviceFindings()
        findings += vrrpFindings() + backendFindings(backends) + driftFindings(drift) + machineFindings()
        let problems = findings.filter { $0.severity > .healthy }
        return ClusterStatus(
            cluster: inventory.name, health: problems.map(\.severity).max() ?? .healthy,
            findings: problems.filter { $0.severity == .down } + problems.filter { $0.severity == .degraded },
            warnings: findings.filter { $0.severity == .healthy }, vips: vips, hosts: hosts(), backends: backends,
            drift: drift,
            statistics: inventory.virtualAddresses.map {
                PageProbe.url(
                    $0.address, port: inventory.proxy.port, path: inventory.proxy.statistics.path)
            })
    }
}

/// Names as a sentence lists them: `a`, `a and b`, `a, b and c`.
func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
}
