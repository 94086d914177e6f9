package import Addresses

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
