import Testing

@testable import SSH

@Suite("A connection", .needsServer, .timeLimit(.minutes(3)))
struct SSHConnectionTests {
    @Test("runs a command and tells its status, output and error output")
    func statusAndOutput() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let result = try await connection.run(.script("echo out; echo err >&2; exit 3", title: "say"))
        #expect(result.ending == .exited(3))
        #expect(result.outputText == "out\n")
        #expect(result.errorText == "err\n")
        await connection.close()
    }

    @Test("tells the signal that ended a command")
    func signal() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let result = try await connection.run(.script("kill -TERM $$", title: "end"))
        #expect(result.ending == .signalled("TERM"))
        #expect(!result.succeeded)
        await connection.close()
    }

    @Test("carries every byte as it is, in both directions")
    func binary() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) } + Array(0...255)
        let echo = try await connection.run(RemoteCommand(title: "echo", arguments: ["cat"], input: bytes))
        #expect(echo.output == bytes)
        let rest = try await connection.run(.script("cat", title: "read the rest", input: bytes))
        #expect(rest.output == bytes)
        await connection.close()
    }

    @Test("moves 100 MB each way at once without a dead-lock")
    func large() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let bytes = [UInt8](repeating: 0x5a, count: 100_000_000)
        let result = try await connection.run(RemoteCommand(title: "echo", arguments: ["cat"], input: bytes))
        #expect(result.output.count == bytes.count)
        #expect(result.output == bytes)
        await connection.close()
    }

    @Test("drains output and error output while input goes on")
    func allStreams() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let bytes = [UInt8](repeating: 0x5a, count: 10_000_000)
        let result = try await connection.run(
            RemoteCommand(title: "double", arguments: ["tee", "/dev/stderr"], input: bytes))
        #expect(result.output.count == bytes.count)
        #expect(result.errorOutput.count == bytes.count)
        #expect(result.output == bytes)
        await connection.close()
    }

    @Test("goes on through renewed key exchanges")
    func rekeying() async throws {
        let server = try await Server(options: ["RekeyLimit 1M"])
        let connection = try await server.connection()
        let bytes = [UInt8](repeating: 7, count: 20_000_000)
        async let other = connection.run(RemoteCommand(title: "echo", arguments: ["cat"], input: bytes))
        let result = try await connection.run(RemoteCommand(title: "echo", arguments: ["cat"], input: bytes))
        #expect(result.output == bytes)
        #expect(try await other.output == bytes)
        await connection.close()
    }

    @Test("does not wait for a command to read input that it does not want")
    func unreadInput() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let bytes = [UInt8](repeating: 1, count: 10_000_000)
        let result = try await connection.run(RemoteCommand(title: "nothing", arguments: ["true"], input: bytes))
        #expect(result.succeeded)
        await connection.close()
    }

    @Test("runs more commands at once than the server allows sessions")
    func manyCommands() async throws {
        let server = try await Server(options: ["MaxSessions 4"])
        let connection = try await server.connection()
        try await withThrowingTaskGroup { group in
            for number in 0..<40 {
                group.addTask {
                    let result = try await connection.run(.script("echo \(number); exit \(number)", title: "count"))
                    #expect(result == CommandResult(ending: .exited(number), output: Array("\(number)\n".utf8)))
                }
            }
            try await group.waitForAll()
        }
        await connection.close()
    }

    @Test("names the limit when a server allows no session")
    func noSession() async throws {
        let server = try await Server(options: ["MaxSessions 0"])
        let connection = try await server.connection()
        let error = await #expect(throws: SSHError.self) {
            _ = try await connection.run(RemoteCommand(title: "nothing", arguments: ["true"]))
        }
        guard case .refusedChannel("nothing", _) = error?.reason else {
            Issue.record("unexpected: \(String(describing: error))")
            return
        }
        await connection.close()
    }

    @Test("stops a command that writes more than can be kept")
    func outputLimit() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let error = await #expect(throws: SSHError.self) {
            _ = try await connection.run(
                RemoteCommand(title: "flood", arguments: ["cat", "/dev/zero"]), timeout: .seconds(30),
                outputLimit: 1 << 20)
        }
        #expect(error?.reason == .tooMuchOutput(title: "flood", limit: 1 << 20))
        #expect(try await connection.run(RemoteCommand(title: "nothing", arguments: ["true"])).succeeded)
        await connection.close()
    }

    @Test("reaches a port of the host")
    func exchange() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let answer = try await connection.exchange(
            host: "127.0.0.1", port: server.port, sending: Array("nonsense\r\n".utf8), timeout: .seconds(10))
        #expect(String(decoding: answer, as: UTF8.self).hasPrefix("SSH-2.0-OpenSSH"))
        await connection.close()
    }

    @Test("tells a port of the host that nobody listens on")
    func refusedExchange() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let error = await #expect(throws: SSHError.self) {
            _ = try await connection.exchange(host: "127.0.0.1", port: 1, sending: [], timeout: .seconds(10))
        }
        guard case .refusedChannel("connect to 127.0.0.1:1", _) = error?.reason else {
            Issue.record("unexpected: \(String(describing: error))")
            return
        }
        #expect(error?.isUnreachable == false)
        await connection.close()
    }

    @Test("gives up on a peer of the host that does not answer, and still runs a command")
    func muteExchange() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        #expect(try await connection.run(RemoteCommand(title: "nothing", arguments: ["true"])).succeeded)
        try await Task.sleep(for: .milliseconds(200))
        let listener = try Listener(isFull: true)
        let error = await #expect(throws: SSHError.self) {
            _ = try await connection.exchange(
                host: "127.0.0.1", port: listener.port, sending: [], timeout: .milliseconds(300))
        }
        #expect(error?.reason == .timeout(title: "connect to 127.0.0.1:\(listener.port)", limit: .milliseconds(300)))
        #expect(try await connection.run(RemoteCommand(title: "nothing", arguments: ["true"])).succeeded)
        await connection.close()
    }

    @Test("answers the server's own keep-alives while nothing runs")
    func serverKeepAlive() async throws {
        let server = try await Server(options: ["ClientAliveInterval 1", "ClientAliveCountMax 1"])
        let connection = try await server.connection()
        try await Task.sleep(for: .seconds(7))
        #expect(try await connection.run(RemoteCommand(title: "nothing", arguments: ["true"])).succeeded)
        await connection.close()
    }
}
