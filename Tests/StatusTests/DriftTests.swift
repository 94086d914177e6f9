import Inventory
import Rendering
import Testing

@testable import Observation
@testable import Status

@Suite("Drift")
struct DriftTests {
    private static let haproxyConfiguration = "/etc/haproxy/haproxy.cfg"

    private func drift(_ change: (inout Situation) -> Void) throws -> [Drift] {
        var situation = try Situation()
        change(&situation)
        return situation.status.drift
    }

    @Test("names the first line of a file that differs, and none of its text")
    func edited() throws {
        var inventory = Sample.inventory
        inventory.proxy.statistics.login = ProxySettings.Login(user: "ops", password: Secret("hunter2"))
        var situation = try Situation(inventory)
        let path = Self.haproxyConfiguration
        guard case .text(let text, let mode, let owner)? = situation.observations["server2"]?.files[path] else {
            Issue.record("haproxy.cfg is not observed")
            return
        }
        let edited = text.replacing("global\n", with: "global\n    nbthread 1 # hunter2\n", maxReplacements: 1)
        situation.observations["server2"]?.files[path] = .text(edited, mode: mode, owner: owner)
        let drift = situation.status.drift
        #expect(
            drift == [
                Drift(
                    host: "server2", kind: .file, subject: path, expected: "the rendered text",
                    found: "other text from line 3")
            ])
        #expect(!"\(situation.status)".contains("hunter2"))
        #expect(
            situation.status.findings.map(\.text) == [
                """
                server2 differs from the inventory in one place; `cluster deploy` mends that, `cluster deploy --dry-run` \
                shows how.
                """
            ])
    }

    @Test(
        "tells how a file differs",
        arguments: [
            (nil, "the rendered file", "missing"),
            (ObservedFile.large(mode: 0o644), "the rendered file", "a file larger than 1 MiB"),
            (ObservedFile.other, "the rendered file", "neither file nor link"),
            (ObservedFile.link("/tmp/x"), "the rendered file", "a link to /tmp/x"),
            (ObservedFile.text("x\n", mode: 0o644, owner: "root:root"), "the rendered text", "other text from line 1"),
            (
                ObservedFile.text("ab", mode: 0o666, owner: "ops:root"), "mode 0644, owner root:root",
                "mode 0666, owner ops:root"
            ),
        ] as [(ObservedFile?, String, String)])
    func files(found: ObservedFile?, expected: String, words: String) {
        let file = ManagedFile(path: "/etc/x", content: .text("ab"))
        let difference = FileDifference(file, found)
        #expect(difference?.expected == expected)
        #expect(difference?.found == words)
    }

    @Test("finds a text that only lost its end", arguments: [("a\nb\n", "a\nb", 3), ("a\r\n", "a\n", 1), ("", "a", 1)])
    func firstLine(text: String, other: String, line: Int) {
        let file = ManagedFile(path: "/etc/x", content: .text(text))
        let difference = FileDifference(file, .text(other, mode: 0o644, owner: "root:root"))
        #expect(difference?.found == "other text from line \(line)")
    }

    @Test("finds none in a file that is as rendered")
    func same() {
        let file = ManagedFile(path: "/etc/x", content: .text("ab"), mode: 0o600)
        #expect(FileDifference(file, .text("ab", mode: 0o600, owner: "root:root")) == nil)
    }

    @Test("finds packages, kernel parameters and units")
    func others() throws {
        let drift = try drift { situation in
            situation.observations["server1"]?.packages["socat"] = nil
            situation.observations["server1"]?.sysctls["net.ipv4.ip_forward"] = "0"
            situation.observations["server1"]?.sysctls["net.ipv4.ip_nonlocal_bind"] = ""
            situation.observations["server1"]?.units[.keepalived]?.isEnabled = false
        }
        #expect(
            drift.map { "\($0.kind.rawValue) \($0.subject): \($0.found) / \($0.expected)" } == [
                "package socat: missing / installed",
                "sysctl net.ipv4.ip_forward: 0 / 1",
                "sysctl net.ipv4.ip_nonlocal_bind: missing / 1",
                "unit keepalived: not enabled, active / enabled, active",
            ])
    }

    @Test("counts a Varnish that a deploy once started, not somebody else's", arguments: [nil, "a b"])
    func unwanted(applied: String?) throws {
        let drift = try drift { situation in
            situation.observations["web1"]?.units[.varnish] = Situation.running
            situation.observations["web1"]?.applied[.varnish] = applied
        }
        #expect(drift.map(\.subject) == (applied == nil ? [] : ["varnish"]))
    }

    @Test("finds a program that runs an older configuration, whatever its file says")
    func running() throws {
        let drift = try drift { situation in
            situation.observations["server2"]?.haproxy?.description = "demo 000000000000"
            situation.observations["server1"]?.keepalived?.routerID = "demo-000000000000"
        }
        #expect(drift.map(\.host) == ["server1", "server2"])
        #expect(drift.map(\.found) == ["demo-000000000000", "demo 000000000000"])
        #expect(drift.allSatisfy { $0.kind == .running })
    }

    @Test("finds missing, changed and extra entries of the site")
    func site() throws {
        let drift = try drift { situation in
            situation.observations["web1"]?.site = .present(
                target: "/var/lib/cluster/site", files: ["index.html": "other", "old.html": "cc"],
                directories: ["img"], others: ["pipe"])
        }
        #expect(
            drift.map { "\($0.subject): \($0.found)" } == [
                "/var/www/cluster/css: missing, or of another owner or mode",
                "/var/www/cluster/css/style.css: missing",
                "/var/www/cluster/img: not part of the site",
                "/var/www/cluster/index.html: other content, owner or mode",
                "/var/www/cluster/old.html: not part of the site",
                "/var/www/cluster/pipe: not part of the site",
            ])
    }

    @Test("tells a site that is missing as a whole in one line", arguments: [ObservedSite.absent, .blocked])
    func noSite(site: ObservedSite) throws {
        let drift = try drift { $0.observations["web2"]?.site = site }
        #expect(drift.map(\.subject) == ["/var/www/cluster"])
    }
}
