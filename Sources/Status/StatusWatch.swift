package import Fleet
import Inventory
import Observation
package import Rendering
import SSH

/// Looks at a cluster again and again over the same connections. Hosts that are away are called in the background, so
/// that a dead one does not slow down the view of the others.
package actor StatusWatch {
    private let configuration: Configuration
    private let access: Fleet.Access
    private let site: SiteManifest?
    private let limit: Duration
    private var connected: [String: RemoteHost] = [:]
    private var failures: [String: HostError] = [:]
    private var calls: [String: Task<Void, Never>] = [:]
    /// Hashing a large site is work for a web server: what it found is taken for true for a while.
    private var sites: [String: ObservedSite] = [:]
    private var sitesAreFreshUntil = ContinuousClock.now
    private static let siteInterval = Duration.seconds(60)

    /// - Parameter limit: longest wait for a connected host's answer.
    package init(
        _ configuration: Configuration, access: Fleet.Access, site: SiteManifest?, limit: Duration = .seconds(3)
    ) {
        self.configuration = configuration
        self.access = access
        self.site = site
        self.limit = limit
    }

    /// The cluster as it is now. The first look waits until each host is connected or known to be away; later ones wait
    /// for no host that is away.
    package func look() async -> ClusterStatus {
        let isFirst = connected.isEmpty && failures.isEmpty
        for host in configuration.inventory.hosts where connected[host.name] == nil && calls[host.name] == nil {
            calls[host.name] = Task { await self.call(host) }
        }
        if isFirst {
            for call in calls.values { await call.value }
        }
        let hosts = configuration.inventory.hosts.compactMap { connected[$0.name] }
        let away = configuration.inventory.hosts.filter { connected[$0.name] == nil }
        var evidence = await Evidence.gather(
            questions(), from: hosts, failures: away.compactMap { failures[$0.name] }, limit: limit)
        await drop(evidence, hosts)
        remember(&evidence)
        return ClusterStatus.evaluate(
            configuration, observations: evidence.observations, failures: evidence.failures, pages: evidence.pages,
            site: site)
    }

    /// The configuration to ask for: without the sites as long as they are known.
    private func questions() -> Configuration {
        var questions = configuration
        for index in questions.hosts.indices where sites[questions.hosts[index].host.name] != nil {
            if ContinuousClock.now < sitesAreFreshUntil { questions.hosts[index].servesSite = false }
        }
        return questions
    }

    private func remember(_ evidence: inout Evidence) {
        if ContinuousClock.now >= sitesAreFreshUntil {
            sites = [:]
            sitesAreFreshUntil = .now + Self.siteInterval
        }
        for (host, observation) in evidence.observations where configuration.host(host)?.servesSite ?? false {
            if let known = sites[host] {
                evidence.observations[host]?.site = known
            } else {
                sites[host] = observation.site
            }
        }
    }

    package func close() async {
        for call in calls.values { call.cancel() }
        for call in calls.values { await call.value }
        for host in connected.values { await host.connection.close() }
        connected = [:]
    }

    private func call(_ host: Host) async {
        let fleet = await Fleet.connect(to: [host], access: access)
        calls[host.name] = nil
        if let remote = fleet.hosts.first {
            connected[host.name] = remote
            failures[host.name] = nil
        } else {
            failures[host.name] = fleet.failures.first
        }
    }

    /// Lets go of connections over which no answer came: a new one tells whether the host is there.
    private func drop(_ evidence: Evidence, _ hosts: [RemoteHost]) async {
        for failure in evidence.failures {
            guard case .connection = failure.reason, let host = hosts.first(where: { $0.name == failure.host }) else {
                continue
            }
            connected[host.name] = nil
            failures[host.name] = failure
            await host.connection.close()
        }
    }
}
