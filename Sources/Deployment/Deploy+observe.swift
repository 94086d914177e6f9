import Fleet
import Inventory
import Observation
import Rendering

extension Deploy {
    /// Reads every host's state, all at once.
    ///
    /// - Throws: `DeployError` where a host does not answer, or is not one that can be deployed to.
    func observe(_ fleet: Fleet) async throws -> [String: HostObservation] {
        let configuration = configuration
        let outcomes = await onEach(fleet.hosts, "observe") { host async throws(HostError) in
            guard let desired = configuration.host(host.name) else {
                throw HostError(host: host.name, reason: .other("the inventory does not have this host"))
            }
            return try await host.observe(desired, waits: true, timeout: .seconds(180))
        }
        var observed: [String: HostObservation] = [:]
        var errors: [HostError] = []
        for (host, outcome) in zip(fleet.hosts, outcomes) {
            switch outcome {
            case .success(let observation): observed[host.name] = observation
            case .failure(let error): errors.append(error)
            }
        }
        guard errors.isEmpty else { throw DeployError(nothingChanged: errors) }
        let problems = fleet.hosts.flatMap { host -> [HostError] in
            guard let desired = configuration.host(host.name), let observation = observed[host.name] else { return [] }
            return Preconditions.problems(desired, observation, inventory)
        }
        guard problems.isEmpty else { throw DeployError.refused(problems) }
        return observed
    }
}

extension DeployError {
    /// Errors of a phase in which nothing is replaced yet.
    init(nothingChanged errors: [HostError]) {
        self = errors.contains(where: \.isUnreachable) ? .unreachable(errors) : .refused(errors)
    }
}
