import Fleet
import Foundation
import Inventory
import Observation
import Rendering
import SSH
import TestSupport
import Testing

@testable import Deployment

struct TextTests {
    private func plan(_ file: FileChange) throws -> Plan {
        Plan(hosts: [HostPlan(host: try Inventories.host("server1", "10.0.0.1"), role: .balancer, files: [file])])
    }

    @Test("a dry run shows the difference of a file, its secrets hidden")
    func diff() throws {
        let file = ManagedFile(path: "/etc/keepalived/keepalived.conf", content: .text("auth_pass new\n"))
        let plan = try plan(FileChange(file: file, before: .text("auth_pass old\n", mode: 0o644, owner: "root:root")))
        let lines = PlanText(redaction: Redaction([Secret("new")]), showsDiffs: true).lines(plan)
        #expect(
            lines == [
                "server1 (10.0.0.1)", "  ~ /etc/keepalived/keepalived.conf", "    --- /etc/keepalived/keepalived.conf",
                "    +++ /etc/keepalived/keepalived.conf", "    @@ -1 +1 @@", "    -auth_pass ********",
                "    +auth_pass ********  (another one)",
            ])
    }

    @Test("a file whose mode alone is wrong says so")
    func mode() throws {
        let file = ManagedFile(path: "/f", content: .text("a\n"), mode: 0o600)
        let plan = try plan(FileChange(file: file, before: .text("a\n", mode: 0o644, owner: "root:root")))
        #expect(
            PlanText(redaction: Redaction([]), showsDiffs: false).lines(plan).last
                == "  ~ /f: root:root 644 becomes root:root 600")
    }

    @Test("JSON has `changes` as a number, and `hosts`")
    func json() throws {
        let file = ManagedFile(path: "/f", content: .text("a\n"))
        let report = DeployReport(plan: try plan(FileChange(file: file, before: nil)))
        let text = try report.json(
            seconds: 1.5, detection: DetectionTime(try Inventories.fourHosts()), redaction: Redaction([]))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["changes"] as? Int == 1)
        let hosts = try #require(object["hosts"] as? [[String: Any]])
        #expect(hosts.first?["files"] as? [String] == ["/f"])
    }

    @Test("a failed step names host, command, exit status and output, and who was put back")
    func failure() {
        let result = CommandResult(ending: .exited(1), errorOutput: Array("no such port\n".utf8))
        let error = DeployError.failed(
            HostError(host: "server2", reason: .command("put the new files into place", result)),
            restored: ["server2", "web1"], notRestored: [])
        #expect(
            error.description == """
                server2: could not put the new files into place: exit status 1
                    no such port
                Put back as before: server2, web1.
                """)
    }

    @Test("a lock that is taken names its holder, and that it goes away by itself")
    func locked() {
        let text = DeployError.locked(host: "server1", holder: "ann from desk since noon").description
        #expect(text.contains("ann from desk since noon holds the lock on server1"))
        #expect(text.contains("needs no removing"))
    }

    @Test("the identity of a deploy sorts by time, and a cut-off deploy is continued under its own")
    func release() {
        let earlier = Release([:], now: Date(timeIntervalSince1970: 1_700_000_000))
        let later = Release([:], now: Date(timeIntervalSince1970: 1_700_000_001))
        #expect(earlier.id.hasPrefix("20231114T221320Z-"))
        #expect(earlier.id < later.id)
        var observed = HostObservation()
        observed.pendingRelease = earlier.id
        let continued = Release(["web1": observed, "web2": HostObservation()])
        #expect(continued.id == earlier.id)
        #expect(continued.interrupted == ["web1"])
    }

    @Test("a deploy that was cut off before another host's last one is ended, not continued")
    func staleRelease() {
        var (cutOff, other) = (HostObservation(), HostObservation())
        cutOff.pendingRelease = "20231114T221320Z-a"
        other.lastRelease = "20231114T221321Z-b"
        let release = Release(["web1": cutOff, "web2": other])
        #expect(release.id > "20231114T221321Z-b")
        #expect(release.interrupted == [])
        #expect(release.cutOff == ["web1": "20231114T221320Z-a"])
    }

    @Test("a configuration that was taken back says what it had broken, and who was put back")
    func putBack() {
        let error = DeployError.unverified(
            ["http://10.0.0.10/ answers 503."], .putBack(restored: ["server1"], notRestored: []))
        #expect(
            error.description == """
                with the new configuration the page is not served, which it was before:
                  http://10.0.0.10/ answers 503.
                Put back as before: server1.
                """)
    }

    @Test("Ctrl-C while the cluster is asked tells nothing of the cluster but what stands")
    func interruptedVerifying() {
        #expect(
            DeployError.interruptedVerifying(.changed).description == """
                interrupted before the cluster had answered whether it does its job
                the new configuration is in place.
                """)
    }

    @Test("names of files cannot steer the terminal")
    func controlCharacters() throws {
        var plan = try plan(FileChange(file: ManagedFile(path: "/f", content: .text("a\n")), before: nil))
        plan.hosts[0].site = SiteChange(added: ["a\u{1B}[2Jb"])
        let lines = PlanText(redaction: Redaction([]), showsDiffs: true).lines(plan)
        #expect(lines.last == #"  + /var/www/cluster/a\u{1b}[2Jb"#)
    }
}
