import Addresses
package import Fleet
import Inventory
package import Observation
package import Rendering
import SSH

extension ClusterStatus {
    /// Longest wait for one host's answer.
    package static let observationLimit = Duration.seconds(20)

    /// Connects to every host, asks all of them and every VIP, and judges. Hosts that cannot be reached are part of the
    /// answer.
    package static func gather(
        _ configuration: Configuration, access: Fleet.Access, site: SiteManifest?
    ) async -> ClusterStatus {
        let fleet = await Fleet.connect(to: configuration.inventory.hosts, access: access)
        let status = await gather(configuration, over: fleet, site: site)
        await fleet.close()
        return status
    }

    /// Asks the hosts of a fleet that is already connected. Its failures are part of the answer.
    package static func gather(
        _ configuration: Configuration, over fleet: Fleet, site: SiteManifest?,
        limit: Duration = observationLimit
    ) async -> ClusterStatus {
        let evidence = await Evidence.gather(
            configuration, from: fleet.hosts, failures: fleet.failures, limit: limit)
        return evaluate(
            configuration, observations: evidence.observations, failures: evidence.failures, pages: evidence.pages,
            site: site)
    }

    /// Judges hosts that have just been observed; only the VIPs are asked.
    package static func judge(
        _ configuration: Configuration, observed: [String: HostObservation], over fleet: Fleet, site: SiteManifest?
    ) async -> ClusterStatus {
        var evidence = Evidence(observations: observed, failures: fleet.failures)
        await evidence.take(await Evidence.askDirectly(configuration.inventory), configuration, fleet.hosts)
        return evaluate(
            configuration, observations: observed, failures: evidence.failures, pages: evidence.pages, site: site)
    }
}

/// What hosts said and VIPs answered, before any judgement.
struct Evidence: Sendable {
    var observations: [String: HostObservation] = [:]
    var failures: [HostError] = []
    var pages: [IPAddress: PageResult] = [:]

    static func gather(
        _ configuration: Configuration, from hosts: [RemoteHost], failures: [HostError], limit: Duration
    ) async -> Evidence {
        async let direct = askDirectly(configuration.inventory)
        var evidence = Evidence(failures: failures)
        await evidence.observe(configuration, hosts, limit)
        // After the observations: a host that waits for a VIP answers nothing else meanwhile.
        await evidence.take(await direct, configuration, hosts)
        return evidence
    }

    /// Takes the VIPs' answers; those that could not be reached from here are asked from a host.
    mutating func take(
        _ direct: [IPAddress: DirectAnswer], _ configuration: Configuration, _ hosts: [RemoteHost]
    ) async {
        for (address, answer) in direct {
            let retold = answer.isConnected ? nil : await askFromHosts(address, configuration, hosts)
            pages[address] = retold ?? answer.page
        }
    }

    private mutating func observe(_ configuration: Configuration, _ hosts: [RemoteHost], _ limit: Duration) async {
        let outcomes = await concurrently(hosts) { host async throws(HostError) in
            guard let desired = configuration.host(host.name) else {
                throw HostError(host: host.name, reason: .other("the inventory does not have this host"))
            }
            return try await host.observe(desired, timeout: limit)
        }
        for (host, outcome) in zip(hosts, outcomes) {
            switch outcome {
            case .success(let observation): observations[host.name] = observation
            case .failure(let error): failures.append(error)
            }
        }
    }

    typealias DirectAnswer = (page: PageResult, isConnected: Bool)

    static func askDirectly(_ inventory: Inventory) async -> [IPAddress: DirectAnswer] {
        await withTaskGroup(of: (IPAddress, DirectAnswer).self) { group in
            for vip in inventory.virtualAddresses {
                group.addTask { (vip.address, await PageProbe.ask(vip.address, port: inventory.proxy.port)) }
            }
            var answers: [IPAddress: DirectAnswer] = [:]
            for await (address, answer) in group { answers[address] = answer }
            return answers
        }
    }

    /// Asks from the first web server that answers, as it is no end of the VIP itself; nil where none is there.
    private func askFromHosts(
        _ address: IPAddress, _ configuration: Configuration, _ hosts: [RemoteHost]
    ) async -> PageResult? {
        let askers = hosts.filter { host in
            configuration.host(host.name)?.role == .web && observations[host.name] != nil
        }
        guard let asker = askers.first else { return nil }
        return await PageProbe.ask(address, port: configuration.inventory.proxy.port, from: asker)
    }
}
