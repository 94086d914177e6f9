import Foundation
import Testing

@testable import SSH

@Suite("A host's key", .needsServer, .timeLimit(.minutes(3)))
struct HostKeyTests {
    private func reason(
        _ server: Server, _ policy: SSHPolicy? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> SSHError.Reason? {
        do {
            try await SSHConnection.open(server.destination(), policy: policy ?? server.policy).close()
            return nil
        } catch let error as SSHError {
            #expect(!error.isUnreachable, sourceLocation: sourceLocation)
            return error.reason
        }
    }

    @Test("that nobody knows is refused, with its fingerprint")
    func unknown() async throws {
        let server = try await Server()
        try server.folder.write("", to: "known_hosts")
        guard case .unknownHostKey(let key) = try await reason(server) else {
            Issue.record("the key was not refused")
            return
        }
        let path = try await Keys.path(.ed25519)
        let line = try await Program.run("/usr/bin/ssh-keygen", ["-l", "-f", path])
        #expect(key.fingerprint == String(line.split(separator: " ")[1]))
        #expect(key.type == "ssh-ed25519")
        #expect(key.name == "[127.0.0.1]:\(server.port)")
    }

    @Test("that is new is recorded when the operator says so, once for two who meet the host at the same time")
    func accepting() async throws {
        let server = try await Server()
        var policy = server.policy
        policy.knownHostsFile = server.folder.file("new/known_hosts")
        policy.acceptsNewHostKeys = true
        let accepting = policy
        try await withThrowingTaskGroup { group in
            for _ in 0..<4 {
                group.addTask { try await SSHConnection.open(server.destination(), policy: accepting).close() }
            }
            try await group.waitForAll()
        }
        #expect(try server.folder.text("new/known_hosts") == server.knownHosts)
        #expect(try File(reading: server.folder.file("new/known_hosts")).mode == 0o600)
        let folder = try FileManager.default.attributesOfItem(atPath: server.folder.file("new"))
        #expect(folder[.posixPermissions] as? Int == 0o700)
        policy.acceptsNewHostKeys = false
        #expect(try await reason(server, policy) == nil)
    }

    @Test("that has changed is refused with the line of the old one, even when new keys are accepted")
    func changed() async throws {
        let server = try await Server(hostKeys: [.ecdsa])
        let other = try await Server(hostKeys: [.ed25519], isSecond: true)
        let old = "# a comment\n[127.0.0.1]:\(server.port) ecdsa-sha2-nistp256 \(Self.someKey)\n"
        try server.folder.write(old, to: "known_hosts")
        var policy = server.policy
        policy.acceptsNewHostKeys = true
        guard case .changedHostKey(let key, let places) = try await reason(server, policy) else {
            Issue.record("the key was not refused")
            return
        }
        #expect(key.type == "ecdsa-sha2-nistp256")
        #expect(places.map(\.description) == ["\(server.folder.file("known_hosts")):2"])
        #expect(try server.folder.text("known_hosts") == old)
        #expect(try await reason(other) == nil)
    }

    private static let someKey = "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBA=="

    @Test("of a type that is not known is refused as well")
    func otherType() async throws {
        let server = try await Server(hostKeys: [.ed25519])
        try server.folder.write("[127.0.0.1]:\(server.port) \(try await Keys.publicKey(.ecdsa))\n", to: "known_hosts")
        var policy = server.policy
        policy.acceptsNewHostKeys = true
        guard case .unknownHostKeyType(_, let places) = try await reason(server, policy) else {
            Issue.record("the key was not refused")
            return
        }
        #expect(places.map(\.keyType) == ["ecdsa-sha2-nistp256"])
    }

    @Test("is asked for in the type that is known", arguments: [Keys.Kind.ecdsa, .ed25519])
    func preference(kind: Keys.Kind) async throws {
        let server = try await Server(hostKeys: [.ed25519, .ecdsa, .rsa])
        try server.folder.write("[127.0.0.1]:\(server.port) \(try await Keys.publicKey(kind))\n", to: "known_hosts")
        #expect(try await reason(server) == nil)
    }

    @Test("is found under a hashed name and under a pattern")
    func hashedAndPattern() async throws {
        let server = try await Server()
        try await Program.run("/usr/bin/ssh-keygen", ["-H", "-f", server.folder.file("known_hosts")])
        #expect(try server.folder.text("known_hosts").hasPrefix("|1|"))
        #expect(try await reason(server) == nil)
        try server.folder.write("[127.*]:\(server.port) \(try await Keys.publicKey(.ed25519))\n", to: "known_hosts")
        #expect(try await reason(server) == nil)
    }

    @Test("that is revoked is refused, though it is known")
    func revoked() async throws {
        let server = try await Server()
        let lines = server.knownHosts + "@revoked * \(try await Keys.publicKey(.ed25519))\n"
        try server.folder.write(lines, to: "known_hosts")
        guard case .revokedHostKey(_, let place) = try await reason(server) else {
            Issue.record("the key was not refused")
            return
        }
        #expect(place.line == 2)
    }

    @Test("of RSA alone cannot be checked, and the error says why")
    func rsaOnly() async throws {
        let server = try await Server(hostKeys: [.rsa])
        guard case .noCommonAlgorithm(let offer) = try await reason(server) else {
            Issue.record("the key exchange did not fail")
            return
        }
        #expect(offer?.hostKeyTypes == ["rsa-sha2-512", "rsa-sha2-256"])
    }

    @Test("is looked up by HostKeyAlias")
    func alias() async throws {
        let server = try await Server()
        try server.folder.write("farm \(try await Keys.publicKey(.ed25519))\n", to: "known_hosts")
        var policy = server.policy
        policy.usesOpenSSHConfiguration = true
        policy.configurationFile = try server.folder.write("HostKeyAlias farm\nIdentityAgent none\n", to: "config")
        #expect(try await reason(server, policy) == nil)
    }
}
