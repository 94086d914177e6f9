import Addresses
import Testing

@testable import Inventory

@Suite("inventory/four-hosts.yml")
struct FourHostsTests {
    @Test("is the table of the 2012 project")
    func table() throws {
        let inventory = try Inventory.load(path: Repository.path("inventory/four-hosts.yml"), environment: [:])
        #expect(inventory.name == "four-hosts")
        #expect(inventory.balancers.map(\.host.name) == ["server1", "server2"])
        #expect(inventory.balancers.map(\.host.address.description) == ["10.0.0.1/24", "10.0.0.2/24"])
        #expect(inventory.balancers.map(\.priority) == [101, 100])
        #expect(inventory.balancers.map(\.interface) == ["eth0", "eth0"])
        #expect(inventory.webServers.map(\.host.address.description) == ["10.0.0.100/24", "10.0.0.200/24"])
        #expect(inventory.virtualAddresses.map(\.description) == ["10.0.0.10/24"])
        #expect(inventory.cache == .varnish)
        #expect(inventory.site == Repository.path("inventory/site"))
        #expect(inventory.vrrp == VRRPSettings())
        #expect(inventory.proxy == ProxySettings())
    }

    @Test("takes no more than thirty lines")
    func length() throws {
        let text = try Repository.text("inventory/four-hosts.yml")
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 31)
    }
}
