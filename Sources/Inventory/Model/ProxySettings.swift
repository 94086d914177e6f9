/// The HTTP proxy on the balancers (HAProxy configuration manual).
package struct ProxySettings: Hashable, Sendable {
    package enum Balance: String, Hashable, Sendable, CaseIterable {
        case roundrobin
        case staticRoundRobin = "static-rr"
        case leastconn
        case first
        case source
        case uri
        case random
    }

    package struct HealthCheck: Hashable, Sendable {
        /// Path asked with `GET`; any 2xx or 3xx passes.
        package var path: String
        /// `inter`
        package var interval: Duration
        /// `timeout check`
        package var timeout: Duration
        package var rise: Int
        package var fall: Int

        package init(
            path: String = "/", interval: Duration = .seconds(1), timeout: Duration = .seconds(1), rise: Int = 2,
            fall: Int = 3
        ) {
            self.path = path
            self.interval = interval
            self.timeout = timeout
            self.rise = rise
            self.fall = fall
        }
    }

    package struct Login: Hashable, Sendable {
        package var user: String
        package var password: Secret

        package init(user: String, password: Secret) {
            self.user = user
            self.password = password
        }
    }

    package struct Statistics: Hashable, Sendable {
        /// `stats uri`
        package var path: String
        package var login: Login?

        package init(path: String = "/haproxy?stats", login: Login? = nil) {
            self.path = path
            self.login = login
        }
    }

    package struct Timeouts: Hashable, Sendable {
        package var connect: Duration
        package var client: Duration
        package var server: Duration
        package var queue: Duration
        package var httpRequest: Duration
        package var httpKeepAlive: Duration

        package init(
            connect: Duration = .seconds(5), client: Duration = .seconds(50), server: Duration = .seconds(50),
            queue: Duration = .seconds(10), httpRequest: Duration = .seconds(10),
            httpKeepAlive: Duration = .seconds(10)
        ) {
            self.connect = connect
            self.client = client
            self.server = server
            self.queue = queue
            self.httpRequest = httpRequest
            self.httpKeepAlive = httpKeepAlive
        }
    }

    /// The port of the VIPs that clients use.
    package var port: Int
    package var balance: Balance
    /// Name of the cookie that keeps a client on its server; nil for none.
    package var cookie: String?
    /// `maxconn` of the whole process.
    package var maxConnections: Int
    package var check: HealthCheck
    package var statistics: Statistics
    package var timeouts: Timeouts

    package init(
        port: Int = 80, balance: Balance = .roundrobin, cookie: String? = nil, maxConnections: Int = 2000,
        check: HealthCheck = .init(), statistics: Statistics = .init(), timeouts: Timeouts = .init()
    ) {
        self.port = port
        self.balance = balance
        self.cookie = cookie
        self.maxConnections = maxConnections
        self.check = check
        self.statistics = statistics
        self.timeouts = timeouts
    }
}
