import Foundation
import Testing

extension Scenarios {
    @Suite("A template")
    struct RefusedTests {
        struct Broken: Sendable, CustomTestStringConvertible {
            var template: String
            var addition: String
            /// What the error must say.
            var words: [String]
            var testDescription: String { template }
        }

        @Test(
            "that the program which reads it refuses stops the deploy before anything is replaced on any host",
            arguments: [
                Broken(
                    template: "haproxy.cfg.mustache", addition: "backend other\n    balance nonsense\n",
                    words: ["server1", "server2", "/etc/haproxy/haproxy.cfg", "balance only supports"]),
                Broken(
                    template: "keepalived.conf.mustache", addition: "vrrp_instance broken {\n    state MASTER\n}\n",
                    words: ["server1", "server2", "/etc/keepalived/keepalived.conf"]),
                Broken(
                    template: "apache-site.conf.mustache", addition: "NoSuchDirective on\n",
                    words: ["web1", "web2", "/etc/apache2/sites-available", "NoSuchDirective"]),
                Broken(
                    template: "varnish.vcl.mustache", addition: "sub vcl_recv { nonsense; }\n",
                    words: ["web1", "web2", "/etc/varnish/default.vcl", "nonsense"]),
            ])
        func refused(_ broken: Broken) async throws {
            try await Cluster(InventoryFolder()).settle()
            let before = try await [Host].all.states()
            // Changes everywhere, so that a host without the broken file has something to do as well.
            let inventory = try InventoryFolder(
                "proxy: {timeouts: {server: 43s}}", page: "<!DOCTYPE html>\n<p>never seen</p>\n")
            try inventory.spoil(broken.template, with: broken.addition)
            let outcome = try await Cluster(inventory).deploy("--templates", inventory.templates)
            #expect(outcome.exitCode == 1, "\(outcome)")
            for word in broken.words { #expect(outcome.errors.contains(word), "\(word): \(outcome)") }
            #expect(outcome.errors.contains("Nothing was replaced on any host."))
            #expect(try await [Host].all.changes(since: before) == [])
        }

        @Test("that uses a name the inventory's model lacks is an error with file and line, and no host is asked")
        func unknownName() async throws {
            let inventory = try InventoryFolder()
            try inventory.spoil("haproxy.cfg.mustache", with: "# {{proxy.maxConections}}\n")
            let outcome = try await Cluster(inventory).deploy("--templates", inventory.templates)
            #expect(outcome.exitCode == 2, "\(outcome)")
            #expect(outcome.errors.contains("haproxy.cfg.mustache:"))
            #expect(outcome.errors.contains("proxy.maxConections"))
            #expect(!outcome.errors.contains("connect"))
        }
    }
}

extension InventoryFolder {
    /// Puts a copy of the product's template, with something added, into the folder of templates.
    func spoil(_ template: String, with addition: String) throws {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let text = try String(contentsOf: repository.appending(path: "templates/\(template)"), encoding: .utf8)
        try write(text + addition, to: "templates/\(template)")
    }
}
