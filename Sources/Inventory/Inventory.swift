/// What the operator asked for: one cluster, read from one YAML file, with every default filled in.
package struct Inventory: Hashable, Sendable {
    /// Cluster's name: `name:` of the file, else the file's name without its extension. `[a-z0-9-]+`.
    package var name: String
    /// The file it was read from, as the operator named it.
    package var file: String
    /// Which programs do the work on the balancers.
    package var engine: Engine
    /// Hosts that share the VIPs, in the file's order. At least one.
    package var balancers: [Balancer]
    /// Hosts that serve the site, in the file's order. At least one.
    package var webServers: [WebServer]
    /// At least one.
    package var virtualAddresses: [InterfaceAddress]
    package var vrrp: VRRPSettings
    package var proxy: ProxySettings
    /// Absolute path of the folder replicated to every web server; nil leaves the web servers' content alone.
    package var site: String?
    package var cache: Cache?

    package init(
        name: String, file: String, engine: Engine = .debian, balancers: [Balancer], webServers: [WebServer],
        virtualAddresses: [InterfaceAddress], vrrp: VRRPSettings = .init(), proxy: ProxySettings = .init(),
        site: String? = nil, cache: Cache? = nil
    ) {
        self.name = name
        self.file = file
        self.engine = engine
        self.balancers = balancers
        self.webServers = webServers
        self.virtualAddresses = virtualAddresses
        self.vrrp = vrrp
        self.proxy = proxy
        self.site = site
        self.cache = cache
    }

    /// Every host, web servers first, as a deploy takes them.
    package var hosts: [Host] { webServers.map(\.host) + balancers.map(\.host) }

    /// Every secret of the file, to be masked wherever text is shown.
    package var secrets: [Secret] {
        [vrrp.authentication, proxy.statistics.login?.password].compactMap(\.self)
    }
}

package enum Engine: String, Hashable, Sendable, CaseIterable {
    /// Debian's own haproxy and keepalived.
    case debian
}

package enum Cache: String, Hashable, Sendable, CaseIterable {
    /// Varnish on port 6081 of every web server, before Apache.
    case varnish
}

/// A machine, and how to reach it.
package struct Host: Hashable, Sendable {
    package var name: String
    /// Its address in the cluster's network, which is also where SSH connects unless `ssh.address` says otherwise.
    package var address: InterfaceAddress
    package var ssh: SSHSettings

    package init(name: String, address: InterfaceAddress, ssh: SSHSettings = .init()) {
        self.name = name
        self.address = address
        self.ssh = ssh
    }
}

/// How to log in. A nil leaves the matter to OpenSSH's own configuration (`ssh -G`).
package struct SSHSettings: Hashable, Sendable {
    package enum Become: String, Hashable, Sendable, CaseIterable {
        case none
        case sudo
    }

    /// Name or address to connect to, where it is not the host's own address.
    package var address: String?
    package var user: String?
    package var port: Int?
    /// Absolute paths of private keys, tried in order.
    package var identities: [String]
    package var become: Become

    package init(
        address: String? = nil, user: String? = nil, port: Int? = nil, identities: [String] = [],
        become: Become = .none
    ) {
        self.address = address
        self.user = user
        self.port = port
        self.identities = identities
        self.become = become
    }
}

/// A host that shares the VIPs.
package struct Balancer: Hashable, Sendable {
    package var host: Host
    /// VRRP priority, 1...254; the highest is MASTER at the first start. Defaults: 101, 100, 99, … in the file's order.
    package var priority: Int
    /// The network interface that carries the VIPs.
    package var interface: String

    package init(host: Host, priority: Int, interface: String = "eth0") {
        self.host = host
        self.priority = priority
        self.interface = interface
    }
}

/// A host that serves the site.
package struct WebServer: Hashable, Sendable {
    package var host: Host
    /// HAProxy's `weight`, 0...256.
    package var weight: Int

    package init(host: Host, weight: Int = 1) {
        self.host = host
        self.weight = weight
    }
}

/// VRRP as all balancers speak it (RFC 3768, RFC 5798; keepalived.conf(5)).
package struct VRRPSettings: Hashable, Sendable {
    /// 2 or 3. IPv6 VIPs always speak version 3.
    package var version: Int
    /// virtual_router_id, 1...255.
    package var routerID: Int
    /// Advertisement_Interval: whole seconds in version 2; 10 ms to 40.95 s, in centiseconds, in version 3.
    package var interval: Duration
    /// Whether a recovered balancer with a higher priority takes the VIP back.
    package var preempt: Bool
    /// How long a recovered balancer waits before it does.
    package var preemptDelay: Duration
    /// PASS authentication (version 2 only), at most 8 characters.
    package var authentication: Secret?
    /// Advertise to each other's addresses instead of the multicast group.
    package var unicast: Bool

    package init(
        version: Int = 2, routerID: Int = 51, interval: Duration = .seconds(1), preempt: Bool = true,
        preemptDelay: Duration = .zero, authentication: Secret? = nil, unicast: Bool = false
    ) {
        self.version = version
        self.routerID = routerID
        self.interval = interval
        self.preempt = preempt
        self.preemptDelay = preemptDelay
        self.authentication = authentication
        self.unicast = unicast
    }
}

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
