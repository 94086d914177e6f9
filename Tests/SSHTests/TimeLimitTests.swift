import Foundation
import Glibc
import Testing

@testable import SSH

@Suite("A time limit", .needsServer, .timeLimit(.minutes(3)))
struct TimeLimitTests {
    private func sleep(_ seconds: String) -> RemoteCommand {
        RemoteCommand(title: "sleep", arguments: ["sleep", seconds])
    }

    @Test("ends a command, here and on the host, and the connection goes on")
    func command() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let error = await #expect(throws: SSHError.self) {
            _ = try await connection.run(sleep("1111.5"), timeout: .milliseconds(300))
        }
        #expect(error?.reason == .timeout(title: "sleep", limit: .milliseconds(300)))
        #expect(error?.host == "web1")
        try await connection.waitUntilGone("sleep 1111.5")
        await connection.close()
    }

    @Test("is not what cancellation is; that ends a command at once, here and on the host")
    func cancellation() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let task = Task { try await connection.run(sleep("2222.5")) }
        try await Task.sleep(for: .milliseconds(200))
        #expect(try await connection.isRunning("sleep 2222.5"))
        task.cancel()
        let error = await #expect(throws: SSHError.self) { _ = try await task.value }
        #expect(error?.reason == .cancelled(title: "sleep"))
        try await connection.waitUntilGone("sleep 2222.5")
        await connection.close()
    }

    @Test("of cancellation holds though the connection is closed right after")
    func cancellationAndClose() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let other = try await server.connection()
        let task = Task { try await connection.run(sleep("3333.5")) }
        try await Task.sleep(for: .milliseconds(200))
        task.cancel()
        await #expect(throws: SSHError.self) { _ = try await task.value }
        await connection.close()
        try await other.waitUntilGone("sleep 3333.5")
        await other.close()
    }

    @Test("of cancellation holds at any moment, and no process stays behind", arguments: [0, 1, 2, 4, 8, 16, 32])
    func cancellationAtAnyMoment(milliseconds: Int) async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let task = Task { try await connection.run(sleep("66\(milliseconds).5")) }
        try await Task.sleep(for: .milliseconds(milliseconds))
        task.cancel()
        let error = await #expect(throws: SSHError.self) { _ = try await task.value }
        #expect(error?.isCancellation == true)
        try await Task.sleep(for: .milliseconds(300))
        try await connection.waitUntilGone("sleep 66\(milliseconds).5")
        await connection.close()
    }

    @Test("runs from the start of a task that is cancelled already")
    func cancelledBefore() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let task = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            return try await connection.run(sleep("4444.5"))
        }
        let error = await #expect(throws: SSHError.self) { _ = try await task.value }
        #expect(error?.isCancellation == true)
        await connection.close()
    }

    @Test("of silence spares a command that says nothing on a host that answers")
    func silentCommand() async throws {
        let server = try await Server()
        var policy = server.policy
        policy.idleTimeout = .seconds(1)
        let connection = try await SSHConnection.open(server.destination(), policy: policy)
        #expect(try await connection.run(sleep("3")).succeeded)
        await connection.close()
    }

    @Test("of silence ends a connection to a host that has frozen, and no other")
    func frozenHost() async throws {
        let server = try await Server()
        var policy = server.policy
        policy.idleTimeout = .seconds(3)
        let connection = try await SSHConnection.open(server.destination(), policy: policy)
        let task = Task { try await connection.run(sleep("60")) }
        try await Task.sleep(for: .milliseconds(300))
        let frozen = server.sessions
        let other = try await SSHConnection.open(server.destination(name: "web2"), policy: policy)
        for process in frozen { kill(process, SIGSTOP) }
        let error = await #expect(throws: SSHError.self) { _ = try await task.value }
        #expect(error?.reason == .silent(.seconds(3)))
        #expect(error?.isUnreachable == true)
        #expect(try await other.run(sleep("0")).succeeded)
        await connection.close()
        await other.close()
    }

    @Test("is not even waited for when the host's end of the connection dies")
    func killedHost() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let process = try await connection.start(RemoteCommand(title: "hold", arguments: ["cat"]))
        let task = Task { try await connection.run(sleep("60")) }
        try await Task.sleep(for: .milliseconds(200))
        for session in server.sessions { kill(session, SIGKILL) }
        let error = await #expect(throws: SSHError.self) { _ = try await task.value }
        #expect(error?.isUnreachable == true)
        let streamError = await #expect(throws: SSHError.self) { for try await _ in process.output {} }
        #expect(streamError?.isUnreachable == true)
        await #expect(throws: SSHError.self) { _ = try await connection.run(sleep("0")) }
        await connection.close()
    }

    @Test("holds for a host that accepts a connection and says nothing")
    func muteHost() async throws {
        let listener = try Listener()
        let policy = SSHPolicy(usesOpenSSHConfiguration: false, connectTimeout: .seconds(2))
        let destination = SSHDestination(name: "web1", address: "127.0.0.1", port: listener.port)
        let error = await #expect(throws: SSHError.self) {
            _ = try await SSHConnection.open(destination, policy: policy)
        }
        #expect(error?.reason == .connectTimeout(.keyExchange, limit: .seconds(2)))
        #expect(error?.isUnreachable == true)
    }

    @Test("holds for a host that does not even accept, and cancellation does too")
    func fullListener() async throws {
        let listener = try Listener(isFull: true)
        var policy = SSHPolicy(usesOpenSSHConfiguration: false, connectTimeout: .seconds(2))
        let destination = SSHDestination(name: "web1", address: "127.0.0.1", port: listener.port)
        let error = await #expect(throws: SSHError.self) {
            _ = try await SSHConnection.open(destination, policy: policy)
        }
        #expect(error?.isUnreachable == true)
        policy.connectTimeout = .seconds(30)
        let patient = policy
        let task = Task { try await SSHConnection.open(destination, policy: patient) }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        let cancelled = await #expect(throws: SSHError.self) { _ = try await task.value }
        #expect(cancelled?.isCancellation == true)
    }
}
