import Inventory
package import Observation
package import Rendering
import Status

/// Decides what to change: a pure function of what hosts should be and what they are.
package enum Planner {
    /// - Parameter site: the inventory's site, where it has one.
    package static func plan(
        _ configuration: Configuration, observed: [String: HostObservation], site: SiteManifest?
    ) -> Plan {
        let order = order(configuration, observed)
        let hosts = order.compactMap { name -> HostPlan? in
            guard let desired = configuration.host(name), let observation = observed[name] else { return nil }
            return plan(desired, configuration, observation, site)
        }
        return Plan(hosts: hosts)
    }

    /// Web servers first, then the balancers: at the first start the MASTER before the BACKUP; in a running cluster
    /// the standby before the one that holds a VIP.
    static func order(_ configuration: Configuration, _ observed: [String: HostObservation]) -> [String] {
        let inventory = configuration.inventory
        func holds(_ balancer: Balancer) -> Bool {
            observed[balancer.host.name].map { !$0.held(of: inventory.virtualAddresses).isEmpty } ?? false
        }
        let isRunning = inventory.balancers.contains(where: holds)
        let balancers = inventory.balancers.sorted { first, second in
            if isRunning && holds(first) != holds(second) { return holds(second) }
            return first.priority > second.priority
        }
        return inventory.webServers.map(\.host.name) + balancers.map(\.host.name)
    }

    private static func plan(
        _ desired: HostConfiguration, _ configuration: Configuration, _ observed: HostObservation, _ site: SiteManifest?
    ) -> HostPlan {
        var plan = HostPlan(host: desired.host, role: desired.role)
        plan.packages = desired.packages.filter { observed.packages[$0] == nil }
        plan.files = desired.files.compactMap { change($0, observed) }
        plan.sysctls = desired.sysctls.compactMap { sysctl in
            let before = observed.sysctls[sysctl.key]
            return before == sysctl.value ? nil : SysctlChange(key: sysctl.key, before: before, after: sysctl.value)
        }
        if desired.servesSite, let site { plan.site = change(site, observed.site) }
        plan.services = services(desired, configuration, observed, plan)
        return plan
    }

    private static func change(_ file: ManagedFile, _ observed: HostObservation) -> FileChange? {
        let before = observed.files[file.path]
        return FileDifference(file, before).map { _ in FileChange(file: file, before: before) }
    }

    private static func change(_ site: SiteManifest, _ observed: ObservedSite) -> SiteChange? {
        guard let comparison = SiteComparison(site, observed) else {
            return SiteChange(added: site.paths, directories: site.directories.sorted(), isFirst: true)
        }
        let change = SiteChange(
            added: comparison.missingFiles, changed: comparison.changedFiles, removed: comparison.surplus,
            directories: comparison.missingDirectories)
        return change.count == 0 ? nil : change
    }

    // MARK: Services

    private static func services(
        _ desired: HostConfiguration, _ configuration: Configuration, _ observed: HostObservation, _ plan: HostPlan
    ) -> [ServiceChange] {
        var changes = desired.unwanted.filter(observed.keepsRunning).map { service in
            ServiceChange(service: service, action: .stop, reason: "the inventory no longer asks for it")
        }
        for service in desired.services {
            if let change = change(service, desired, configuration, observed, plan) { changes.append(change) }
        }
        if desired.services.contains(.varnish), let site = plan.site, !site.isFirst,
            // Only a cache that starts is empty: a reload keeps what it holds.
            !changes.contains(where: { $0.service == .varnish && [.start, .restart].contains($0.action) })
        {
            changes.append(ServiceChange(service: .varnish, action: .purge, reason: "the site changes"))
        }
        return changes.map { change in
            var change = change
            change.wasActive = observed.units[change.service]?.isActive ?? false
            change.wasEnabled = observed.units[change.service]?.isEnabled ?? false
            return change
        }
    }

    private static func change(
        _ service: Service, _ desired: HostConfiguration, _ configuration: Configuration, _ observed: HostObservation,
        _ plan: HostPlan
    ) -> ServiceChange? {
        func action(_ action: ServiceChange.Action, _ reason: String) -> ServiceChange {
            ServiceChange(service: service, action: action, reason: reason)
        }
        let unit = observed.units[service] ?? UnitState()
        guard unit.isActive else { return action(.start, unit.isLoaded ? "it is \(unit.activeState)" : "it is new") }
        let changed = plan.files.map(\.file).filter { $0.service == service }
        if let file = changed.first(where: \.needsRestart) { return action(.restart, "\(file.path) changes") }
        if let file = changed.first { return action(.reload, "\(file.path) changes") }
        let stamp = AppliedStamp(service, desired.files)
        guard let applied = AppliedStamp(text: observed.applied[service]), applied.restart == stamp.restart else {
            return action(.restart, "it has not loaded its present settings")
        }
        if applied.reload != stamp.reload || runsAnother(service, configuration, observed) {
            return action(.reload, "it has not loaded its present configuration")
        }
        return unit.isEnabled ? nil : action(.enable, "it would not start after a boot")
    }

    /// Whether the running program itself says that it has loaded another configuration.
    private static func runsAnother(
        _ service: Service, _ configuration: Configuration, _ observed: HostObservation
    ) -> Bool {
        RunningConfiguration.all(configuration, observed).contains { $0.program == service.rawValue && !$0.isCurrent }
    }
}
