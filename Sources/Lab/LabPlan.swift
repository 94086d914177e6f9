import Addresses
import Inventory

/// What a lab consists of, as it follows from an inventory.
struct LabPlan: Hashable, Sendable, Codable {
    /// Addresses of the operator's place, with prefix: one in every network of hosts and VIPs that has room.
    var operatorAddresses: [String]
    /// Networks the operator reaches without an address in them.
    var operatorRoutes: [String]
    /// Web servers first, as in the inventory.
    var hosts: [HostPlan]

    /// - Throws: `LabError.reservedHostName`, `LabError.noOperatorAddress`
    init(_ inventory: Inventory, limits: HostLimits = .none) throws {
        if inventory.hosts.contains(where: { $0.name == Lab.operatorName }) {
            throw LabError.reservedHostName(Lab.operatorName)
        }
        let addresses = AddressPlan(
            hosts: inventory.hosts.map(\.address), virtualAddresses: inventory.virtualAddresses)
        guard !addresses.operatorAddresses.isEmpty else {
            throw LabError.noOperatorAddress(networks: addresses.networks.map(\.description))
        }
        operatorAddresses = addresses.operatorAddresses.map(\.description)
        operatorRoutes = addresses.operatorRoutes.map(\.description)
        let hosts = inventory.webServers.map { ($0.host, "eth0") } + inventory.balancers.map { ($0.host, $0.interface) }
        let ports = BridgePort.names(for: hosts.map(\.0.name))
        self.hosts = zip(hosts, ports).map { host, port in
            HostPlan(
                host.0, interface: host.1, port: port, routes: addresses.routes(for: host.0.address), limits: limits)
        }
    }

    func host(named name: String) -> HostPlan? { hosts.first { $0.name == name } }

    /// Contents of /etc/hosts, the same on every host.
    var hostsFile: String {
        let entries = hosts.map { "\($0.bareAddress) \($0.name)\n" }.joined()
        return "127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n" + entries
    }

    /// What in `self` contradicts a lab that stands already; hosts that it lacks are no contradiction.
    func differences(from standing: LabPlan) -> [String] {
        hosts.compactMap { host in standing.host(named: host.name).flatMap(host.difference) }
            + standing.hosts.compactMap { host in
                self.host(named: host.name) == nil ? "\(host.name): not in this inventory" : nil
            }
    }
}

/// One host of a lab.
struct HostPlan: Hashable, Sendable, Codable {
    var name: String
    /// With prefix: `10.0.0.1/24`.
    var address: String
    /// Its network interface.
    var interface: String
    /// The bridge's end of it.
    var port: String
    var sshPort: Int
    /// The inventory's `ssh.user`, where it is not root.
    var user: String?
    /// Whether `user` may do everything by sudo without a password.
    var mayUseSudo: Bool
    /// Networks of other hosts and VIPs, reached directly.
    var routes: [String]
    var limits: HostLimits

    init(_ host: Host, interface: String, port: String, routes: [InterfaceAddress], limits: HostLimits) {
        name = host.name
        address = host.address.description
        self.interface = interface
        self.port = port
        sshPort = host.ssh.port ?? 22
        user = host.ssh.user.flatMap { $0 == "root" ? nil : $0 }
        mayUseSudo = host.ssh.become == .sudo
        self.routes = routes.map(\.description)
        self.limits = limits
    }

    var bareAddress: String { String(address.prefix { $0 != "/" }) }

    /// What cannot be changed while the host keeps its disk; nil if nothing of that differs.
    func difference(from standing: HostPlan) -> String? {
        func account(_ host: HostPlan) -> String { (host.user ?? "root") + (host.mayUseSudo ? " with sudo" : "") }
        let changes = [
            ("address", standing.address, address), ("interface", standing.interface, interface),
            ("SSH port", String(standing.sshPort), String(sshPort)), ("login", account(standing), account(self)),
        ].filter { $0.1 != $0.2 }
        guard !changes.isEmpty else { return nil }
        return "\(name): " + changes.map { "\($0.0) \($0.1), now \($0.2)" }.joined(separator: ", ")
    }
}
