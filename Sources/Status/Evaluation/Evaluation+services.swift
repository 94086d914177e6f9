import Inventory
import Observation
import Rendering

extension Evaluation {
    func serviceFindings() -> [Finding] {
        observed.flatMap { desired, observation in
            desired.services.compactMap { finding($0, desired.host.name, observation) }
        }
    }

    private func finding(_ service: Service, _ host: String, _ observation: HostObservation) -> Finding? {
        let name = service.rawValue
        guard let unit = observation.units[service], unit.isLoaded else {
            return Finding(
                .service, .degraded, host: host, "\(host): \(name) is not installed; `cluster deploy` installs it.")
        }
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

    /// One finding a host: the report lists the differences themselves. A unit that does not run has its own.
    func driftFindings(_ drift: [Drift]) -> [Finding] {
        configuration.hosts.compactMap { desired in
            let name = desired.host.name
            let stopped = desired.services.map(\.rawValue).filter { service in
                !(observations[name]?.units.first { $0.key.rawValue == service }?.value.isActive ?? false)
            }
            let own = drift.filter { $0.host == name && !($0.kind == .unit && stopped.contains($0.subject)) }
            guard !own.isEmpty else { return nil }
            let places = own.count == 1 ? "one place" : "\(own.count) places"
            let text = """
                \(name) differs from the inventory in \(places); `cluster deploy` mends that, \
                `cluster deploy --dry-run` shows how.
                """
            return Finding(.drift, .degraded, host: name, text)
        }
    }
}
