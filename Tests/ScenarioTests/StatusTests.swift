import Foundation
import Testing

extension Scenarios {
    @Suite("The status")
    struct StatusTests {
        private func texts(_ outcome: Cluster.Outcome) throws -> [String] {
            try (outcome.json()["findings"] as? [[String: Any]] ?? []).compactMap { $0["text"] as? String }
        }

        @Test("of a healthy cluster is healthy, with who holds the VIP and how every balancer sees every web server")
        func healthy() async throws {
            let cluster = Cluster(try InventoryFolder())
            try await cluster.settle()
            let outcome = try await cluster.status("--json")
            #expect(outcome.exitCode == 0, "\(outcome)")
            let json = try outcome.json()
            #expect(json["health"] as? String == "healthy")
            let vips = try #require(json["vips"] as? [[String: Any]])
            #expect(vips.map { $0["address"] as? String } == ["10.0.0.10"])
            #expect(vips.map { $0["holders"] as? [String] } == [["server1"]])
            let backends = try #require(json["backends"] as? [[String: Any]])
            #expect(backends.count == 4)
            #expect(backends.allSatisfy { $0["up"] as? Bool == true })
            #expect((json["drift"] as? [Any])?.isEmpty == true)
            let text = try await cluster.status()
            #expect(text.exitCode == 0)
            for word in ["healthy", "10.0.0.10", "server1", "http://10.0.0.10/haproxy?stats"] {
                #expect(text.output.contains(word), "\(text)")
            }
        }

        @Test("names a split brain when both balancers hold the VIP")
        func splitBrain() async throws {
            let cluster = Cluster(try InventoryFolder())
            try await cluster.settle()
            try await Host("server2").shell("ip addr add 10.0.0.10/24 dev eth0")
            let outcome = try await cluster.status("--json")
            try await Host("server2").shell("ip addr del 10.0.0.10/24 dev eth0")
            #expect(outcome.exitCode != 0)
            #expect(outcome.output.contains("split brain"))
            let vips = try #require(try outcome.json()["vips"] as? [[String: Any]])
            #expect(vips.map { $0["holders"] as? [String] } == [["server1", "server2"]])
            // The neighbours must learn the way back.
            try await cluster.serves()
        }

        @Test("says drift for an edited file, and which, until a deploy mends it")
        func drift() async throws {
            let cluster = Cluster(try InventoryFolder())
            try await cluster.settle()
            try await Host("server2").shell("echo '# by hand' >>/etc/haproxy/haproxy.cfg")
            let outcome = try await cluster.status("--json")
            #expect(outcome.exitCode == 1, "\(outcome)")
            let drift = try #require(try outcome.json()["drift"] as? [[String: Any]])
            #expect(drift.map { $0["host"] as? String } == ["server2"])
            #expect(drift.map { $0["subject"] as? String } == ["/etc/haproxy/haproxy.cfg"])
            try await cluster.settle()
            #expect(try await cluster.status().exitCode == 0)
        }

        @Test("is degraded and names the web server that does not answer, and down when none does")
        func webServersDown() async throws {
            let cluster = Cluster(try InventoryFolder(cache: "false"))
            try await cluster.settle()
            try await Host("web1").shell("systemctl stop apache2")
            try await eventually("a balancer sees web1 down") {
                let outcome = try await cluster.status("--json")
                return try outcome.exitCode == 1 && outcome.json()["health"] as? String == "degraded"
                    && texts(outcome).contains { $0.contains("web1 is DOWN") }
            }
            try await Host("web2").shell("systemctl stop apache2")
            try await eventually("a balancer sees both down") {
                let outcome = try await cluster.status("--json")
                return try outcome.exitCode == 2 && outcome.json()["health"] as? String == "down"
            }
            try await cluster.settle()
        }

        @Test("says that the VIP has moved when the master is off, and is degraded")
        func masterOff() async throws {
            let cluster = Cluster(try InventoryFolder())
            try await cluster.settle()
            try await without(["server1"]) {
                try await eventually("server2 holds the VIP") {
                    let outcome = try await cluster.status("--json")
                    let vips = try outcome.json()["vips"] as? [[String: Any]] ?? []
                    return outcome.exitCode == 1 && vips.first?["holders"] as? [String] == ["server2"]
                        && outcome.output.contains("server1")
                }
            }
        }
    }
}
