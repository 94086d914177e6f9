package enum ProxyMode: Sendable {
    case http
    case tcp

    var word: String { self == .http ? "http" : "tcp" }
}

/// A `frontend`, a `backend` or a `listen` (both at once) at one moment.
package struct ProxySnapshot: Sendable {
    package var name = ""
    /// Its number among the proxies, from 2 as HAProxy counts (1 is the runtime socket), or its `id`.
    package var identifier: UInt32 = 0
    package var mode = ProxyMode.http
    package var description: String?
    package var frontend: FrontendSnapshot?
    /// Only of frontends with `option socket-stats`.
    package var listeners: [ListenerSnapshot] = []
    package var servers: [ServerSnapshot] = []
    package var backend: BackendSnapshot?

    package init() {}

    /// Sum of the weights, as set, of the servers that balancing would use: backups only where nothing else is left,
    /// and then only the first, but for `option allbackups`.
    var usableUserWeight: UInt32 {
        let usesBackups = backend?.activeServers == 0
        var sum: UInt32 = 0
        for server in servers where server.isBackup == usesBackups && server.isUsable {
            sum &+= server.userWeight
            if usesBackups && backend?.usesAllBackups != true { break }
        }
        return sum
    }

    /// What it is, as the page's legend calls it.
    var capabilities: String {
        if backend == nil { return "frontend" }
        return frontend == nil ? "backend" : "proxy"
    }
}
