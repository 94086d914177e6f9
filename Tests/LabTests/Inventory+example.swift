import Addresses
import Inventory
import Testing

extension InterfaceAddress {
    /// `10.0.0.1/24`
    init(_ text: String) throws {
        let parts = text.split(separator: "/").map(String.init)
        try self.init(
            address: #require(IPAddress(parts[0]), "no address: \(text)"),
            prefixLength: #require(Int(parts[1]), "no prefix: \(text)"))
    }
}

extension Host {
    static func example(_ name: String, _ address: String, ssh: SSHSettings = .init()) throws -> Host {
        Host(name: name, address: try InterfaceAddress(address), ssh: ssh)
    }
}

extension Inventory {
    /// The four hosts of the original project.
    static func fourHosts() throws -> Inventory {
        try example(
            balancers: [.example("server1", "10.0.0.1/24"), .example("server2", "10.0.0.2/24")],
            webServers: [.example("web1", "10.0.0.100/24"), .example("web2", "10.0.0.200/24")],
            virtualAddresses: ["10.0.0.10/24"])
    }

    static func example(
        balancers: [Host], webServers: [Host], virtualAddresses: [String], interface: String = "eth0"
    ) throws -> Inventory {
        Inventory(
            name: "example", file: "example.yml",
            balancers: balancers.map { Balancer(host: $0, priority: 100, interface: interface) },
            webServers: webServers.map { WebServer(host: $0) },
            virtualAddresses: try virtualAddresses.map { try InterfaceAddress($0) })
    }
}
