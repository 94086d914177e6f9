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
    }
}
