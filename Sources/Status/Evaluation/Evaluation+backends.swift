import Inventory
import Observation
import Rendering

extension Evaluation {
    func backends() -> [BackendStatus] {
        observed.flatMap { desired, observation -> [BackendStatus] in
            guard desired.role == .balancer, let haproxy = observation.haproxy else { return [] }
            return inventory.webServers.map { status(of: $0.host.name, haproxy, balancer: desired.host.name) }
        }
    }

    private func status(of server: String, _ haproxy: HAProxyRuntime, balancer: String) -> BackendStatus {
        guard let found = haproxy.servers.first(where: { $0.name == server }) else {
            return BackendStatus(
                balancer: balancer, backend: "", server: server, status: "missing", check: "", isUp: false,
                sinceSeconds: 0, sessions: 0)
        }
        return BackendStatus(
            balancer: balancer, backend: found.backend, server: server, status: found.status,
            // A `*` marks a check that is under way (management guide §9.1); its last outcome is what matters.
            check: String(found.checkStatus.drop { "* ".contains($0) }), isUp: found.isUp,
            sinceSeconds: found.sinceSeconds, sessions: found.currentSessions)
    }

    /// One finding for each web server that some balancer does not use.
    func backendFindings(_ backends: [BackendStatus]) -> [Finding] {
        inventory.webServers.compactMap { server in
            let name = server.host.name
            let views = backends.filter { $0.server == name }
            // A weight of 0 is how the inventory itself keeps new clients away: HAProxy calls that DRAIN.
            let without = views.filter { !$0.isUp && !(server.weight == 0 && $0.status.hasPrefix("DRAIN")) }
            guard let first = without.first else { return nil }
            let who = without.count == views.count ? "every balancer" : list(without.map(\.balancer)) + " alone"
            let check = first.check.isEmpty ? "" : " (\(first.check): \(Self.meaning(first.check)))"
            let text = "\(name) is \(Visible.text(first.status)) for \(who)\(check)\(advice(first, views, without))"
            return Finding(.backend, .degraded, host: name, text)
        }
    }

    private func advice(
        _ first: BackendStatus, _ views: [BackendStatus], _ without: [BackendStatus]
    ) -> String {
        switch first.status {
        case "missing": ": its haproxy runs a configuration without it; `cluster deploy` mends that."
        case let status where status.hasPrefix("MAINT") || status.hasPrefix("DRAIN"):
            ": somebody took it out of use on the balancer."
        default:
            without.count < views.count
                ? ": check the network between the two."
                : ": check its services and the network."
        }
    }

    /// In words: what HAProxy's check statuses mean (management guide §9.1, `check_status`).
    static func meaning(_ check: String) -> String {
        switch check {
        case "L4CON": "connection refused or no route"
        case "L4TOUT": "no connection in time"
        case "L6TOUT": "no TLS handshake in time"
        case "L7TOUT": "no HTTP answer in time"
        case "L7RSP": "an answer that is not HTTP"
        case "L7STS": "an HTTP status that is neither 2xx nor 3xx"
        case "SOCKERR": "no socket for the check"
        case "L4OK", "L6OK", "L7OK", "L7OKC": "the last check passed"
        case "INI": "not checked yet"
        default: "see HAProxy's management guide"
        }
    }
}
