import Testing

extension Scenarios {
    @Suite("A full disk")
    struct FullDiskTests {
        @Test(
            "on one host stops the deploy, which says so and leaves every host as it was",
            arguments: [
                ("web2", "/var/lib/cluster/staging"), ("server2", "/var/lib/cluster/staging"),
                ("web2", "/var/lib/cluster/site"), ("server2", "/var/lib/cluster/releases"),
            ])
        func full(name: String, folder: String) async throws {
            try await Cluster(InventoryFolder()).settle()
            let before = try await [Host].all.states()
            let host = Host(name)
            // A file system of two pages: one holds the folders, the other is taken.
            try await host.shell(
                """
                cp -a \(folder) /run/kept
                mount -t tmpfs -o size=1M,mode=700 full \(folder)
                cp -a /run/kept/. \(folder)/
                rm -rf /run/kept
                dd if=/dev/zero of=\(folder)/.filler bs=4k 2>/dev/null
                """)
            let page = "<!DOCTYPE html>\n" + String(repeating: "<p>long</p>\n", count: 2000)
            let changed = Cluster(try InventoryFolder("proxy: {timeouts: {server: 51s}}", page: page))
            let outcome = try await changed.deploy()
            try await host.shell("umount \(folder)")
            #expect(outcome.exitCode == 1, "\(outcome)")
            #expect(outcome.errors.contains(name))
            #expect(outcome.errors.contains("No space left on device") || outcome.errors.contains("is the disk full?"))
            #expect(try await [Host].all.states() == before)
            try await changed.settle()
            #expect(try await changed.deploy("--json").changes == 0)
        }
    }
}
