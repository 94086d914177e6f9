package import Addresses

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
