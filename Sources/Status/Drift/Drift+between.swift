import Inventory
package import Observation
package import Rendering

extension Drift {
    /// Every difference between what a host should be and what it is; in the order packages, files, kernel parameters,
    /// units, site, running configuration.
    ///
    /// - Parameter site: the inventory's site; nil leaves the web servers' content alone.
    package static func between(
        _ configuration: Configuration, _ desired: HostConfiguration, _ observed: HostObservation, site: SiteManifest?
    ) -> [Drift] {
        let comparison = Comparison(desired: desired, observed: observed)
        return comparison.packages() + comparison.files() + comparison.sysctls() + comparison.units()
            + comparison.site(site) + comparison.running(configuration)
    }

    private struct Comparison {
        let desired: HostConfiguration
        let observed: HostObservation

        private func drift(_ kind: Kind, _ subject: String, expected: String, found: String) -> Drift {
            Drift(host: desired.host.name, kind: kind, subject: subject, expected: expected, found: found)
        }

        func packages() -> [Drift] {
            desired.packages.filter { observed.packages[$0] == nil }.map { package in
                drift(.package, package, expected: "installed", found: "missing")
            }
        }

        func files() -> [Drift] {
            desired.files.compactMap { file in
                FileDifference(file, observed.files[file.path]).map { difference in
                    drift(.file, file.path, expected: difference.expected, found: difference.found)
                }
            }
        }

        func sysctls() -> [Drift] {
            desired.sysctls.compactMap { sysctl in
                let value = observed.sysctls[sysctl.key] ?? ""
                guard value != sysctl.value else { return nil }
                return drift(.sysctl, sysctl.key, expected: sysctl.value, found: value.isEmpty ? "missing" : value)
            }
        }

        func units() -> [Drift] {
            let wanted = desired.services.compactMap { service -> Drift? in
                let unit = observed.units[service] ?? UnitState()
                guard !unit.isActive || !unit.isEnabled else { return nil }
                return drift(.unit, service.rawValue, expected: "enabled, active", found: unit.words)
            }
            let unwanted = desired.unwanted.filter(observed.keepsRunning).map { service in
                drift(
                    .unit, service.rawValue, expected: "stopped", found: (observed.units[service] ?? UnitState()).words)
            }
            return wanted + unwanted
        }

        func site(_ site: SiteManifest?) -> [Drift] {
            guard desired.servesSite, let site else { return [] }
            return SiteDifference.between(site, observed.site).map { difference in
                drift(.site, difference.path, expected: difference.expected, found: difference.found)
            }
        }

        func running(_ configuration: Configuration) -> [Drift] {
            RunningConfiguration.all(configuration, observed).filter { !$0.isCurrent }.map { running in
                drift(
                    .running, running.program, expected: running.expected,
                    found: running.found.isEmpty ? "another configuration" : running.found)
            }
        }
    }
}

extension UnitState {
    /// `enabled, failed`; `not installed`.
    var words: String {
        isLoaded ? "\(isEnabled ? "enabled" : "not enabled"), \(activeState)" : "not installed"
    }
}

extension RunningConfiguration {
    /// What each program of the host that can be asked says it has loaded.
    package static func all(_ configuration: Configuration, _ observed: HostObservation) -> [RunningConfiguration] {
        var all: [RunningConfiguration] = []
        if let haproxy = observed.haproxy {
            all.append(
                RunningConfiguration(
                    program: Service.haproxy.rawValue, expected: configuration.haproxyDescription,
                    found: haproxy.description ?? ""))
        }
        if let keepalived = observed.keepalived {
            all.append(
                RunningConfiguration(
                    program: Service.keepalived.rawValue, expected: configuration.keepalivedRouterID,
                    found: keepalived.routerID))
        }
        return all
    }
}
