package import Inventory

/// Everything one host should be: what a deploy makes true, and what drift is measured against.
package struct HostConfiguration: Hashable, Sendable {
    package enum Role: String, Hashable, Sendable {
        case balancer
        case web
    }

    package var host: Host
    package var role: Role
    /// Debian packages that must be installed.
    package var packages: [String]
    package var files: [ManagedFile]
    /// Kernel parameters and the values they must have now; the persistent ones are among `files`.
    package var sysctls: [Sysctl]
    /// Units that must be enabled and running, in the order they start.
    package var services: [Service]
    /// Whether the inventory's site belongs on this host.
    package var servesSite: Bool

    /// Units of ours that must not run here, where they exist: what the inventory no longer asks for, and what belongs
    /// on the other kind of host, which this one may have been.
    package var unwanted: [Service] { Service.allCases.filter { !services.contains($0) } }

    package func files(of service: Service) -> [ManagedFile] { files.filter { $0.service == service } }
}

package struct Sysctl: Hashable, Sendable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}

/// A systemd unit that the cluster runs on.
package enum Service: String, Hashable, Sendable, CaseIterable {
    case apache = "apache2"
    case varnish
    case haproxy
    case keepalived

    /// Whether balancers pass requests to it.
    package var servesPages: Bool {
        switch self {
        case .apache, .varnish: true
        case .haproxy, .keepalived: false
        }
    }

    /// The kind of host it belongs on.
    package var role: HostConfiguration.Role { servesPages ? .web : .balancer }
}

/// A file or symbolic link that the cluster owns on a host, as root.
package struct ManagedFile: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case text(String)
        /// A symbolic link to this target.
        case link(String)
    }

    package var path: String
    package var content: Content
    /// Permission bits; links have none.
    package var mode: UInt16
    /// The service that reads it, which must load it anew when it changes.
    package var service: Service?

    package init(path: String, content: Content, mode: UInt16 = 0o644, service: Service? = nil) {
        self.path = path
        self.content = content
        self.mode = mode
        self.service = service
    }
}
