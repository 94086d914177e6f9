import Addresses
import Foundation
import Testing

@testable import Inventory

@Suite("examples")
struct ExamplesTests {
    private static let environment = ["HOME": "/home/ops", "STATS_PASSWORD": "example", "PATH": "/usr/bin"]

    private static func examples() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Repository.path("inventory/examples")).sorted()
    }

    @Test("every file of inventory/examples loads")
    func examples() throws {
        let examples = try Self.examples()
        #expect(examples.count >= 3)
        for example in examples {
            let path = Repository.path("inventory/examples/\(example)")
            #expect(throws: Never.self) { try Inventory.load(path: path, environment: Self.environment) }
        }
    }

    @Test("two-vips.yml gives each VIP its network's prefix")
    func twoVIPs() throws {
        let path = Repository.path("inventory/examples/two-vips.yml")
        let inventory = try Inventory.load(path: path, environment: [:])
        #expect(inventory.virtualAddresses.map(\.description) == ["192.0.2.10/24", "2001:db8:0:1::10/64"])
    }

    @Test("sudo.yml merges a host's SSH settings into those of all")
    func sudo() throws {
        let path = Repository.path("inventory/examples/sudo.yml")
        let inventory = try Inventory.load(path: path, environment: Self.environment)
        let ssh = inventory.webServers[1].host.ssh
        #expect(
            ssh
                == SSHSettings(
                    address: "web2.example.org", user: "deploy", port: 2222,
                    identities: ["/home/ops/.ssh/id_ed25519"], become: .sudo))
        #expect(inventory.name == "shop")
        #expect(inventory.proxy.port == 8080)
        #expect(inventory.proxy.cookie == "SERVER")
        #expect(inventory.proxy.statistics.login?.password.value == "example")
    }

    @Test("every inventory in docs/inventory.md loads")
    func documentation() throws {
        let blocks = try Repository.text("docs/inventory.md").split(separator: "```yaml\n").dropFirst()
            .compactMap { $0.split(separator: "```").first }
        #expect(blocks.count == 3)
        for block in blocks {
            #expect(problems(String(block)) == [])
        }
    }

    @Test("the default inventory is four-hosts.yml")
    func defaultInventory() throws {
        let found = try InventoryFile.find(environment: [:], folder: Repository.folder.path)
        #expect(found == "inventory/four-hosts.yml")
    }
}
