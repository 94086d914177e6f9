/// A `backend`, or the server side of a `listen`.
package struct Backend: Sendable {
    package let name: String
    /// HAProxy's number of the proxy (`iid` of the statistics).
    package let id: Int
    package let location: SourceLocation
    /// The other side of a `listen`, an index into `frontends`; nil for a `backend`.
    package let ownFrontend: Int?
    package let description: String?
    package let mode: Mode
    package let isDisabled: Bool
    package let timeouts: ServerTimeouts
    package let connectionMode: ConnectionMode
    package let forwardedFor: ForwardedFor?
    package let balance: Balance
    package let servers: [ServerDefinition]
    /// `option allbackups`: all backup servers share the work, not only the first one.
    package let usesAllBackups: Bool
    /// Attempts after the first one.
    package let retries: Int
    package let retryOn: RetryConditions
    /// `option redispatch`: positive N: every Nth retry goes to another server; negative N: the Nth from the end does.
    /// 0: none.
    package let redispatchInterval: Int
    /// `option abortonclose`: a client that closes leaves the queue.
    package let abortsOnClose: Bool
    package let reuse: ReusePolicy
    package let cookie: CookieDefinition?
    package let healthCheck: HealthCheck
    /// `option log-health-checks`: each change of a check's result is logged, not only those of the state.
    package let logsHealthChecks: Bool
    /// For changes of servers; sessions are logged by the frontend.
    package let logging: Logging
    package let acls: [ACL]
    package let requestRules: [HTTPRule]
    package let responseRules: [HTTPRule]
    package let serverRules: [ServerRule]
    package let statistics: Statistics?
    package let errorPages: [ErrorPage]
}

/// How long a server may take. nil: for ever.
package struct ServerTimeouts: Equatable, Sendable {
    package let connect: Duration?
    package let server: Duration?
    /// After one side has closed; nil: `server`.
    package let serverFin: Duration?
    /// In the queue; `connect` unless given.
    package let queue: Duration?
    /// What a health check may take beside connecting; nil: the whole check may last `ServerDefinition.Check.interval`.
    package let check: Duration?
    /// For both sides of a tunnel (WebSocket, CONNECT, TCP once both have sent); nil: `client` and `server`.
    package let tunnel: Duration?
}

/// `balance`: which server takes a request.
package enum Balance: Equatable, Sendable {
    case roundRobin
    case staticRoundRobin
    case leastConnections
    case first
    /// A hash of the client's address.
    case source
    /// A hash of the path, of `length` bytes and `depth` directories at most (0: all of it). `isWhole`: with the query.
    /// `isPathOnly`: without scheme and authority of an absolute URI.
    case uri(length: Int, depth: Int, isWhole: Bool, isPathOnly: Bool)
    /// A hash of a header's value; `domainOnly`: of its last part before the top level (`use_domain_only`).
    case header(name: [UInt8], domainOnly: Bool)
    /// The least loaded of so many drawn at random.
    case random(draws: Int)
}

/// `http-reuse`: whether a server's connection serves requests of several clients.
package enum ReusePolicy: Int, Hashable, Sendable {
    case never
    /// Not for the first request of a client.
    case safe
    /// For that too, if the connection has been reused before.
    case aggressive
    case always
}

/// `retry-on`: what is tried again.
package struct RetryConditions: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let connectionFailure = RetryConditions(rawValue: 1 << 0)
    package static let emptyResponse = RetryConditions(rawValue: 1 << 1)
    package static let junkResponse = RetryConditions(rawValue: 1 << 2)
    package static let responseTimeout = RetryConditions(rawValue: 1 << 3)
    package static let status401 = RetryConditions(rawValue: 1 << 4)
    package static let status403 = RetryConditions(rawValue: 1 << 5)
    package static let status404 = RetryConditions(rawValue: 1 << 6)
    package static let status408 = RetryConditions(rawValue: 1 << 7)
    package static let status425 = RetryConditions(rawValue: 1 << 8)
    package static let status500 = RetryConditions(rawValue: 1 << 9)
    package static let status501 = RetryConditions(rawValue: 1 << 10)
    package static let status502 = RetryConditions(rawValue: 1 << 11)
    package static let status503 = RetryConditions(rawValue: 1 << 12)
    package static let status504 = RetryConditions(rawValue: 1 << 13)
}
