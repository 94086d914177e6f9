package import Addresses
package import Inventory
import Testing

/// Inventories that tests start from.
package enum Inventories {
    package static func host(_ name: String, _ address: String, _ prefixLength: Int = 24) throws -> Host {
        Host(name: name, address: try interfaceAddress(address, prefixLength))
    }

    package static func interfaceAddress(_ address: String, _ prefixLength: Int = 24) throws -> InterfaceAddress {
        InterfaceAddress(address: try #require(IPAddress(address)), prefixLength: prefixLength)
    }

    /// The four hosts of 2012.
    package static func fourHosts() throws -> Inventory {
        Inventory(
            name: "four-hosts", file: "inventory/four-hosts.yml",
            balancers: [
                Balancer(host: try host("server1", "10.0.0.1"), priority: 101),
                Balancer(host: try host("server2", "10.0.0.2"), priority: 100),
            ],
            webServers: [
                WebServer(host: try host("web1", "10.0.0.100")), WebServer(host: try host("web2", "10.0.0.200")),
            ],
            virtualAddresses: [try interfaceAddress("10.0.0.10")], site: "/srv/site", cache: .varnish)
    }
}
