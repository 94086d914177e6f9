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
                let status = try await cluster.status()
                #expect(status.exitCode == 1, "\(status)")
                #expect(status.output.contains("four-hosts is degraded"), "\(status)")
                #expect(status.output.contains(/10\.0\.0\.10 +server2 +200 OK/), "\(status)")
                #expect(status.output.contains(/server1.*cannot be|server1.*no connection/), "\(status)")
            } catch {
                try await ScenarioLab.lab.setLink(host: "server1", up: true)
                throw error
            }
            try await ScenarioLab.lab.setLink(host: "server1", up: true)
            try await cluster.serves(holder: "server1")
        }

        @Test("tells the story of a failover in the logs, those of both balancers merged in time")
        func story() async throws {
            let cluster = Cluster(try InventoryFolder())
            try await cluster.settle()
            let begin = try await Host("server1").shell("date +%s")
            try await Host("server1").shell("systemctl stop keepalived")
            try await cluster.serves(holder: "server2")
            let outcome = try await cluster.onLab(["logs", "--since", "@\(begin)"])
            #expect(outcome.exitCode == 0, "\(outcome)")
            let lines = outcome.output.split(separator: "\n").map(String.init)
            let stopped = lines.firstIndex { $0.contains("server1") && $0.contains("Stopping keepalived") }
            let taken = lines.firstIndex { $0.contains("server2") && $0.contains("Entering MASTER STATE") }
            #expect(try #require(stopped) < #require(taken), "\(outcome)")
            let times = lines.map { $0.prefix(23) }
            #expect(times == times.sorted())
            try await cluster.settle()
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
