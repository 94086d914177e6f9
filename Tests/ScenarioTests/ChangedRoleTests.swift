import Testing

extension Scenarios {
    @Suite("A host that changes between balancer and web server")
    struct ChangedRoleTests {
        private let swapped = """
            version: 1
            name: four-hosts
            balancers:
              server1: 10.0.0.1
              web1: 10.0.0.100
            web:
              server2: 10.0.0.2
              web2: 10.0.0.200
            vips: 10.0.0.10
            site: site
            cache: varnish

            """

        @Test("lets go of what it was, and a rollback gives it back")
        func swap() async throws {
            let usual = Cluster(try InventoryFolder())
            try await usual.settle()
            let changed = Cluster(try InventoryFolder(text: swapped))
            let outcome = try await changed.deploy()
            try #require(outcome.exitCode == 0, "\(outcome)")
            let services = "for unit in apache2 varnish haproxy keepalived; do systemctl is-active $unit; done | xargs"
            #expect(try await Host("server2").shell(services) == "active active inactive inactive")
            #expect(try await Host("web1").shell(services) == "inactive inactive active active")
            #expect((try? await Client().get().get().status) == 200)
            #expect(try await changed.deploy("--json").changes == 0)

            try await changed.rollback()
            #expect(try await Host("server2").shell(services) == "inactive inactive active active")
            #expect(try await Host("web1").shell(services) == "active active inactive inactive")
            try await usual.serves()
            #expect(try await usual.deploy("--json").exitCode == 0)
        }
    }
}
