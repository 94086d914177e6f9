import Foundation
import Testing

extension Scenarios {
    @Suite("A rollback")
    struct RollbackTests {
        @Test(
            "returns files, services, kernel parameters and running configuration to what they were, deploy by deploy")
        func twoBack() async throws {
            let first = Cluster(try InventoryFolder("proxy: {timeouts: {server: 47s}}"))
            try await first.settle()
            try await Host("server2").shell("sysctl -w net.ipv4.ip_forward=0; systemctl disable --now keepalived")
            try await Host("web1").shell("echo old >/var/www/cluster/old.html; systemctl stop varnish")
            let before = try await [Host].all.states()

            let second = Cluster(try InventoryFolder("vrrp: {router_id: 52}", page: "<!DOCTYPE html>2\n"))
            try await second.settle()
            let between = try await [Host].all.states()
            let third = Cluster(try InventoryFolder("proxy: {balance: leastconn}", cache: "false"))
            try await third.settle()

            try await third.rollback()
            // It has waited for the cluster to do its job.
            #expect(try await [Host].balancers.holders().count == 1)
            #expect((try? await Client().get().get().status) == 200)
            #expect(try await [Host].all.changes(since: between) == [])
            try await second.serves()
            #expect(try await second.deploy("--json").changes == 0)
            try await second.rollback()
            #expect(try await [Host].all.changes(since: before) == [])
            try await first.settle()
        }

        @Test("that is killed gets there when it is run again", arguments: [0.4, 0.8])
        func killed(part: Double) async throws {
            let first = Cluster(try InventoryFolder("proxy: {timeouts: {server: 47s}}", page: "<!DOCTYPE html>1\n"))
            try await first.settle()
            let before = try await [Host].all.states()
            let second = Cluster(try InventoryFolder(cache: "false", page: "<!DOCTYPE html>2\n"))
            let duration = try await ContinuousClock().measure { try await second.settle() }
            _ = try await second.run("rollback") { rollback in
                try await Task.sleep(for: duration * part)
                rollback.send(SIGKILL)
            }
            // Nothing is left to return to where it had come to its end already.
            let hosts = try await [Host].all.changes(since: before)
            if !hosts.isEmpty { try await second.rollback() }
            #expect(try await [Host].all.changes(since: before) == [])
            try await first.serves()
            #expect(try await first.deploy("--json").changes == 0)
        }
    }
}
