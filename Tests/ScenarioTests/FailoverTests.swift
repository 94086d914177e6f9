import Lab
import Testing

extension Scenarios {
    @Suite("The master")
    struct FailoverTests {
        @Test("loses the VIP with its link, and takes it back when the link returns; the page is served either way")
        func link() async throws {
            let cluster = Cluster(try InventoryFolder())
            try await cluster.settle()
            try await ScenarioLab.lab.setLink(host: "server1", up: false)
            do {
                try await cluster.serves(holder: "server2")
            } catch {
                try await ScenarioLab.lab.setLink(host: "server1", up: true)
                throw error
            }
            try await ScenarioLab.lab.setLink(host: "server1", up: true)
            try await cluster.serves(holder: "server1")
        }

        @Test("loses the VIP when its haproxy ends, and takes it back with it")
        func proxy() async throws {
            let cluster = Cluster(try InventoryFolder())
            try await cluster.settle()
            try await Host("server1").shell("systemctl stop haproxy")
            try await cluster.serves(holder: "server2")
            let outcome = try await cluster.settle()
            #expect(outcome.changes == 1)
        }
    }
}
