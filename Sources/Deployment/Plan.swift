package import Inventory
package import Observation
package import Rendering

/// What a deploy will change, host by host: the same values are printed by a dry run and carried out by a real one.
package struct Plan: Hashable, Sendable {
    /// In the order in which hosts are changed.
    package var hosts: [HostPlan]

    package var changeCount: Int { hosts.reduce(0) { $0 + $1.changeCount } }
    package var isEmpty: Bool { changeCount == 0 }

    /// Takes out the stops of services that balancers outside this plan may still pass requests to.
    ///
    /// - Returns: what was taken out.
    mutating func withholdStops(neededBy balancers: [String]) -> [(host: String, service: Service)] {
        guard !balancers.isEmpty else { return [] }
        var withheld: [(host: String, service: Service)] = []
        for index in hosts.indices where hosts[index].role == .web {
            let stops = hosts[index].services.filter { $0.action == .stop && $0.service.servesPages }
            withheld += stops.map { (hosts[index].host.name, $0.service) }
            hosts[index].services.removeAll { stops.contains($0) }
        }
        return withheld
    }
}

/// What will change on one host.
package struct HostPlan: Hashable, Sendable {
    package var host: Host
    package var role: HostConfiguration.Role
    /// Debian packages to install.
    package var packages: [String] = []
    package var files: [FileChange] = []
    package var sysctls: [SysctlChange] = []
    package var site: SiteChange?
    package var services: [ServiceChange] = []

    package var changeCount: Int {
        packages.count + files.count + sysctls.count + (site?.count ?? 0) + services.count
    }
    package var isEmpty: Bool { changeCount == 0 }

    /// Stops of what a balancer runs on a host that is a web server now, or the other way about.
    var servicesOfFormerRole: [ServiceChange] { services.filter { $0.action == .stop && $0.service.role != role } }
}

package struct FileChange: Hashable, Sendable {
    package var file: ManagedFile
    /// What stands there now; nil for nothing.
    package var before: ObservedFile?
}

package struct SysctlChange: Hashable, Sendable {
    package var key: String
    package var before: String?
    package var after: String
}

/// How the copy of the site on a web server becomes the same as the folder.
package struct SiteChange: Hashable, Sendable {
    package var added: [String] = []
    package var changed: [String] = []
    /// Files, links and folders of the present copy that the folder does not have.
    package var removed: [String] = []
    /// Folders of the site that the present copy lacks.
    package var directories: [String] = []
    /// Whether the web server has no copy of ours yet.
    package var isFirst = false

    package var count: Int { max(isFirst ? 1 : 0, added.count + changed.count + removed.count + directories.count) }
    package var written: [String] { (added + changed).sorted() }
}

package struct ServiceChange: Hashable, Sendable {
    package enum Action: String, Hashable, Sendable {
        case start
        case reload
        case restart
        /// Stopped and not started at boot any more.
        case stop
        /// Runs already, and shall run after a boot too.
        case enable
        /// Loads the site's new pages: what a cache holds of the old ones is dropped.
        case purge
    }

    package var service: Service
    package var action: Action
    package var reason: String
    /// What the way back leads to: the state before the deploy, and so before a package just installed started it.
    package var wasActive = false
    package var wasEnabled = false
}
