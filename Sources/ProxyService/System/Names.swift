import Addresses
internal import CLinux
import HAProxyConf
import Linux

/// The names of hosts in a configuration, and their addresses.
enum Names {
    /// Every name that servers, checks and syslog servers are called by.
    static func all(in configuration: HAProxyConfiguration) -> [(name: String, location: SourceLocation)] {
        var found: [(name: String, location: SourceLocation)] = []
        func add(_ host: HostAddress?, _ location: SourceLocation) {
            guard case .name(let name)? = host, !found.contains(where: { $0.name == name }) else { return }
            found.append((name, location))
        }
        func add(_ targets: [LogTarget]) {
            for target in targets {
                if case .datagram(let host, _) = target.destination { add(host, target.location) }
            }
        }
        add(configuration.global.logs)
        for frontend in configuration.frontends { add(frontend.logging.targets) }
        for backend in configuration.backends {
            add(backend.logging.targets)
            for server in backend.servers {
                add(server.address, server.location)
                add(server.check.address, server.location)
            }
        }
        return found
    }

    static func resolve(_ configuration: HAProxyConfiguration) throws(LinuxError) -> [String: IPAddress] {
        let wanted = all(in: configuration)
        guard !wanted.isEmpty else { return [:] }
        let hosts = HostsFile((try? File.read("/etc/hosts", limit: 1 << 20)) ?? [])
        var addresses: [String: IPAddress] = [:]
        for (name, location) in wanted {
            guard let address = hosts[name] else {
                throw LinuxError(
                    call: "gethostbyname", code: ENOENT, context: "find the address of '\(name)' (\(location))",
                    detail: "write its address, or a line for it in /etc/hosts: clusterd asks no name server")
            }
            addresses[name] = address
        }
        return addresses
    }
}

/// The text of /etc/hosts (hosts(5)).
struct HostsFile {
    private var addresses: [String: IPAddress] = [:]

    /// Of several addresses of a name the first counts, and one of IPv4 before those of IPv6, as HAProxy prefers them.
    init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: 0x0A) {
            let text = line.prefix { $0 != UInt8(ascii: "#") }
            let words = text.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.map {
                String(decoding: $0, as: UTF8.self)
            }
            guard let first = words.first, let address = IPAddress(first) else { continue }
            for name in words.dropFirst() {
                let key = Self.key(name)
                if let known = addresses[key], known.family == .ipv4 || address.family == .ipv6 { continue }
                addresses[key] = address
            }
        }
    }

    subscript(name: String) -> IPAddress? { addresses[Self.key(name)] }

    private static func key(_ name: String) -> String {
        String(decoding: name.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
