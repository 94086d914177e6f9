import Testing

extension Scenarios {
    @Suite("A deploy to some of the hosts")
    struct UnreachableTests {
        private func changed() throws -> Cluster {
            Cluster(try InventoryFolder("proxy: {timeouts: {server: 48s}}", page: "<!DOCTYPE html>48\n"))
        }

        @Test(
            """
            changes nothing when one is off; goes on without it when told to, but never without all of a kind; and the \
            hosts are brought up to date later
            """, arguments: [["web2", "web1"], ["server1", "server2"]])
        func powerOff(names: [String]) async throws {
            let changed = try changed()
            try await Cluster(InventoryFolder()).settle()
            try await without([names[0]]) {
                let others = [Host].all.filter { $0.name != names[0] }
                let before = try await others.states()
                try await refuses(changed, naming: [names[0]])
                #expect(try await others.states() == before)
                let outcome = try await changed.deploy("--skip-unreachable", "--json")
                #expect(outcome.exitCode == 0, "\(outcome)")
                #expect(try outcome.json()["skipped"] as? [String] == [names[0]])
                #expect(try await Client().get().get().body == "<!DOCTYPE html>48\n")
                try await cutPower(of: names[1])
                try await refuses(Cluster(InventoryFolder()), naming: names, "--skip-unreachable")
            }
            let late = try await changed.settle()
            #expect(try #require(late.changes) > 0)
            #expect(try await changed.deploy("--json").changes == 0)
        }

        private func refuses(_ cluster: Cluster, naming names: [String], _ options: String...) async throws {
            let outcome = try await cluster.onLab(["deploy"] + options)
            #expect(outcome.exitCode == 3, "\(outcome)")
            #expect(outcome.errors.contains("Nothing was replaced on any host."))
            for name in names { #expect(outcome.errors.contains("\(name):"), "\(outcome)") }
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
