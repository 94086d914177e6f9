import Foundation
import Testing

extension Scenarios {
    @Suite("A deploy")
    struct DeployTests {
        @Test("makes both balancers alike, but for the state and priority of keepalived")
        func configuration() async throws {
            try await Cluster(InventoryFolder()).settle()
            let (first, second) = (Host("server1"), Host("server2"))
            #expect(try await first.read("/etc/haproxy/haproxy.cfg") == second.read("/etc/haproxy/haproxy.cfg"))
            let lines = try await [first, second].asyncMap { host in
                try await host.read("/etc/keepalived/keepalived.conf").split(separator: "\n").map(String.init)
            }
            let changes = lines[1].difference(from: lines[0])
            let text = { (change: CollectionDifference<String>.Change) in
                switch change {
                case .insert(_, let line, _), .remove(_, let line, _): line.trimmingCharacters(in: .whitespaces)
                }
            }
            #expect(Set(changes.removals.map(text)) == ["state MASTER", "priority 101"])
            #expect(Set(changes.insertions.map(text)) == ["state BACKUP", "priority 100"])
        }

        @Test(
            "sets kernel parameters for now and for the next boot, and enables haproxy",
            arguments: ["server1", "server2"])
        func settings(name: String) async throws {
            try await Cluster(InventoryFolder()).settle()
            let host = Host(name)
            for key in ["net.ipv4.ip_forward", "net.ipv4.ip_nonlocal_bind"] {
                #expect(try await host.shell("sysctl -n \(key)") == "1")
                #expect(
                    try await host.shell("sysctl -w \(key)=0; sysctl --system >/dev/null 2>&1; sysctl -n \(key)")
                        .hasSuffix("1"))
            }
            #expect(try await host.shell("grep -x ENABLED=1 /etc/default/haproxy") == "ENABLED=1")
            #expect(try await host.shell("systemctl is-enabled haproxy keepalived") == "enabled\nenabled")
        }

        @Test("that finds everything in place makes no change, and neither it nor a dry run touches anything")
        func nothingToDo() async throws {
            let cluster = Cluster(try InventoryFolder())
            try await cluster.settle()
            let before = try await [Host].all.states()
            let dry = try await cluster.deploy("--dry-run")
            #expect(dry.exitCode == 0)
            #expect(dry.output.contains("Nothing to do"))
            let again = try await cluster.deploy("--json")
            #expect(again.exitCode == 0)
            #expect(again.changes == 0)
            #expect(try await [Host].all.changes(since: before) == [])
        }

        @Test("is shown by a dry run, with differences, and not done")
        func dryRun() async throws {
            try await Cluster(InventoryFolder()).settle()
            let before = try await [Host].all.states()
            let changed = Cluster(try InventoryFolder("proxy: {timeouts: {server: 41s}}", page: "<!DOCTYPE html>new\n"))
            let dry = try await changed.deploy("--dry-run")
            #expect(dry.exitCode == 0, "\(dry)")
            #expect(dry.output.contains("+    timeout server 41"))
            #expect(dry.output.contains("-    timeout server 50"))
            #expect(dry.output.contains("~ /var/www/cluster/index.html"))
            #expect(try await changed.deploy("--dry-run", "--json").changes == 8)
            #expect(try await [Host].all.changes(since: before) == [])
        }

        @Test("of a changed timeout changes 2 files and reloads 2 services, and no request is lost meanwhile")
        func changedTimeout() async throws {
            try await Cluster(InventoryFolder()).settle()
            let changed = Cluster(try InventoryFolder("proxy: {timeouts: {server: 42s}}"))
            let (outcome, tally) = try await Load.during {
                let outcome = try await changed.deploy("--json")
                try await Task.sleep(for: .seconds(3))
                return outcome
            }
            #expect(outcome.exitCode == 0, "\(outcome)")
            let hosts = try #require(try outcome.json()["hosts"] as? [[String: Any]])
            #expect(outcome.changes == 4)
            #expect(
                hosts.flatMap { $0["files"] as? [String] ?? [] }
                    == Array(repeating: "/etc/haproxy/haproxy.cfg", count: 2))
            #expect(hosts.flatMap { $0["services"] as? [String] ?? [] } == Array(repeating: "reload haproxy", count: 2))
            #expect(tally.sent >= 300)
            #expect(tally.failures == [])
        }

        @Test("of a changed page replaces it on every web server and in their caches, and no request is lost meanwhile")
        func changedPage() async throws {
            try await Cluster(InventoryFolder()).settle()
            let changed = Cluster(try InventoryFolder(page: "<!DOCTYPE html>\n<p>another</p>\n"))
            let (outcome, tally) = try await Load.during { try await changed.settle() }
            #expect(outcome.changes == 4)
            #expect(tally.failures == [])
        }

        @Test("of a site that lacks the page the balancers check is taken back at the first web server")
        func siteWithoutPage() async throws {
            let cluster = Cluster(try InventoryFolder())
            try await cluster.settle()
            let before = try await [Host].all.states()
            let folder = try InventoryFolder()
            try FileManager.default.removeItem(atPath: "\(folder.path)/site/index.html")
            let outcome = try await Cluster(folder).deploy()
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("web1: with its new site it does not serve /"), "\(outcome)")
            #expect(outcome.errors.contains("Put back as before: web1."))
            #expect(try await [Host].all.changes(since: before) == [])
            try await cluster.serves()
        }
    }
}

extension Array {
    func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
