import Testing

extension Scenarios {
    @Suite("A configuration that passes its check and cannot run")
    struct CannotStartTests {
        @Test(
            "for the number of files it needs is noticed, explained and taken back, and the page is served all the time"
        )
        func tooManyConnections() async throws {
            try await notices("proxy: {max_connections: 2000000}", on: "server2", ["limit"])
        }

        @Test("for a port in use on the last balancer is noticed, explained and taken back on all of them")
        func portInUse() async throws {
            let squatter = Host("server1")
            try await Cluster(InventoryFolder()).settle()
            try await squatter.shell("systemd-run --quiet --collect --unit=squatter socat TCP-LISTEN:81,fork /dev/null")
            do {
                try await notices("proxy: {port: 81}", on: "server1", ["10.0.0.10:81"])
            } catch {
                try await squatter.shell("systemctl stop squatter")
                throw error
            }
            try await squatter.shell("systemctl stop squatter")
        }

        private func notices(_ addition: String, on host: String, _ words: [String]) async throws {
            let cluster = Cluster(try InventoryFolder())
            try await cluster.settle()
            let before = try await [Host].all.states()
            let broken = Cluster(try InventoryFolder(addition))
            let (outcome, tally) = try await Load.during { try await broken.deploy() }
            #expect(outcome.exitCode == 1, "\(outcome)")
            for word in words + ["\(host): could not", "haproxy", "Put back as before"] {
                #expect(outcome.errors.contains(word), "\(word): \(outcome)")
            }
            #expect(tally.failures == [])
            #expect(try await [Host].all.states() == before)
            #expect(try await cluster.deploy("--json").changes == 0)
        }
    }
}
