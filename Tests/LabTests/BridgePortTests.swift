import Testing

@testable import Lab

@Suite struct BridgePortTests {
    @Test("a port has its host's name where the kernel takes it")
    func ownNames() {
        #expect(BridgePort.names(for: ["web1", "fifteen-letters"]) == ["web1", "fifteen-letters"])
    }

    @Test(
        "other names are made: valid, and no two the same",
        arguments: [["br0", "lo"], ["sixteen-letters1", "sixteen-letters2"], ["port", "web1.example.com"]])
    func madeNames(hosts: [String]) {
        let names = BridgePort.names(for: hosts)
        #expect(names.allSatisfy { $0.hasPrefix("port") && $0.utf8.count <= 15 })
        #expect(Set(names).count == hosts.count)
    }

    @Test("the stable hash is FNV-1a", arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c")])
    func hash(text: String, expected: String) {
        #expect(StableHash.hexadecimal(of: text) == expected)
    }
}
