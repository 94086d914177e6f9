import Addresses
import Inventory

/// The names that haproxy.cfg's template may use.
struct HAProxyValues {
    let inventory: Inventory

    var values: [String: Any] {
        ["proxy": proxy, "webServers": webServers]
    }

    private var proxy: [String: Any] {
        let settings = inventory.proxy
        return [
            "maxConnections": settings.maxConnections,
            "balance": settings.balance.rawValue,
            "cookie": settings.cookie ?? false,
            "binds": inventory.virtualAddresses.map { Self.endpoint($0.address, settings.port) },
            "timeouts": timeouts,
            "check": [
                "path": settings.check.path, "interval": Self.time(settings.check.interval),
                "timeout": Self.time(settings.check.timeout), "rise": settings.check.rise, "fall": settings.check.fall,
            ] as [String: Any],
            "statistics": ["path": settings.statistics.path, "login": login] as [String: Any],
        ]
    }

    private var login: Any {
        guard let login = inventory.proxy.statistics.login else { return false }
        return SectionContext(["user": login.user, "password": login.password.value])
    }

    private var timeouts: [String: Any] {
        let timeouts = inventory.proxy.timeouts
        return [
            "connect": Self.time(timeouts.connect), "client": Self.time(timeouts.client),
            "server": Self.time(timeouts.server), "queue": Self.time(timeouts.queue),
            "httpRequest": Self.time(timeouts.httpRequest), "httpKeepAlive": Self.time(timeouts.httpKeepAlive),
        ]
    }

    private var webServers: [SectionContext] {
        let port = Configuration.serverPort(inventory)
        return inventory.webServers.map { server in
            SectionContext([
                "name": server.host.name, "endpoint": Self.endpoint(server.host.address.address, port),
                "weight": server.weight,
            ])
        }
    }

    /// `address:port`, IPv6 in brackets.
    static func endpoint(_ address: IPAddress, _ port: Int) -> String {
        address.family == .ipv6 ? "[\(address)]:\(port)" : "\(address):\(port)"
    }

    /// In HAProxy's time format (configuration manual §2.5), with the largest unit that keeps it exact.
    static func time(_ duration: Duration) -> String {
        let milliseconds = duration / .milliseconds(1)
        let units: [(suffix: String, milliseconds: Double)] = [
            ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000),
        ]
        for unit in units where milliseconds >= unit.milliseconds {
            let count = milliseconds / unit.milliseconds
            if count == count.rounded() { return "\(Int(count))\(unit.suffix)" }
        }
        return "\(Int(milliseconds.rounded(.up)))ms"
    }
}
