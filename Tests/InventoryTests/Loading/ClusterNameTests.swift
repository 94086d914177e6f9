import Testing

@testable import Inventory

@Suite("the cluster's name")
struct ClusterNameTests {
    @Test(
        "is the file's, in the characters that it may have",
        arguments: [
            ("inventory/four-hosts.yml", "four-hosts"), ("/a/My Shop.yaml", "my-shop"), ("shop", "shop"),
            ("a/-b-.yml", "b"), ("\(String(repeating: "a", count: 70)).yml", String(repeating: "a", count: 63)),
            ("日本.yml", ""), ("", ""),
        ])
    func defaultName(file: String, name: String) {
        #expect(Inventory.defaultName(file: file) == name)
    }

    @Test("must be said where the file's makes none")
    func missing() {
        let surroundings = Surroundings(environment: [:], folder: "/", resolveFolder: { $0 })
        let error = #expect(throws: InventoryError.self) {
            try Inventory.parse(Array(leastHosts.utf8), file: "日本.yml", surroundings: surroundings)
        }
        #expect(error?.description == "日本.yml:1:1: name: missing, for the file's name makes no cluster's name")
    }
}
