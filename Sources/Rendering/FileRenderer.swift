import Addresses
import Inventory

/// Renders each file that the cluster owns on its hosts.
struct FileRenderer {
    let inventory: Inventory
    let templates: TemplateLibrary

    private static let notice = "Written by cluster: the next deploy replaces what is changed here."

    private func text(_ template: Template, _ values: [String: Any] = [:]) throws(RenderingError) -> String {
        let common: [String: Any] = ["notice": Self.notice, "cluster": inventory.name]
        return try templates.render(template, with: common.merging(values) { $1 })
    }

    // MARK: Balancers

    /// Kernel parameters of a balancer: to forward, and to bind a VIP that the other balancer holds.
    var sysctls: [Sysctl] {
        let ipv6 = inventory.virtualAddresses.contains { $0.address.family == .ipv6 }
        return [
            Sysctl(key: "net.ipv4.ip_forward", value: "1"), Sysctl(key: "net.ipv4.ip_nonlocal_bind", value: "1"),
        ] + (ipv6 ? [Sysctl(key: "net.ipv6.ip_nonlocal_bind", value: "1")] : [])
    }

    func sysctl() throws(RenderingError) -> ManagedFile {
        let entries = sysctls.map { SectionContext(["key": $0.key, "value": $0.value]) }
        return ManagedFile(
            path: "/etc/sysctl.d/60-cluster.conf", content: .text(try text(.sysctl, ["sysctls": entries])))
    }

    func haproxyDefaults() throws(RenderingError) -> ManagedFile {
        ManagedFile(
            path: "/etc/default/haproxy", content: .text(try text(.haproxyDefaults)), service: .haproxy)
    }

    /// haproxy.cfg, the same on every balancer, readable by root alone where it holds a password.
    func haproxy() throws(RenderingError) -> (file: ManagedFile, fingerprint: String) {
        let values = HAProxyValues(inventory: inventory).values
        func render(_ fingerprint: String) throws(RenderingError) -> String {
            try text(.haproxy, values.merging(["fingerprint": fingerprint]) { $1 })
        }
        let fingerprint = Fingerprint.of([try render("")])
        let file = ManagedFile(
            path: "/etc/haproxy/haproxy.cfg", content: .text(try render(fingerprint)),
            mode: inventory.proxy.statistics.login == nil ? 0o644 : 0o600, service: .haproxy)
        return (file, fingerprint)
    }

    /// keepalived.conf of each balancer, in the inventory's order.
    func keepalived() throws(RenderingError) -> (files: [ManagedFile], fingerprint: String) {
        func render(_ fingerprint: String) throws(RenderingError) -> [String] {
            var texts: [String] = []
            for balancer in inventory.balancers {
                var values = KeepalivedValues(inventory: inventory, balancer: balancer).values
                values["fingerprint"] = fingerprint
                texts.append(try text(.keepalived, values))
            }
            return texts
        }
        let fingerprint = Fingerprint.of(try render(""))
        let mode: UInt16 = inventory.vrrp.authentication == nil ? 0o644 : 0o600
        let files = try render(fingerprint).map { text in
            ManagedFile(
                path: "/etc/keepalived/keepalived.conf", content: .text(text), mode: mode, service: .keepalived)
        }
        return (files, fingerprint)
    }

    // MARK: Web servers

    func apache(_ server: WebServer) throws(RenderingError) -> [ManagedFile] {
        let documentRoot = inventory.site == nil ? "/var/www/html" : Configuration.Path.documentRoot
        let site = try text(
            .apacheSite, ["host": ["name": server.host.name], "documentRoot": documentRoot])
        return [
            ManagedFile(
                path: "/etc/apache2/sites-available/000-cluster.conf", content: .text(site), service: .apache),
            // Apache's first virtual host answers for every name: this one sorts before Debian's 000-default.
            ManagedFile(
                path: "/etc/apache2/sites-enabled/000-cluster.conf",
                content: .link("../sites-available/000-cluster.conf"), service: .apache),
        ]
    }

    func varnish() throws(RenderingError) -> [ManagedFile] {
        let service = try text(.varnishService, ["cachePort": Configuration.cachePort])
        return [
            ManagedFile(
                path: "/etc/systemd/system/varnish.service.d/cluster.conf", content: .text(service),
                service: .varnish),
            ManagedFile(path: "/etc/varnish/default.vcl", content: .text(try text(.varnish)), service: .varnish),
        ]
    }
}
