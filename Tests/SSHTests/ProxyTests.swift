import Foundation
import Testing

@testable import SSH

@Suite("A proxy", .needsServer, .timeLimit(.minutes(3)))
struct ProxyTests {
    private func policy(_ server: Server, _ configuration: String) throws -> SSHPolicy {
        var policy = server.policy
        policy.usesOpenSSHConfiguration = true
        policy.configurationFile = try server.folder.write(configuration, to: "config")
        return policy
    }

    @Test("command carries the connection and ends with it")
    func command() async throws {
        let server = try await Server()
        let ssh =
            "ssh -F none -i \(try await Keys.path(.ed25519)) -o UserKnownHostsFile=\(server.folder.file("known_hosts"))"
        let policy = try policy(
            server, "ProxyCommand \(ssh) -p \(server.port) -W %h:%p 127.0.0.1\nIdentityAgent none\n")
        let connection = try await SSHConnection.open(server.destination(), policy: policy)
        let bytes = [UInt8](repeating: 9, count: 3_000_000)
        #expect(
            try await connection.run(RemoteCommand(title: "echo", arguments: ["cat"], input: bytes)).output == bytes)
        let mark = "-W 127.0.0.1:\(server.port)"
        #expect(try Program.commandLines().contains { $0.contains(mark) })
        await connection.close()
        #expect(try !Program.commandLines().contains { $0.contains(mark) })
    }

    @Test("jump goes through another host")
    func jump() async throws {
        let server = try await Server()
        let gate = try await Server(hostKeys: [.ecdsa], isSecond: true)
        let policy = try policy(
            server,
            """
            Host gate
                HostName 127.0.0.1
                Port \(gate.port)
                UserKnownHostsFile \(gate.folder.file("known_hosts"))
                IdentityFile \(try await Keys.path(.ed25519))
            Host 127.0.0.1
                ProxyJump gate
                IdentityAgent none

            """)
        let configuration = try server.folder.text("config").replacing(
            "Host 127.0.0.1\n", with: "Host target\n    HostName 127.0.0.1\n")
        try server.folder.write(configuration, to: "config")
        var destination = try await server.destination()
        destination.address = "target"
        let connection = try await SSHConnection.open(destination, policy: policy)
        #expect(gate.sessions.isEmpty == false)
        #expect(try await connection.run(RemoteCommand(title: "nothing", arguments: ["true"])).succeeded)
        await connection.close()
    }

    @Test("that fails tells why")
    func failure() async throws {
        let server = try await Server()
        let policy = try policy(server, "ProxyCommand sh -c 'echo no way to %h >&2; exit 1'\nIdentityAgent none\n")
        let destination = try await server.destination()
        let error = await #expect(throws: SSHError.self) {
            _ = try await SSHConnection.open(destination, policy: policy)
        }
        #expect(
            error?.reason
                == .proxyFailed(
                    command: "sh -c 'echo no way to 127.0.0.1 >&2; exit 1'", output: "no way to 127.0.0.1"))
        #expect(error?.isUnreachable == true)
    }

    @Test("that says nothing is given up at the time limit, with all it has started")
    func mute() async throws {
        let server = try await Server()
        var policy = try policy(server, "ProxyCommand sh -c 'sleep 5555.5; true'\nIdentityAgent none\n")
        policy.connectTimeout = .seconds(3)
        let destination = try await server.destination()
        let patient = policy
        let error = await #expect(throws: SSHError.self) {
            _ = try await SSHConnection.open(destination, policy: patient)
        }
        #expect(error?.reason == .connectTimeout(.keyExchange, limit: .seconds(3)))
        // It has been told to end; on a busy machine that takes it a moment.
        let deadline = ContinuousClock.now + .seconds(10)
        while try Program.commandLines().contains("sleep 5555.5"), ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try !Program.commandLines().contains("sleep 5555.5"))
    }
}
