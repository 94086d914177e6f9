import Testing

extension Scenarios {
    @Suite("A configuration that passes haproxy's check and cannot run")
    struct CannotStartTests {
        @Test(
            "for the number of files it needs is noticed, explained and taken back, and the page is served all the time"
        )
        func tooManyConnections() async throws {
            let cluster = Cluster(try InventoryFolder())
            try await cluster.settle()
            let broken = Cluster(try InventoryFolder("proxy: {max_connections: 2000000}"))
            let (_, tally) = try await Load.during {
                try await takesBack(cluster, on: "server2", saying: "limit") { try await broken.deploy() }
            }
            #expect(tally.failures == [])
        }

        @Test("for a port that another program has is refused before anything is replaced, and the program is named")
        func portInUse() async throws {
            try await Cluster(InventoryFolder()).settle()
            let before = try await [Host].all.states()
            let broken = Cluster(try InventoryFolder("proxy: {port: 81}"))
            let (outcome, tally) = try await Load.during {
                try await squatting(on: "server1") { try await broken.deploy() }
            }
            #expect(outcome.exitCode == 1, "\(outcome)")
            #expect(outcome.errors.contains("port 81 is in use on this host by socat (0.0.0.0:81)"), "\(outcome)")
            #expect(outcome.errors.contains("Nothing was replaced on any host."))
            #expect(tally.failures == [])
            #expect(try await [Host].all.changes(since: before) == [])
        }

        @Test("for a port that only its template names is noticed, explained and taken back")
        func portOfTemplateInUse() async throws {
            let cluster = Cluster(try InventoryFolder())
            try await cluster.settle()
            let broken = try InventoryFolder()
            try broken.spoil("haproxy.cfg.mustache", with: "listen other\n    bind 10.0.0.10:81\n")
            try await takesBack(cluster, on: "server1", saying: "10.0.0.10:81") {
                try await squatting(on: "server1") {
                    try await Cluster(broken).deploy("--templates", broken.templates)
                }
            }
        }

        @Test("for want of a web server that passes its check is taken back before the VIP's holder has it")
        func noServer() async throws {
            let cluster = Cluster(try InventoryFolder())
            try await cluster.settle()
            let broken = Cluster(try InventoryFolder("proxy: {check: {path: /nothing}}"))
            let (_, tally) = try await Load.during {
                try await takesBack(cluster, on: "server2", saying: "finds no web server that is up") {
                    try await broken.deploy()
                }
            }
            #expect(tally.failures == [])
        }

        /// Runs `body` while another program listens on port 81 of the host.
        private func squatting<Value>(on name: String, _ body: () async throws -> Value) async throws -> Value {
            let host = Host(name)
            try await host.shell("systemd-run --quiet --collect --unit=squatter socat TCP-LISTEN:81,fork /dev/null")
            let outcome: Result<Value, any Error>
            do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
            try await host.shell("systemctl stop squatter")
            return try outcome.get()
        }

        /// The deploy fails on the host, says why, and leaves everything as it was.
        private func takesBack(
            _ cluster: Cluster, on host: String, saying words: String, _ deploy: () async throws -> Cluster.Outcome
        ) async throws {
            let before = try await [Host].all.states()
            let outcome = try await deploy()
            #expect(outcome.exitCode == 1, "\(outcome)")
            for word in [words, "\(host): could not", "haproxy", "Put back as before"] {
                #expect(outcome.errors.contains(word), "\(word): \(outcome)")
            }
            #expect(try await [Host].all.changes(since: before) == [])
            #expect(try await cluster.deploy("--json").changes == 0)
        }
    }
}
