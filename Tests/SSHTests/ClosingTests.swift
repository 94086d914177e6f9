import Testing

@testable import SSH

/// What is left of a connection shows on the server's side: its session ends when the descriptor is closed here, which
/// is the last thing that the connection's thread does.
@Suite("Closing a connection", .needsServer, .timeLimit(.minutes(3)))
struct ClosingTests {
    private func waitUntilNoSession(_ server: Server) async throws -> Bool {
        for _ in 0..<200 {
            if server.sessions.isEmpty { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    @Test("can be done twice, and whatever is asked afterwards is refused")
    func twice() async throws {
        let server = try await Server()
        let connection = try await SSHConnection.open(server.destination(), policy: server.policy)
        await connection.close()
        await connection.close()
        let error = await #expect(throws: SSHError.self) {
            _ = try await connection.run(RemoteCommand(title: "nothing", arguments: ["true"]))
        }
        #expect(error?.reason == .closed)
        #expect(error?.isUnreachable == false)
        #expect(try await waitUntilNoSession(server))
    }

    @Test("is not needed: letting go of it is enough")
    func deinitialization() async throws {
        let server = try await Server()
        var connection: SSHConnection? = try await .open(server.destination(), policy: server.policy)
        #expect(server.sessions.isEmpty == false)
        _ = try await connection?.run(RemoteCommand(title: "nothing", arguments: ["true"]))
        connection = nil
        #expect(try await waitUntilNoSession(server))
    }

    @Test("waits until the last process on it is let go")
    func process() async throws {
        let server = try await Server()
        var connection: SSHConnection? = try await server.connection()
        let process = try await connection?.start(RemoteCommand(title: "echo", arguments: ["cat"]))
        connection = nil
        try await process?.send([5])
        var output = try #require(process).output.makeAsyncIterator()
        #expect(try await output.next() == [5])
    }

    @Test("tells those who wait for a command")
    func waiting() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let task = Task { try await connection.run(RemoteCommand(title: "sleep", arguments: ["sleep", "5"])) }
        try await Task.sleep(for: .milliseconds(200))
        await connection.close()
        let error = await #expect(throws: SSHError.self) { _ = try await task.value }
        #expect(error?.reason == .closed)
    }
}
