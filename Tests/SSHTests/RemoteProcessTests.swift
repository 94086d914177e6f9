import Testing

@testable import SSH

@Suite("A remote process", .needsServer, .timeLimit(.minutes(3)))
struct RemoteProcessTests {
    @Test("talks while other commands run on the same connection")
    func conversation() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let process = try await connection.start(RemoteCommand(title: "echo", arguments: ["cat"], input: [1]))
        var output = process.output.makeAsyncIterator()
        #expect(try await output.next() == [1])
        async let exchange = connection.exchange(
            host: "127.0.0.1", port: server.port, sending: Array("x\r\n".utf8), timeout: .seconds(10))
        #expect(try await connection.run(RemoteCommand(title: "say", arguments: ["echo", "hi"])).outputText == "hi\n")
        try await process.send([2, 3])
        #expect(try await output.next() == [2, 3])
        #expect(try await !exchange.isEmpty)
        try await process.finishInput()
        #expect(try await output.next() == nil)
        #expect(try await process.result().ending == .exited(0))
        await connection.close()
    }

    @Test("delivers all output before its end, and error output with the result")
    func order() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let process = try await connection.start(
            .script("seq 1 200000; echo problem >&2; exit 4", title: "count"))
        var bytes = 0
        for try await chunk in process.output { bytes += chunk.count }
        #expect(bytes == 1_288_895)
        let result = try await process.result()
        #expect(result.ending == .exited(4))
        #expect(result.errorText == "problem\n")
        #expect(result.output.isEmpty)
        await connection.close()
    }

    @Test("waits for whoever does not read, and holds up nobody else")
    func congestion() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let process = try await connection.start(
            RemoteCommand(title: "flood", arguments: ["head", "-c", "30000000", "/dev/zero"]))
        for _ in 0..<20 {
            #expect(try await connection.run(RemoteCommand(title: "nothing", arguments: ["true"])).succeeded)
        }
        var bytes = 0
        for try await chunk in process.output { bytes += chunk.count }
        #expect(bytes == 30_000_000)
        await connection.close()
    }

    @Test("that waits for its reader, alone on its connection, still answers its host, and does not take it for lost")
    func lonelyCongestion() async throws {
        let server = try await Server(options: ["MaxSessions 1", "ClientAliveInterval 1", "ClientAliveCountMax 1"])
        var policy = server.policy
        policy.idleTimeout = .seconds(2)
        let connection = try await SSHConnection.open(server.destination(), policy: policy)
        let process = try await connection.start(
            RemoteCommand(title: "flood", arguments: ["head", "-c", "20000000", "/dev/zero"]))
        try await Task.sleep(for: .seconds(7))
        var bytes = 0
        for try await chunk in process.output { bytes += chunk.count }
        #expect(bytes == 20_000_000)
        await connection.close()
    }

    @Test("is told when its input is too late")
    func lateInput() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let process = try await connection.start(RemoteCommand(title: "nothing", arguments: ["true"]))
        _ = try await process.result()
        let ended = await #expect(throws: SSHError.self) { try await process.send([1]) }
        #expect(ended?.reason == .ended(title: "nothing"))
        try await process.finishInput()
        let finished = await #expect(throws: SSHError.self) { try await process.send([1]) }
        #expect(finished?.reason == .inputFinished(title: "nothing"))
        await connection.close()
    }

    @Test("ends on the host when it is let go")
    func letGo() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        var process: RemoteProcess? = try await connection.start(
            RemoteCommand(title: "sleep", arguments: ["sleep", "1234.5"]))
        #expect(try await connection.isRunning("sleep 1234.5"))
        process = nil
        _ = process
        try await connection.waitUntilGone("sleep 1234.5")
        await connection.close()
    }

    @Test("ends with the connection: its input closes, its reader is told")
    func closing() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let process = try await connection.start(RemoteCommand(title: "hold", arguments: ["cat"]))
        await connection.close()
        let error = await #expect(throws: SSHError.self) { for try await _ in process.output {} }
        #expect(error?.reason == .closed)
    }
}

extension SSHConnection {
    /// Whether a process with this command line runs on the host.
    func isRunning(_ commandLine: String) async throws -> Bool {
        let pattern = "^" + commandLine.replacing(".", with: "\\.") + "$"
        return try await run(RemoteCommand(title: "look", arguments: ["pgrep", "-f", pattern])).succeeded
    }

    func waitUntilGone(_ commandLine: String) async throws {
        for _ in 0..<100 {
            if try await !isRunning(commandLine) { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("still running: \(commandLine)")
    }
}
