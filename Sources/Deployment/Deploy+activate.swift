import Addresses
import Fleet
import Inventory
import Rendering
import SSH

extension Deploy {
    /// Puts the staged files into place, host after host in the plan's order.
    ///
    /// Ctrl-C is heard between two hosts, never in the middle of one. A failure and Ctrl-C both put back every host
    /// that this release has changed, the last one first.
    func activate(_ plans: [HostPlan], _ fleet: Fleet, _ release: Release, _ lock: ClusterLock) async throws {
        var touched = release.interrupted.filter(isChosen).compactMap(fleet.host)
        for plan in plans {
            guard let host = fleet.host(plan.host.name), let desired = configuration.host(host.name) else { continue }
            guard !Task.isCancelled else { throw await interrupted(touched, release) }
            try await lock.check()
            touched.append(host)
            let command = Activation.command(
                plan, desired, id: release.id, siteCopy: release.siteCopy, servers: servers)
            try await run(command, "activate", on: host, touched, release) { host async throws(HostError) in
                try await confirmPage(of: plan, on: host)
            }
            if plan.role == .web { await awaitServer(plan, fleet) }
        }
        for plan in plans {
            guard let host = fleet.host(plan.host.name), let command = Activation.stops(plan, id: release.id) else {
                continue
            }
            guard !Task.isCancelled else { throw await interrupted(touched, release) }
            try await run(command, "stop", on: host, touched, release)
        }
        guard !Task.isCancelled else { throw await interrupted(touched, release) }
    }

    /// Where the balancers send requests.
    private var servers: [Endpoint] {
        let port = Configuration.serverPort(inventory)
        return inventory.webServers.map { Endpoint(address: $0.host.address.address, port: port) }
    }

    /// - Throws: `DeployError.failed`, when everything touched was put back.
    private func run(
        _ command: RemoteCommand, _ step: String, on host: RemoteHost, _ touched: [RemoteHost], _ release: Release,
        confirm: @escaping @Sendable (RemoteHost) async throws(HostError) -> Void = { _ in }
    ) async throws {
        let outcome = await shielded {
            await onEach([host], step) { host async throws(HostError) in
                try await host.check(command, timeout: .seconds(300))
                try await confirm(host)
            }
        }
        if case .failure(let error)? = outcome.first {
            let (restored, notRestored) = await putBack(touched, release.id)
            throw DeployError.failed(error, restored: restored, notRestored: notRestored)
        }
    }

    private func interrupted(_ touched: [RemoteHost], _ release: Release) async -> DeployError {
        let (restored, notRestored) = await putBack(touched, release.id)
        return .interrupted(restored: restored, notRestored: notRestored)
    }

    /// Returns hosts to what the release found on them, the last one first. What did not run before is stopped when
    /// all hosts have their files again.
    func putBack(_ hosts: [RemoteHost], _ release: String) async -> (restored: [String], notRestored: [HostError]) {
        await shielded {
            var errors: [HostError] = []
            var hosts = Array(hosts.reversed())
            for (step, command) in [
                ("put back", Activation.restore(id: release)), ("end", Activation.endRestore(id: release)),
            ] {
                var done: [RemoteHost] = []
                for host in hosts where !done.contains(where: { $0.name == host.name }) {
                    do throws(HostError) {
                        try await told(host, step) { host async throws(HostError) in
                            _ = try await host.check(command, timeout: .seconds(300))
                        }
                        done.append(host)
                    } catch {
                        errors.append(error)
                    }
                }
                hosts = done
            }
            return (hosts.map(\.name), errors)
        }
    }

    /// Marks each host's release as complete.
    func finish(_ releases: [String: String], _ fleet: Fleet) async {
        let hosts = fleet.hosts.filter { releases[$0.name] != nil }
        let outcomes = await shielded {
            await concurrently(hosts) { host async throws(HostError) in
                guard let id = releases[host.name] else { return }
                try await host.check(Activation.finish(id: id))
            }
        }
        for case .failure(let error) in outcomes {
            // Everything is in place; the next deploy ends what this one could not.
            report(.note(host: error.host, text: "\(error)"))
        }
    }

    /// Runs to its end whatever becomes of the surrounding task: a host is never left in the middle of a step.
    func shielded<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value {
        await Task { await body() }.value
    }
}
