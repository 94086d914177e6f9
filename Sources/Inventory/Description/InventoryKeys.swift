/// The inventory's keys: the one description from which the loader, the JSON Schema, the reference in
/// `docs/inventory.md` and the text of `cluster init` are made.
extension Section<InventoryDraft> {
    static var inventory: Section {
        Section(fields: [
            Field(
                "version", \.version, .constant(1), isRequired: true,
                "Version of this format."),
            Field(
                "name", \.inventory.name, .text(.clusterName), defaultNote: "the file's name without its extension",
                "Name of the cluster."),
            Field(
                "engine", \.inventory.engine, .choice,
                "The programs that do the balancers' work: `debian` is Debian's own haproxy and keepalived."),
            Field("ssh", \.ssh, .ssh, "How to log in to the hosts."),
            Field(
                "interface", \.interface, .text(.interface),
                "The balancers' network interface that carries the VIPs."),
            .hosts(
                "balancers", \.inventory.balancers, host: \.host, .balancer, defaults: { $0.balancer(at: $1) },
                "The hosts that share the VIPs, by name. The one with the highest priority holds them at first."),
            .hosts(
                "web", \.inventory.webServers, host: \.host, .webServer, defaults: { $0.webServer(at: $1) },
                "The hosts that serve the site, by name."),
            Field(
                "vips", \.virtualAddresses, Format<RequestedAddress>.address(example: "10.0.0.10").placed.list,
                isRequired: true,
                "The addresses that clients use. Without a prefix, a VIP takes that of the balancers' network."),
            Field("vrrp", \.inventory.vrrp, .vrrp, "How the balancers agree on who holds the VIPs."),
            Field("proxy", \.inventory.proxy, .proxy, "How the balancers pass requests to the web servers."),
            Field(
                "site", \.inventory.site, Format<String>.folder.optional,
                "Folder replicated to every web server, from the inventory's folder or absolute."),
            Field(
                "cache", \.inventory.cache, Format<Cache>.choice.orFalse,
                "`varnish` puts Varnish (port 6081) before Apache on every web server."),
        ])
    }
}

extension Section<Balancer> {
    static var balancer: Section {
        Section(
            fields: [
                Field(
                    "address", \.host.address, .hostAddress(example: "10.0.0.3"), isRequired: true,
                    "Address in the cluster's network, /24 or /64 unless it says otherwise."),
                Field(
                    "priority", \.priority, .integer(1...254, example: 150),
                    defaultNote: "101, 100, 99, … in the file's order", "VRRP priority."),
                Field(
                    "interface", \.interface, .text(.interface), defaultNote: "`interface` above",
                    "Network interface that carries the VIPs."),
                Field("ssh", \.host.ssh, .hostSSH, "How to log in, where it differs from `ssh` above."),
            ], shorthand: "address")
    }
}

extension Section<WebServer> {
    static var webServer: Section {
        Section(
            fields: [
                Field(
                    "address", \.host.address, .hostAddress(example: "10.0.0.201"), isRequired: true,
                    "Address in the cluster's network, /24 or /64 unless it says otherwise."),
                Field(
                    "weight", \.weight, .integer(0...256, example: 1),
                    "Share of the requests, relative to the other web servers'; 0 sends it no new clients."),
                Field("ssh", \.host.ssh, .hostSSH, "How to log in, where it differs from `ssh` above."),
            ], shorthand: "address")
    }
}

extension Section<SSHSettings> {
    /// For all hosts.
    static var ssh: Section { Section(fields: common(note: "as OpenSSH's configuration has it", become: nil)) }

    /// For one host: the same, and where to connect.
    static var hostSSH: Section {
        let address = Field(
            "address", \SSHSettings.address, Format<String>.text(.sshAddress).optional,
            defaultNote: "the host's `address`",
            "Name or address to connect to; OpenSSH's configuration applies to it.")
        return Section(fields: [address] + common(note: "as `ssh` above", become: "as `ssh` above"))
    }

    private static func common(note: String, become: String?) -> [Field<SSHSettings>] {
        [
            Field("user", \.user, Format<String>.text(.sshUser).optional, defaultNote: note, "User to log in as."),
            Field(
                "port", \.port, Format<Int>.integer(1...65535, example: 22).optional, defaultNote: note, "Port of sshd."
            ),
            Field(
                "identity", \.identities, Format<String>.file.list, defaultNote: note,
                "Private key or keys: a path from the inventory's folder, from home (`~/`), or absolute."),
            Field(
                "become", \.become, .choice, defaultNote: become,
                "How to become root: `sudo`, or `none` when the user is root."),
        ]
    }
}
