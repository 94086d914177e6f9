import Foundation
import Testing

extension Scenarios {
    @Suite("Two deploys at once")
    struct LockTests {
        /// Runs `body` while another deploy has the lock and does not move.
        private func whileHeld(_ body: @escaping @Sendable (Cluster, RunningDeploy) async throws -> Void) async throws {
            let cluster = Cluster(try InventoryFolder())
            try await cluster.settle()
            let changed = Cluster(try InventoryFolder("proxy: {timeouts: {server: 46s}}"))
            _ = try await changed.deploy { deploy in
                try await deploy.says("observe")
                deploy.send(SIGSTOP)
                defer { deploy.send(SIGKILL) }
                try await body(cluster, deploy)
            }
            try await cluster.settle()
        }

        private func deploysWithin(_ limit: Duration, _ cluster: Cluster) async throws {
            let deadline = ContinuousClock.now + limit
            var outcome: Cluster.Outcome
            var began: ContinuousClock.Instant
            repeat {
                began = .now
                outcome = try await cluster.deploy()
            } while outcome.exitCode != 0 && began < deadline
            #expect(outcome.exitCode == 0, "\(outcome)")
        }

        @Test("the second fails and names who holds the lock, from where and since when")
        func named() async throws {
            try await whileHeld { cluster, first in
                let second = try await cluster.deploy()
                #expect(second.exitCode == 1, "\(second)")
                let host = ProcessInfo.processInfo.hostName
                for words in ["another deploy", "server1", "from \(host)", "process \(first.pid)", "since 20"] {
                    #expect(second.errors.contains(words), "\(words): \(second)")
                }
            }
        }

        @Test("a dry run needs no lock")
        func dryRun() async throws {
            try await whileHeld { cluster, _ in
                let outcome = try await cluster.deploy("--dry-run")
                #expect(outcome.exitCode == 0, "\(outcome)")
            }
        }

        @Test("a deploy whose lock is gone changes no further host, and says so")
        func lost() async throws {
            let cluster = Cluster(try InventoryFolder())
            try await cluster.settle()
            let changed = Cluster(try InventoryFolder("proxy: {timeouts: {server: 46s}}", page: "<!DOCTYPE html>46\n"))
            let (code, errors) = try await changed.deploy { deploy in
                try await deploy.says("stage and check")
                // Whatever has the file of the lock open is what holds it.
                try await Host("server1").shell(
                    "for p in /proc/[0-9]*; do ls -l $p/fd 2>/dev/null | grep -q cluster.lock && kill -KILL ${p#/proc/}; done"
                )
            }
            #expect(code == 1)
            #expect(errors.contains("the lock on server1 went away"), "\(errors)")
            #expect(try await !Host("server1").read("/etc/haproxy/haproxy.cfg").contains("46s"))
            try await changed.settle()
        }

        @Test("the lock is free within 2 seconds when its holder is killed")
        func killed() async throws {
            try await whileHeld { cluster, first in
                first.send(SIGKILL)
                try await deploysWithin(.seconds(2), cluster)
            }
        }

        @Test("the lock is free within 2 seconds when its holder's connections break")
        func cut() async throws {
            try await whileHeld { cluster, _ in
                for host in [Host].balancers {
                    let sessions = try await host.shell(
                        "ps -o pid=,args= -C sshd | sed -n 's/^ *\\([0-9]*\\) sshd: root@.*/\\1/p'")
                    #expect(!sessions.isEmpty)
                    try await host.shell("kill -KILL \(sessions.split(separator: "\n").joined(separator: " "))")
                }
                try await deploysWithin(.seconds(2), cluster)
            }
        }
    }
}
