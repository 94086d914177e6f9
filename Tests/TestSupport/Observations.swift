package import Addresses
import Inventory
package import Observation
package import Rendering

/// What hosts say of themselves, for tests that need no host.
package enum Observations {
    /// A fresh Debian 12 on which nothing of the cluster is.
    package static func fresh(_ desired: HostConfiguration) -> HostObservation {
        var observed = HostObservation()
        observed.isRoot = true
        observed.operatingSystem = OperatingSystem(id: "debian", version: "12", name: "Debian GNU/Linux 12 (bookworm)")
        observed.addresses = [ObservedAddress(interface: "eth0", address: desired.host.address)]
        observed.sysctls = Dictionary(uniqueKeysWithValues: desired.sysctls.map { ($0.key, "0") })
        return observed
    }

    /// A host that is all that it should be.
    ///
    /// - Parameter applied: what each service was last made to load, as a deploy writes it down.
    package static func deployed(
        _ desired: HostConfiguration, of configuration: Configuration, site: SiteManifest? = nil,
        applied: [Service: String] = [:], holds: [InterfaceAddress] = []
    ) -> HostObservation {
        var observed = fresh(desired)
        observed.packages = Dictionary(uniqueKeysWithValues: desired.packages.map { ($0, "1.0") })
        for file in desired.files {
            observed.files[file.path] =
                switch file.content {
                case .text(let text): .text(text, mode: file.mode, owner: "root:root")
                case .link(let target): .link(target)
                }
        }
        observed.sysctls = Dictionary(uniqueKeysWithValues: desired.sysctls.map { ($0.key, $0.value) })
        observed.applied = applied
        observed.units = Dictionary(uniqueKeysWithValues: desired.services.map { ($0, running) })
        observed.addresses += holds.map { ObservedAddress(interface: "eth0", address: $0) }
        if desired.role == .balancer { addRuntimes(&observed, configuration) }
        if desired.servesSite, let site {
            observed.site = .present(
                target: "\(Configuration.Path.site)/1", files: site.files, directories: site.directories, others: [])
        }
        return observed
    }

    private static var running: UnitState {
        var unit = UnitState()
        unit.isLoaded = true
        unit.isEnabled = true
        unit.activeState = "active"
        unit.subState = "running"
        return unit
    }

    private static func addRuntimes(_ observed: inout HostObservation, _ configuration: Configuration) {
        observed.haproxy = HAProxyRuntime(info: "description: \(configuration.haproxyDescription)\n", stat: "")
        observed.keepalived = KeepalivedRuntime(
            data: "------< Global definitions >------\n Router ID = \(configuration.keepalivedRouterID)\n")
    }
}
