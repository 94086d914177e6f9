import Testing

extension Scenarios {
    @Suite("The cache")
    struct CacheTests {
        @Test("can be taken away and put back without a lost request, and leaves nothing running")
        func offAndOn() async throws {
            let with = Cluster(try InventoryFolder())
            try await with.settle()
            let without = Cluster(try InventoryFolder(cache: "false"))
            let (_, taken) = try await Load.during { try await without.settle() }
            #expect(taken.failures == [])
            for host in [Host("web1"), Host("web2")] {
                #expect(
                    try await host.shell("systemctl is-active varnish; systemctl is-enabled varnish; pgrep varnishd")
                        == "inactive\ndisabled")
            }
            #expect(try await !Host("server1").read("/etc/haproxy/haproxy.cfg").contains(":6081"))
            #expect(try await without.deploy("--json").changes == 0)
            let (_, put) = try await Load.during { try await with.settle() }
            #expect(put.failures == [])
            #expect(
                try await Host("web1").shell("systemctl is-active varnish; systemctl is-enabled varnish")
                    == "active\nenabled")
            #expect(try await with.deploy("--json").changes == 0)
        }

        @Test(
            "is left running by --limit while balancers outside it still use it, and put in use by none before it runs")
        func limited() async throws {
            let with = Cluster(try InventoryFolder())
            try await with.settle()
            let without = Cluster(try InventoryFolder(cache: "false"))
            let (outcome, tally) = try await Load.during { try await without.deploy("--limit", "web1") }
            #expect(outcome.errors.contains("web1: varnish is left running"), "\(outcome)")
            #expect(try await Host("web1").shell("systemctl is-active varnish") == "active")
            #expect(tally.failures == [])
            try await without.settle()

            let (early, earlyTally) = try await Load.during { try await with.deploy("--limit", "server1") }
            #expect(early.exitCode == 1, "\(early)")
            #expect(
                early.errors.contains("no web server answers at 10.0.0.100:6081 10.0.0.200:6081"), "\(early)")
            #expect(earlyTally.failures == [])
            #expect(try await without.deploy("--json").changes == 0)
        }
    }
}
