import Testing

extension Scenarios {
    @Suite("A full disk")
    struct FullDiskTests {
        @Test(
            "on one host stops the deploy, which says so and leaves every host as it was",
            arguments: [
                ("server2", "/var/lib/cluster/staging"), ("web2", "/var/lib/cluster/site"),
                ("server2", "/var/lib/cluster/releases"),
            ])
        func full(name: String, folder: String) async throws {
            try await Cluster(InventoryFolder()).settle()
            let before = try await [Host].all.states()
            let page = "<!DOCTYPE html>\n" + String(repeating: "<p>long</p>\n", count: 2000)
            let inventory = try InventoryFolder(page: page)
            try inventory.spoil("haproxy.cfg.mustache", with: String(repeating: "# long\n", count: 2000))
            let host = Host(name)
            // What the folder holds now fits into its small file system; what comes does not.
            try await host.shell(
                """
                cp -a \(folder) /run/kept
                mount -t tmpfs -o size=1M,mode=700 full \(folder)
                cp -a /run/kept/. \(folder)/
                rm -rf /run/kept
                mount -o remount,size=$(($(df --output=used -k \(folder) | tail -1) + 4))k \(folder)
                """)
            let outcome = try await Cluster(inventory).deploy("--templates", inventory.templates)
            try await host.shell("umount \(folder)")
            #expect(outcome.exitCode == 1, "\(outcome)")
            #expect(outcome.errors.contains("\(name): could not"), "\(outcome)")
            #expect(outcome.errors.contains("No space left on device"), "\(outcome)")
            #expect(try await [Host].all.changes(since: before) == [])
            let again = try await Cluster(inventory).deploy("--templates", inventory.templates)
            #expect(again.exitCode == 0, "\(again)")
        }
    }
}
