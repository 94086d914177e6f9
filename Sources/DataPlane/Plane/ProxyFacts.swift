import Balancing
import HAProxyConf

extension Duration {
    /// Nanoseconds; the longest time there is for what does not fit.
    var nanoseconds: Int64 {
        let (seconds, rest) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : product + rest / 1_000_000_000
    }
}

/// Time limits in nanoseconds; `Int64.max` for none. One that is set is never so long that a moment overflows.
func limit(_ duration: Duration?) -> Int64 {
    duration.map { min($0.nanoseconds, 1 << 60) } ?? .max
}

/// What a thread looks at of a frontend for every request: numbers only.
struct FrontendFacts {
    var isHTTP: Bool
    var client: Int64
    var clientFin: Int64
    var request: Int64
    var keepAlive: Int64
    var connectionMode: ConnectionMode
    var defaultBackend: Int16
    var connectionLimit: Int64
    var hasConnectionRules: Bool
    var hasRequestRules: Bool
    var hasBackendRules: Bool
    var hasResponseRules: Bool
    var logs: Bool
    var skipsEmptyConnections: Bool

    init(_ frontend: Frontend) {
        isHTTP = frontend.mode == .http
        client = limit(frontend.timeouts.client)
        clientFin = limit(frontend.timeouts.clientFin ?? frontend.timeouts.client)
        request = limit(frontend.timeouts.httpRequest ?? frontend.timeouts.client)
        keepAlive = limit(
            frontend.timeouts.httpKeepAlive ?? frontend.timeouts.httpRequest ?? frontend.timeouts.client)
        connectionMode = frontend.connectionMode
        defaultBackend = Int16(frontend.defaultBackend ?? -1)
        connectionLimit = Int64(frontend.maxConnections ?? .max)
        hasConnectionRules = !frontend.connectionRules.isEmpty
        hasRequestRules = !frontend.requestRules.isEmpty
        hasBackendRules = !frontend.backendRules.isEmpty
        hasResponseRules = !frontend.responseRules.isEmpty
        logs = !frontend.logging.targets.isEmpty
        skipsEmptyConnections = frontend.logging.skipsEmptyConnections
    }
}

/// What a thread looks at of a backend for every request.
struct BackendFacts {
    var isHTTP: Bool
    var connect: Int64
    var server: Int64
    var serverFin: Int64
    var queue: Int64
    var tunnel: Int64
    var connectionMode: ConnectionMode
    var reuse: Balancing.ConnectionReuse
    var abortsOnClose: Bool
    var redispatches: Bool
    var hasServerRules: Bool
    var hasRequestRules: Bool
    var hasResponseRules: Bool
    var firstServer: Int

    init(_ backend: Backend, firstServer: Int) {
        isHTTP = backend.mode == .http
        connect = limit(backend.timeouts.connect)
        server = limit(backend.timeouts.server)
        serverFin = limit(backend.timeouts.serverFin ?? backend.timeouts.server)
        queue = limit(backend.timeouts.queue ?? backend.timeouts.connect)
        tunnel = limit(backend.timeouts.tunnel)
        connectionMode = backend.connectionMode
        reuse =
            switch backend.reuse {
            case .never: .never
            case .safe: .safe
            case .aggressive: .aggressive
            case .always: .always
            }
        abortsOnClose = backend.abortsOnClose
        redispatches = backend.redispatchInterval != 0
        hasServerRules = !backend.serverRules.isEmpty
        hasRequestRules = !backend.requestRules.isEmpty
        hasResponseRules = !backend.responseRules.isEmpty
        self.firstServer = firstServer
    }
}

extension Algorithm {
    init(_ balance: Balance) {
        self =
            switch balance {
            case .roundRobin: .roundRobin
            case .staticRoundRobin: .staticRoundRobin
            case .leastConnections: .leastConnections
            case .first: .first
            case .source: .source
            case .uri(let length, let depth, let isWhole, let isPathOnly):
                .uri(URIOptions(length, depth, isWhole: isWhole, isPathOnly: isPathOnly))
            case .header(_, let domainOnly): .header(usesDomainOnly: domainOnly)
            case .random(let draws): .random(draws: draws)
            }
    }
}

extension Algorithm.URIOptions {
    fileprivate init(_ length: Int, _ depth: Int, isWhole: Bool, isPathOnly: Bool) {
        self.init()
        self.length = length
        self.depth = depth
        self.isWhole = isWhole
        self.isPathOnly = isPathOnly
    }
}

extension PersistenceTable {
    /// nil without a `cookie`.
    init?(_ backend: Backend) {
        guard let asked = backend.cookie else { return nil }
        var cookie = Balancing.PersistenceCookie(name: asked.name)
        cookie.mode =
            switch asked.mode {
            case .passive: .passive
            case .rewrite: .rewrite
            case .insert: .insert
            case .prefix: .prefix
            }
        cookie.isIndirect = asked.isIndirect
        cookie.forbidsCaching = asked.isNotCached
        cookie.preservesServerCookie = asked.isPreserved
        cookie.isHTTPOnly = asked.isHTTPOnly
        cookie.isSecure = asked.isSecure
        cookie.maximumIdleSeconds = asked.maximumIdle?.components.seconds
        cookie.maximumLifeSeconds = asked.maximumLife?.components.seconds
        cookie.domains = asked.domains
        cookie.attributes = asked.attributes
        self.init(cookie, values: backend.servers.map { $0.cookie })
    }
}
