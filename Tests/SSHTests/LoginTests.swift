import Foundation
import Glibc
import Subprocess
import Synchronization
import Testing

@testable import SSH

@Suite("A login", .needsServer, .timeLimit(.minutes(3)))
struct LoginTests {
    private func refusal(_ destination: SSHDestination, _ policy: SSHPolicy) async throws -> RefusedLogin {
        do {
            try await SSHConnection.open(destination, policy: policy).close()
        } catch {
            if case .refusedLogin(let login) = error.reason { return login }
            throw error
        }
        throw Program.Failure(description: "the login was not refused")
    }

    @Test("goes with a key of each type but RSA", arguments: [Keys.Kind.ed25519, .ecdsa])
    func types(kind: Keys.Kind) async throws {
        let server = try await Server(authorized: [kind])
        try await SSHConnection.open(server.destination(identities: [kind]), policy: server.policy).close()
    }

    @Test("tries the keys in order until one fits")
    func order() async throws {
        let server = try await Server(authorized: [.ecdsa])
        let destination = try await server.destination(identities: [.rsa, .ed25519, .ecdsa])
        try await SSHConnection.open(destination, policy: server.policy).close()
    }

    @Test("that is refused tells each key, why, and what the server would take")
    func refused() async throws {
        let server = try await Server(authorized: [.ecdsa], options: ["PasswordAuthentication yes"])
        var destination = try await server.destination(identities: [.rsa, .ed25519, .encrypted])
        let exposed = try server.folder.write(
            try String(contentsOfFile: await Keys.path(.ecdsa), encoding: .utf8), to: "exposed", mode: 0o644)
        let nonsense = try server.folder.write("nonsense", to: "nonsense")
        destination.identities += [exposed, "/does/not/exist", nonsense]
        let login = try await refusal(destination, server.policy)
        let rsa = try await Keys.path(.rsa)
        let ed25519 = try await Keys.path(.ed25519)
        let encrypted = try await Keys.path(.encrypted)
        #expect(
            login.attempts == [
                .init(source: .file(ed25519), keyType: "ssh-ed25519", problem: .refused),
                .init(source: .file(encrypted), keyType: "ssh-ed25519", problem: .nobodyToAsk),
                .init(source: .file(rsa), keyType: "ssh-rsa", problem: .refused),
                .init(source: .file(exposed), keyType: "ecdsa-sha2-nistp256", problem: .exposed(mode: 0o644)),
                .init(source: .file("/does/not/exist"), keyType: nil, problem: .missing),
                .init(source: .file(nonsense), keyType: nil, problem: .unusable("it is no private key")),
            ])
        #expect(login.methods == ["publickey", "password"])
        #expect(login.words.contains("libssh2 1.10 cannot use RSA keys with a server that refuses SHA-1 signatures"))
        #expect(login.words.contains("ssh-keygen -t ed25519"))
    }

    @Test("tells what the server said when it hung up after too many keys")
    func tooManyKeys() async throws {
        let server = try await Server(authorized: [.ecdsa], options: ["MaxAuthTries 2"])
        let destination = try await server.destination(identities: [.ed25519, .rsa])
        let login = try await refusal(destination, server.policy)
        #expect(login.remarks.first?.contains("Too many authentication failures") == true)
        #expect(!login.attempts.isEmpty)
    }

    @Test("asks for the passphrase of a key once for two hosts, and does not count the operator's time")
    func passphrase() async throws {
        let server = try await Server()
        let prompts = Mutex(0)
        var policy = server.policy
        policy.connectTimeout = .seconds(4)
        policy.passphrase = { _ in
            prompts.withLock { $0 += 1 }
            try? await Task.sleep(for: .milliseconds(4500))
            return Keys.passphrase
        }
        let asking = policy
        try await withThrowingTaskGroup { group in
            for name in ["web1", "web2"] {
                group.addTask {
                    let destination = try await server.destination(name: name, identities: [.encrypted])
                    try await SSHConnection.open(destination, policy: asking).close()
                }
            }
            try await group.waitForAll()
        }
        #expect(prompts.withLock { $0 } == 1)
    }

    @Test("tells a wrong passphrase and none from each other", arguments: ["wrong", nil])
    func wrongPassphrase(answer: String?) async throws {
        let server = try await Server()
        var policy = server.policy
        policy.passphrase = { _ in answer }
        let login = try await refusal(server.destination(identities: [.encrypted]), policy)
        #expect(login.attempts.map(\.problem) == [answer == nil ? .noPassphraseGiven : .wrongPassphrase])
    }

    @Test("goes with the agent's keys")
    func agent() async throws {
        let server = try await Server(authorized: [.ecdsa])
        try await withAgent(of: [.rsa, .ed25519, .ecdsa]) { socket in
            let policy = try agentPolicy(server, socket)
            var destination = try await server.destination()
            destination.identities = []
            try await SSHConnection.open(destination, policy: policy).close()
        }
    }

    @Test("tries only the agent's keys that the configuration names, when it says so")
    func identitiesOnly() async throws {
        let server = try await Server(authorized: [.ed25519])
        try await withAgent(of: [.ed25519, .ecdsa]) { socket in
            let path = try await Keys.path(.ecdsa)
            let policy = try agentPolicy(server, socket, "IdentitiesOnly yes\nIdentityFile \(path)\n")
            var destination = try await server.destination()
            destination.identities = []
            let login = try await refusal(destination, policy)
            #expect(login.attempts.map(\.source) == [.agent(comment: "ecdsa")])
        }
    }

    @Test("says so when the agent does not answer")
    func deadAgent() async throws {
        let server = try await Server(authorized: [.ecdsa])
        let policy = try agentPolicy(server, "/does/not/exist")
        let login = try await refusal(server.destination(), policy)
        #expect(login.remarks == ["the agent at /does/not/exist does not answer"])
    }

    @Test("does not wait for an agent longer than for the host")
    func muteAgent() async throws {
        let server = try await Server()
        let path = server.folder.file("mute")
        let listener = try Listener(path: path)
        var policy = try agentPolicy(server, path)
        policy.connectTimeout = .seconds(3)
        let destination = try await server.destination()
        let patient = policy
        let error = await #expect(throws: SSHError.self) {
            _ = try await SSHConnection.open(destination, policy: patient)
        }
        #expect(error?.reason == .connectTimeout(.login, limit: .seconds(3)))
        _ = listener
    }

    private func agentPolicy(_ server: Server, _ socket: String, _ more: String = "") throws -> SSHPolicy {
        var policy = server.policy
        policy.usesOpenSSHConfiguration = true
        let text = "IdentityAgent \(socket)\n" + (more.isEmpty ? "IdentityFile none\n" : more)
        policy.configurationFile = try server.folder.write(text, to: "config")
        return policy
    }

    private func withAgent(of kinds: [Keys.Kind], _ body: (String) async throws -> Void) async throws {
        let folder = try Folder()
        let socket = folder.file("agent")
        let agent = try await Program.start("/usr/bin/ssh-agent", ["-D", "-a", socket])
        defer { kill(agent, SIGTERM) }
        for _ in 0..<100 where !FileManager.default.fileExists(atPath: socket) {
            try await Task.sleep(for: .milliseconds(20))
        }
        for kind in kinds {
            try await Program.run(
                "/usr/bin/ssh-add", ["-q", try await Keys.path(kind)],
                environment: .inherit.updating(["SSH_AUTH_SOCK": socket]))
        }
        try await body(socket)
    }
}
