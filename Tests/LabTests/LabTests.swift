import Testing

@testable import Lab

@Suite struct LabTests {
    @Test("a lab's name is 1 to 20 of a-z, 0-9 and '-'", arguments: ["a", "default", "t-1", "abcdefghij0123456789"])
    func acceptsName(name: String) throws {
        #expect(try Lab(name: name, environment: [:]).name == name)
    }

    @Test(
        "any other name is refused",
        arguments: ["", "abcdefghij0123456789x", "Lab", "a.b", "a/b", "..", "a b", "ä", "a_b"])
    func refusesName(name: String) {
        #expect(throws: LabError.invalidName(name)) { try Lab(name: name, environment: [:]) }
    }

    @Test("no host of one lab has the namespace of another lab or of its host")
    func separatesNamespaces() throws {
        let short = try Lab(name: "a", environment: [:])
        let long = try Lab(name: "a-b", environment: [:])
        let names = [
            short.networkNamespace, short.networkNamespace(of: "b"), short.networkNamespace(of: "b-c"),
            long.networkNamespace, long.networkNamespace(of: "c"),
        ]
        #expect(Set(names.map(\.name)).count == names.count)
    }

    @Test("state and cache have their usual places")
    func usualPlaces() {
        let paths = LabPaths(lab: "x", environment: [:])
        #expect(paths.state == "/var/lib/cluster-lab/x")
        #expect(paths.cache == "/var/cache/cluster-lab")
    }

    @Test(
        "the environment moves the cache, the nearer variable first",
        arguments: [
            (["XDG_CACHE_HOME": "/x"], "/x/cluster-lab"), (["XDG_CACHE_HOME": "/x", "CLUSTER_LAB_CACHE": "/y"], "/y"),
            (["CLUSTER_LAB_CACHE": ""], "/var/cache/cluster-lab"),
        ])
    func movedCache(environment: [String: String], expected: String) {
        #expect(LabPaths(lab: "x", environment: environment).cache == expected)
    }
}
