import Addresses
import DataPlane
import HAProxyConf

/// Where clients come to: one address of one `bind`. By it a socket is found again after a reload.
struct TrafficPoint: Hashable {
    let address: IPAddress
    let port: UInt16
    let takesIPv4: Bool?
    /// Tells several binds to the same address apart.
    let repetition: Int

    /// `10.0.0.10:80`
    var text: String { address.family == .ipv4 ? "\(address):\(port)" : "[\(address)]:\(port)" }
}

/// What a configuration listens on.
struct TrafficPlan {
    struct Entry {
        let point: TrafficPoint
        /// Indices into the configuration's frontends and their binds.
        let frontend: Int
        let bind: Int
        let backlog: Int32
        /// `haproxy.cfg:31: frontend 'www'`
        let subject: String
    }

    let entries: [Entry]

    init(_ configuration: HAProxyConfiguration) {
        var entries: [Entry] = []
        var seen: [TrafficPoint: Int] = [:]
        for (frontendIndex, frontend) in configuration.frontends.enumerated() where !frontend.isDisabled {
            for (index, bind) in frontend.binds.enumerated() {
                let first = TrafficPoint(
                    address: bind.address, port: bind.port, takesIPv4: bind.takesIPv4, repetition: 0)
                let repetition = seen[first] ?? 0
                seen[first] = repetition + 1
                let point = TrafficPoint(
                    address: bind.address, port: bind.port, takesIPv4: bind.takesIPv4, repetition: repetition)
                entries.append(
                    Entry(
                        point: point, frontend: frontendIndex, bind: index,
                        backlog: Self.backlog(bind, frontend, configuration.global),
                        subject: "\(bind.location): frontend '\(frontend.name)'"))
            }
        }
        self.entries = entries
    }

    /// As HAProxy's `listener_backlog`: the nearest limit that is given. The kernel has the last word (somaxconn).
    private static func backlog(_ bind: Bind, _ frontend: Frontend, _ global: Global) -> Int32 {
        let wanted = [
            bind.backlog, frontend.backlog, bind.maxConnections, frontend.maxConnections, global.maxConnections,
        ]
        for case let count? in wanted where count > 0 { return Int32(clamping: count) }
        return 4096
    }
}
