import Foundation
import Testing

@testable import Inventory

@Suite("the inventory's file")
struct InventoryFileTests {
    /// Runs `body` in a new folder with the named files.
    private func withFolder(_ files: [String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "inventory-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in files {
            let path = folder.appending(path: file)
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(leastHosts.utf8).write(to: path)
        }
        try body(folder.path)
    }

    @Test("is the option's, before the environment's, before the only one here")
    func order() throws {
        try withFolder(["inventory/here.yaml", "inventory/schema.json", "inventory/.hidden.yml"]) { folder in
            let named = ["CLUSTER_INVENTORY": "named.yml"]
            let option = try InventoryFile.find(option: "a.yml", environment: named, folder: folder)
            let variable = try InventoryFile.find(environment: named, folder: folder)
            let only = try InventoryFile.find(environment: ["CLUSTER_INVENTORY": ""], folder: folder)
            #expect([option, variable, only] == ["a.yml", "named.yml", "inventory/here.yaml"])
        }
    }

    @Test("may be inventory.yml")
    func single() throws {
        try withFolder(["inventory.yml"]) { folder in
            let found = try InventoryFile.find(environment: [:], folder: folder)
            #expect(found == "inventory.yml")
        }
    }

    @Test("must be there")
    func none() throws {
        try withFolder(["inventory/readme.txt"]) { folder in
            let error = #expect(throws: InventoryError.self) {
                try InventoryFile.find(environment: [:], folder: folder)
            }
            #expect(
                error?.description
                    == "no inventory: there is no .yml file in ./inventory and no ./inventory.yml; name one with --inventory or CLUSTER_INVENTORY, or write one with \"cluster init\""
            )
        }
    }

    @Test("must be the only one")
    func several() throws {
        try withFolder(["inventory/b.yml", "inventory/a.yaml", "inventory.yml"]) { folder in
            let error = #expect(throws: InventoryError.self) {
                try InventoryFile.find(environment: [:], folder: folder)
            }
            #expect(
                error?.description
                    == "several inventories: inventory/a.yaml, inventory/b.yml, inventory.yml; choose one with --inventory or CLUSTER_INVENTORY"
            )
        }
    }

    @Test("is named when it cannot be read")
    func unreadable() throws {
        try withFolder(["inventory/a.yml"]) { folder in
            let missing = #expect(throws: InventoryError.self) { try Inventory.load(path: "\(folder)/b.yml") }
            #expect(
                missing?.description
                    == "\(folder)/b.yml: there is no such file; name one with --inventory, or write one with \"cluster init\""
            )
            let directory = #expect(throws: InventoryError.self) { try Inventory.load(path: "\(folder)/inventory") }
            #expect(
                directory?.description == "\(folder)/inventory: this is a folder; name a file in it with --inventory")
        }
    }

    @Test("is where relative paths start, links resolved")
    func relativePaths() throws {
        try withFolder(["inventory/a.yml", "inventory/site/index.html"]) { folder in
            let text = leastHosts + "site: site\nssh: {identity: [keys/a, /b, ~/c]}\n"
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/inventory/a.yml"))
            let inventory = try Inventory.load(path: "\(folder)/inventory/a.yml", environment: ["HOME": "/home/x"])
            let real = URL(filePath: folder).resolvingSymlinksInPath().path
            #expect(inventory.site == "\(real)/inventory/site")
            #expect(inventory.balancers[0].host.ssh.identities == ["\(real)/inventory/keys/a", "/b", "/home/x/c"])
            #expect(inventory.name == "a")
        }
    }

    @Test("must not be in the site")
    func siteWithInventory() throws {
        try withFolder(["inventory/a.yml"]) { folder in
            try Data((leastHosts + "site: ..\n").utf8).write(to: URL(filePath: "\(folder)/inventory/a.yml"))
            let error = #expect(throws: InventoryError.self) { try Inventory.load(path: "\(folder)/inventory/a.yml") }
            #expect(error?.description.hasSuffix("holds the inventory itself, which is not for the web") == true)
        }
    }
}
