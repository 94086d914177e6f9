import Addresses
import Fleet
import Inventory
import Observation
import Rendering
import SSH
import Status

extension Deploy {
    /// What a verification comes to.
    enum Verdict {
        case settled
        /// What is not as it should be, in sentences; and the VIPs that serve the page all the same.
        case unsettled([String], served: Set<IPAddress>)
        case interrupted
    }

    /// How long a cluster may take until it is as it should be: the VIP's first holder waits for its
    /// Master_Down_Interval, and servers for their first checks.
    static let settlingLimit = Duration.seconds(30)

    /// Asks the cluster itself whether it does its job: each VIP on exactly one balancer, the page served, every
    /// backend up on every balancer, every program running the configuration just written.
    ///
    /// - Parameter observed: what the hosts said before, where nothing was changed since.
    func verify(_ fleet: Fleet, observed: [String: HostObservation]?) async throws -> Verdict {
        if let observed {
            let status = await ClusterStatus.judge(configuration, observed: observed, over: fleet, site: site)
            if unsettled(status).isEmpty { return .settled }
        }
        // What was wrong before a deploy that changed nothing will hardly mend itself.
        return await settle(fleet, within: observed == nil ? Self.settlingLimit : .seconds(5), unsettled)
    }

    /// Asks again and again, until nothing is found or the limit is over.
    func settle(
        _ fleet: Fleet, within limit: Duration, _ unsettled: (ClusterStatus) -> [String]
    ) async -> Verdict {
        report(.began(host: inventory.name, step: "verify"))
        let deadline = ContinuousClock.now + limit
        while true {
            let status = await ClusterStatus.gather(configuration, over: fleet, site: site)
            // What a cancelled question found says nothing of the cluster.
            guard !Task.isCancelled else {
                report(.failed(host: inventory.name, step: "verify"))
                return .interrupted
            }
            let findings = unsettled(status)
            // What has not been checked may yet fail; where checks are rare it is taken for good at last.
            let isPending = status.backends.contains { $0.isUnchecked && isChosen($0.balancer) }
            if findings.isEmpty && (!isPending || ContinuousClock.now >= deadline) {
                report(.ended(host: inventory.name, step: "verify"))
                return .settled
            }
            guard ContinuousClock.now < deadline else {
                report(.failed(host: inventory.name, step: "verify"))
                return .unsettled(findings, served: status.servedAddresses)
            }
            try? await Task.sleep(for: .milliseconds(250))
        }
    }

    /// With `--limit` the other hosts may be anything, as long as the VIPs are served.
    private func unsettled(_ status: ClusterStatus) -> [String] {
        status.unsettled.filter { finding in finding.host.map(isChosen) ?? true }.map(\.text)
    }

    /// A web server with a new site must serve the page that the balancers check, before the next one gets the same
    /// site: a site without that page would otherwise take all of them out of use.
    func confirmPage(of plan: HostPlan, on host: RemoteHost) async throws(HostError) {
        guard plan.site != nil else { return }
        let port = Configuration.serverPort(inventory)
        let path = inventory.proxy.check.path
        let deadline = ContinuousClock.now + .seconds(10)
        while let page = await PageProbe.ask(host, port: port, path: path), !page.isServed {
            // What is "not found" or "forbidden" will not come by waiting; what is down may just be starting.
            guard ContinuousClock.now < deadline, !page.isRefusal else {
                throw HostError(
                    host: host.name,
                    reason: .other(
                        "with its new site it does not serve \(path), which the balancers check: \(page.words)"))
            }
            try? await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Before the next web server is touched, those balancers that run have this one back in use.
    ///
    /// Not being back within the limit is no failure here: the verification at the end says what is wrong.
    func awaitServer(_ plan: HostPlan, _ fleet: Fleet) async {
        guard plan.services.contains(where: { $0.action == .restart || $0.action == .start }) else { return }
        let script = """
            for try in $(seq 150); do
                [ -S /run/haproxy/admin.sock ] || exit 0
                row=$(echo 'show stat' | socat -t2 - UNIX-CONNECT:/run/haproxy/admin.sock | grep ',\(plan.host.name),') || exit 0
                case $row in *,UP,* | *,DRAIN,* | *',no check,'*) exit 0 ;; esac
                sleep 0.1
            done
            """
        let balancers = fleet.hosts.filter(isBalancer)
        _ = await concurrently(balancers) { host async throws(HostError) in
            try await host.run(.script(script, title: "wait for \(plan.host.name)"), timeout: .seconds(30))
        }
    }
}
