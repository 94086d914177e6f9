import Fleet
import Foundation
import SSH

/// Keeps two deploys of one cluster apart: a lock on every balancer that is held by a command there, which ends when
/// the connection does, whatever ends it.
final class ClusterLock: Sendable {
    private let held: [HeldLock]
    private let heartbeat: Task<Void, Never>
    private let listeners: [Task<Void, Never>]

    /// Takes the lock on each balancer, in the inventory's order, so that of two deploys one gets the first.
    ///
    /// - Throws: `DeployError.locked`, naming the holder.
    static func take(on balancers: [RemoteHost]) async throws -> ClusterLock {
        var held: [HeldLock] = []
        for balancer in balancers {
            do {
                held.append(HeldLock(balancer: balancer.name, process: try await take(on: balancer)))
            } catch {
                await release(held)
                throw error
            }
        }
        return ClusterLock(held)
    }

    private init(_ held: [HeldLock]) {
        self.held = held
        listeners = held.map { lock in Task { await lock.listen() } }
        heartbeat = Task {
            // The far side lets go after 30 s of silence.
            while !Task.isCancelled {
                for lock in held { try? await lock.beat() }
                try? await Task.sleep(for: .seconds(5))
            }
        }
    }

    /// Asked before each host is changed: a program that slept for a while, with its machine, has lost the lock, and
    /// another one may hold it.
    ///
    /// - Throws: `DeployError.lockLost`
    func check() async throws(DeployError) {
        for lock in held {
            // Ctrl-C is no loss, and is heard at the next step.
            guard await lock.stands(within: .seconds(10)) || Task.isCancelled else {
                throw .lockLost(host: lock.balancer)
            }
        }
    }

    func release() async {
        heartbeat.cancel()
        await heartbeat.value
        await Self.release(held)
        for listener in listeners { await listener.value }
    }

    private static func release(_ held: [HeldLock]) async {
        for lock in held { await lock.release() }
    }

    private static func take(on balancer: RemoteHost) async throws -> RemoteProcess {
        let script =
            "holder=\(RemoteCommand.quoted(holder))\n" + String(decoding: PackageResources.lock_sh, as: UTF8.self)
        let process = try await balancer.start(.script(script, title: "lock the cluster"))
        var said = ""
        for try await bytes in process.output {
            said += String(decoding: bytes, as: UTF8.self)
            if said.hasSuffix("locked\n") { return process }
        }
        let result = try await process.result()
        guard result.ending == .exited(75) else {
            throw HostError(host: balancer.name, reason: .command("lock the cluster", result))
        }
        let holder = said.trimmingCharacters(in: .whitespacesAndNewlines)
        throw DeployError.locked(host: balancer.name, holder: holder.isEmpty ? "a deploy that just began" : holder)
    }

    /// Who, from where, since when.
    private static var holder: String {
        let user = ProcessInfo.processInfo.environment["USER"] ?? NSUserName()
        let host = ProcessInfo.processInfo.hostName
        let since = Date().formatted(.iso8601)
        return "\(user) from \(host) (process \(ProcessInfo.processInfo.processIdentifier)) since \(since)"
    }
}
