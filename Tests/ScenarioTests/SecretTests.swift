import Foundation
import Synchronization
import Testing

extension Scenarios {
    @Suite("A password in the inventory")
    struct SecretTests {
        private static let addition = """
            proxy: {stats: {user: ops, password: "${STATS_PASSWORD}"}}
            vrrp: {authentication: "${VRRP_PASSWORD}"}
            """
        private static let secrets = ["hush-Stats-1", "hVRRP-1", "hush-Stats-2", "hVRRP-2"]

        private func cluster(_ number: Int) throws -> Cluster {
            Cluster(
                try InventoryFolder(Self.addition),
                environment: ["STATS_PASSWORD": "hush-Stats-\(number)", "VRRP_PASSWORD": "hVRRP-\(number)"])
        }

        private func found(in text: String) -> [String] { Self.secrets.filter(text.contains) }

        @Test("is in no output, no process list, no log, and no file that others may read")
        func hidden() async throws {
            try await Cluster(InventoryFolder()).settle()
            let watch = ProcessListWatch(for: Self.secrets)
            let (first, second) = (try cluster(1), try cluster(2))
            var outputs: [Cluster.Outcome] = []
            for cluster in [first, second] {
                outputs.append(try await cluster.run(["validate", "-i", cluster.inventory.file]))
                outputs.append(try await cluster.run(["render", "-i", cluster.inventory.file]))
                outputs.append(try await cluster.run(["render", "--json", "-i", cluster.inventory.file]))
                outputs.append(try await cluster.deploy("--dry-run", "-v"))
                outputs.append(try await cluster.deploy("--dry-run", "--json"))
                outputs.append(try await cluster.deploy("-v", "--json"))
                // The secrets of the first are what the second takes away.
                outputs.append(try await cluster.deploy("-v"))
            }
            let spoilt = try InventoryFolder(Self.addition)
            try spoilt.spoil("haproxy.cfg.mustache", with: "    stats auth\n")
            outputs.append(
                try await Cluster(spoilt, environment: first.environment).deploy("--templates", spoilt.templates))
            outputs.append(try await second.status())
            outputs.append(try await second.status("--json", "-v"))
            outputs.append(try await second.onLab(["logs", "-n", "1000"]))
            outputs.append(try await second.onLab(["rollback", "-v"]))
            outputs.append(try await second.deploy("-v", "--json"))
            for outcome in outputs { #expect(found(in: outcome.description) == [], "\(outcome)") }
            #expect(outputs.map(\.exitCode) == Array(repeating: 0, count: 14) + [1] + Array(repeating: 0, count: 5))
            #expect(watch.stop() == [])
            try await second.serves()
            for host in [Host].all { try await isHidden(on: host) }
            try await answers(second)
        }

        private func isHidden(on host: Host) async throws {
            let patterns = Self.secrets.map { "-e '\($0)'" }.joined(separator: " ")
            let readable = try await host.shell(
                """
                setpriv --reuid=65534 --regid=65534 --clear-groups grep -rlsF -D skip \(patterns) \\
                    /etc /home /root /run /srv /tmp /usr/local /var
                """)
            #expect(readable == "", "\(host.name): anyone can read it")
            let logged = try await host.shell(
                "journalctl --no-pager | grep -F \(patterns); grep -rlsF \(patterns) /var/log")
            #expect(logged == "", "\(host.name): it is in the logs")
        }

        /// Proof that the passwords are in use.
        private func answers(_ cluster: Cluster) async throws {
            let page = await Client(path: "/haproxy?stats").get()
            #expect(try page.get().status == 401)
            let conf = try await Host("server1").read("/etc/keepalived/keepalived.conf")
            #expect(conf.contains("auth_pass hVRRP-2"))
        }
    }
}

/// Looks at the command lines of this machine's processes, those of the lab's hosts among them, until it is stopped.
private final class ProcessListWatch: Sendable {
    private let state = Mutex((isOver: false, found: Set<String>()))

    init(for words: [String]) {
        Thread.detachNewThread { [self] in
            while !state.withLock({ $0.isOver }) {
                let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
                for name in names where name.first?.isNumber == true {
                    guard let data = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") else { continue }
                    let text = String(decoding: data, as: UTF8.self)
                    if words.contains(where: text.contains) { _ = state.withLock { $0.found.insert(text) } }
                }
                Thread.sleep(forTimeInterval: 0.02)
            }
        }
    }

    func stop() -> Set<String> {
        state.withLock {
            $0.isOver = true
            return $0.found
        }
    }
}
