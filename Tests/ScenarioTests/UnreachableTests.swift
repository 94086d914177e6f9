import Lab
import Testing

extension Scenarios {
    @Suite("A deploy to some of the hosts")
    struct UnreachableTests {
        /// Runs `body` without these hosts, and has them back at the end.
        private func without(_ names: [String], _ body: (Cluster) async throws -> Void) async throws {
            let lab = try ScenarioLab.lab
            let before = Cluster(try InventoryFolder())
            try await before.settle()
            for name in names { try await lab.powerOff(host: name) }
            let outcome: Result<Void, any Error>
            do {
                outcome = .success(
                    try await body(
                        Cluster(try InventoryFolder("proxy: {timeouts: {server: 48s}}", page: "<!DOCTYPE html>48\n"))))
            } catch {
                outcome = .failure(error)
            }
            for name in names { try await lab.powerOn(host: name) }
            try outcome.get()
        }

        @Test("changes nothing when one is off, names it, and ends with 3", arguments: ["web2", "server2"])
        func refused(name: String) async throws {
            try await without([name]) { changed in
                let others = [Host].all.filter { $0.name != name }
                let before = try await others.states()
                let outcome = try await changed.deploy()
                #expect(outcome.exitCode == 3, "\(outcome)")
                #expect(outcome.errors.contains(name))
                #expect(outcome.errors.contains("Nothing was changed."))
                #expect(try await others.states() == before)
            }
        }

        @Test(
            "goes on without one that is off when told to; the host is brought up to date later",
            arguments: ["web2", "server1"])
        func skipped(name: String) async throws {
            let changed = Cluster(try InventoryFolder("proxy: {timeouts: {server: 48s}}", page: "<!DOCTYPE html>48\n"))
            try await without([name]) { _ in
                let outcome = try await changed.deploy("--skip-unreachable", "--json")
                #expect(outcome.exitCode == 0, "\(outcome)")
                #expect(try outcome.json()["skipped"] as? [String] == [name])
                try await eventually("the VIP serves the new page") {
                    try await Client().get().get().body == "<!DOCTYPE html>48\n"
                }
            }
            let late = try await changed.settle()
            #expect(try #require(late.changes) > 0)
            #expect(try await changed.deploy("--json").changes == 0)
        }

        @Test(
            "never goes on without any balancer, or any web server",
            arguments: [["server1", "server2"], ["web1", "web2"]])
        func allOfAKind(names: [String]) async throws {
            try await without(names) { changed in
                let others = [Host].all.filter { !names.contains($0.name) }
                let before = try await others.states()
                let outcome = try await changed.deploy("--skip-unreachable")
                #expect(outcome.exitCode == 3, "\(outcome)")
                for name in names { #expect(outcome.errors.contains(name)) }
                #expect(try await others.states() == before)
            }
        }

        @Test("changes those of --limit only")
        func limit() async throws {
            try await Cluster(InventoryFolder()).settle()
            let before = try await [Host].all.states()
            let changed = Cluster(try InventoryFolder("proxy: {timeouts: {server: 49s}}", page: "<!DOCTYPE html>49\n"))
            let outcome = try await changed.deploy("--limit", "web2", "--json")
            #expect(outcome.exitCode == 0, "\(outcome)")
            #expect(outcome.changes == 2)
            let after = try await [Host].all.states()
            #expect(after.keys.filter { after[$0] != before[$0] } == ["web2"])
            let unknown = try await changed.deploy("--limit", "web3")
            #expect(unknown.exitCode == 2)
            #expect(unknown.errors.contains("web1, web2") || unknown.errors.contains("web2"))
        }
    }
}
