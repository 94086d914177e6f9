package import Inventory

/// What every host of a cluster should be, rendered from its inventory.
package struct Configuration: Hashable, Sendable {
    package var inventory: Inventory
    /// Web servers first, as a deploy takes them.
    package var hosts: [HostConfiguration]
    /// What a running haproxy calls the configuration it has loaded (`show info`, `Description`).
    package var haproxyFingerprint: String
    /// What a running keepalived calls the configuration it has loaded (its `router_id`). One for all balancers,
    /// whose files differ in state and priority only.
    package var keepalivedFingerprint: String

    /// Paths the cluster owns on its hosts.
    package enum Path {
        package static let state = "/var/lib/cluster"
        package static let documentRoot = "/var/www/cluster"
        package static let site = "/var/lib/cluster/site"
    }

    /// Varnish's port on the web servers, where the cache is asked for.
    package static let cachePort = 6081

    /// Where the balancers find each web server.
    package static func serverPort(_ inventory: Inventory) -> Int { inventory.cache == .varnish ? cachePort : 80 }

    package init(_ inventory: Inventory, templates: TemplateLibrary = .builtIn) throws(RenderingError) {
        self.inventory = inventory
        let renderer = FileRenderer(inventory: inventory, templates: templates)
        let haproxy = try renderer.haproxy()
        haproxyFingerprint = haproxy.fingerprint
        let keepalived = try renderer.keepalived()
        keepalivedFingerprint = keepalived.fingerprint
        var hosts: [HostConfiguration] = []
        for server in inventory.webServers {
            hosts.append(try Self.webServer(server, inventory, renderer))
        }
        for (balancer, conf) in zip(inventory.balancers, keepalived.files) {
            hosts.append(try Self.balancer(balancer, haproxy.file, conf, renderer))
        }
        self.hosts = hosts
    }

    /// `description` of the rendered haproxy.cfg.
    package var haproxyDescription: String { "\(inventory.name) \(haproxyFingerprint)" }

    /// `router_id` of the rendered keepalived.conf.
    package var keepalivedRouterID: String { "\(inventory.name)-\(keepalivedFingerprint)" }

    package func host(_ name: String) -> HostConfiguration? { hosts.first { $0.host.name == name } }

    private static func webServer(
        _ server: WebServer, _ inventory: Inventory, _ renderer: FileRenderer
    ) throws(RenderingError) -> HostConfiguration {
        let cached = inventory.cache == .varnish
        return HostConfiguration(
            host: server.host, role: .web, packages: ["apache2"] + (cached ? ["varnish"] : []),
            files: try renderer.apache(server) + (cached ? renderer.varnish() : []), sysctls: [],
            services: [.apache] + (cached ? [.varnish] : []),
            servesSite: inventory.site != nil)
    }

    private static func balancer(
        _ balancer: Balancer, _ haproxy: ManagedFile, _ keepalived: ManagedFile, _ renderer: FileRenderer
    ) throws(RenderingError) -> HostConfiguration {
        HostConfiguration(
            host: balancer.host, role: .balancer, packages: ["haproxy", "keepalived", "procps", "socat"],
            files: [
                try renderer.sysctl(), try renderer.haproxyDefaults(), haproxy, keepalived,
            ],
            sysctls: renderer.sysctls, services: [.haproxy, .keepalived], servesSite: false)
    }
}
