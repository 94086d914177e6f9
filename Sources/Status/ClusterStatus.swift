package import Addresses
import Inventory
import Rendering

/// How a cluster does, from what its hosts said and what its VIPs answered.
package struct ClusterStatus: Hashable, Sendable, Encodable {
    package var cluster: String
    package var health: Health
    /// What keeps the cluster from being healthy, the worst first.
    package var findings: [Finding]
    /// What deserves a look and makes nothing worse yet.
    package var warnings: [Finding]
    package var vips: [VIPStatus]
    /// In the order of a deploy: web servers, then balancers.
    package var hosts: [HostStatus]
    /// Every server of the inventory as every balancer that answers sees it.
    package var backends: [BackendStatus]
    package var drift: [Drift]
    /// Where HAProxy shows its statistics, one URL for each VIP.
    package var statistics: [String]

    /// What a deploy still waits for or must report: every finding that is not about the machines themselves, nor about
    /// a host that could not be asked. Empty when each VIP is on exactly one balancer and serves the page, every
    /// service and backend is up, nothing drifts and every program runs the rendered configuration.
    package var unsettled: [Finding] {
        let unreachable = Set(hosts.filter { !$0.isReachable }.map(\.name))
        return findings.filter { finding in
            guard finding.topic != .machine, finding.topic != .host else { return false }
            return finding.host.map { !unreachable.contains($0) } ?? true
        }
    }

    /// The VIPs that serve the page.
    package var servedAddresses: Set<IPAddress> {
        Set(vips.filter { $0.page?.isServed ?? false }.compactMap { IPAddress($0.address) })
    }

    /// What is wrong whatever the hosts should be, which need not be what the inventory says: where balancers run, each
    /// VIP is on one of them and serves the page. A VIP that nobody has is no fault where another is held: what runs
    /// may not know it.
    package var faultsOfWhateverRuns: [String] {
        let services = hosts.flatMap(\.services)
        guard services.contains(where: { $0.name == Service.keepalived.rawValue && $0.isActive }) else { return [] }
        let isAnyHeld = vips.contains { !$0.holders.isEmpty }
        return vips.flatMap { vip -> [String] in
            switch vip.holders.count {
            case 0 where isAnyHeld: []
            case 0: ["\(vip.address) is on no balancer."]
            case 1: vip.page.flatMap { $0.isServed ? nil : ["\($0.url): \($0.words)."] } ?? []
            default: ["\(vip.address) is on \(vip.holders.joined(separator: " and ")) at once."]
            }
        }
    }

    package var isSettled: Bool { unsettled.isEmpty }

    package func host(_ name: String) -> HostStatus? { hosts.first { $0.name == name } }
}

/// The verdict, from good to bad.
package enum Health: String, Hashable, Sendable, Comparable, Encodable, CaseIterable {
    /// Serves, and can lose a host without anyone noticing.
    case healthy
    /// Serves, but something is wrong or the next failure would be an outage.
    case degraded
    /// A VIP does not serve its page.
    case down

    /// Exit status of `cluster status`: 0, 1, 2.
    package var exitCode: Int32 {
        switch self {
        case .healthy: 0
        case .degraded: 1
        case .down: 2
        }
    }

    package static func < (first: Health, second: Health) -> Bool { first.exitCode < second.exitCode }
}

/// One thing that is wrong, in a sentence that says where, what, and what to do.
package struct Finding: Hashable, Sendable, Encodable {
    package enum Topic: String, Hashable, Sendable, Encodable {
        case vip, page, vrrp, service, backend, drift
        /// A host that cannot be asked.
        case host
        /// Memory, disks, RAID.
        case machine
    }

    package var topic: Topic
    /// The health that this alone amounts to; `healthy` for a warning.
    package var severity: Health
    /// The host it is about; nil where it concerns the cluster.
    package var host: String?
    package var text: String

    package init(_ topic: Topic, _ severity: Health, host: String? = nil, _ text: String) {
        self.topic = topic
        self.severity = severity
        self.host = host
        self.text = text
    }
}
