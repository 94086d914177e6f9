import Inventory
import Observation
import Rendering

extension Evaluation {
    func serviceFindings() -> [Finding] {
        observed.flatMap { desired, observation -> [Finding] in
            let missing = missingServices(desired)
            let present = desired.services.filter { !missing.contains($0) }
            return installation(missing, desired.host.name)
                + present.compactMap { finding($0, desired.host.name, observation) }
        }
    }

    private func missingServices(_ desired: HostConfiguration) -> [Service] {
        let units = observations[desired.host.name]?.units ?? [:]
        return desired.services.filter { !(units[$0]?.isLoaded ?? false) }
    }

    private func installation(_ services: [Service], _ host: String) -> [Finding] {
        guard !services.isEmpty else { return [] }
        let verb = services.count == 1 ? "is" : "are"
        let text = "\(host): \(list(services.map(\.rawValue))) \(verb) not installed; `cluster deploy` does that."
        return [Finding(.service, .degraded, host: host, text)]
    }

    private func finding(_ service: Service, _ host: String, _ observation: HostObservation) -> Finding? {
        let name = service.rawValue
        let unit = observation.units[service] ?? UnitState()
        if !unit.isActive {
            let text = """
                \(host): \(name) does not run (\(unit.activeState)): `cluster logs \(host)` says why, \
                `cluster deploy` starts it.
                """
            return Finding(.service, .degraded, host: host, text)
        }
        guard service == .haproxy, observation.haproxy == nil, observation.isRoot,
            observation.packages["socat"] != nil
        else { return nil }
        let text = "\(host): haproxy runs but does not answer on its statistics socket; see `cluster logs \(host)`."
        return Finding(.service, .degraded, host: host, text)
    }

    /// One finding a host: the report lists the differences themselves. A unit that does not run has its own, and where
    /// services are not even installed nothing else is as it should be.
    func driftFindings(_ drift: [Drift]) -> [Finding] {
        configuration.hosts.compactMap { desired in
            let name = desired.host.name
            let stopped = desired.services.map(\.rawValue).filter { service in
                !(observations[name]?.units.first { $0.key.rawValue == service }?.value.isActive ?? false)
            }
            let own = drift.filter { $0.host == name && !($0.kind == .unit && stopped.contains($0.subject)) }
            guard !own.isEmpty, missingServices(desired).isEmpty else { return nil }
            let places = own.count == 1 ? "one place" : "\(own.count) places"
            let text = """
                \(name) differs from the inventory in \(places); `cluster deploy` mends that, \
                `cluster deploy --dry-run` shows how.
                """
            return Finding(.drift, .degraded, host: name, text)
        }
    }
}
