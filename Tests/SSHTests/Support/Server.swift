import Foundation
import Glibc
import Testing

@testable import SSH

/// A real sshd on a free port of loopback, with its own host keys and its own authorized keys, run by whoever runs the
/// tests. It ends with the last reference to it.
final class Server: Sendable {
    static let isInstalled = Program.isInstalled("/usr/sbin/sshd") && Program.isInstalled("/usr/bin/ssh-keygen")

    let folder: Folder
    let port: Int
    private let process: Int32
    private let place: Gate.Place?
    /// What a known-hosts file says of it when all is well.
    let knownHosts: String

    /// - Parameters:
    ///   - hostKeys: The types of its host keys.
    ///   - authorized: The keys that it lets in.
    ///   - options: More lines of its configuration; the first of a keyword counts.
    ///   - isSecond: Whether its test has another server, and so a place, already.
    /// - Throws: When it cannot be started.
    init(
        hostKeys: [Keys.Kind] = [.ed25519], authorized: [Keys.Kind] = [.ed25519, .encrypted], options: [String] = [],
        isSecond: Bool = false
    ) async throws {
        if getuid() == 0 && !FileManager.default.fileExists(atPath: "/run/sshd") {
            try FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: false)
        }
        place = isSecond ? nil : await Gate.servers.enter()
        folder = try Folder()
        port = try Self.freePort()
        let port = port
        var (authorizedKeys, identities, known) = ("", [String](), "")
        for kind in authorized { authorizedKeys += try await Keys.publicKey(kind) + "\n" }
        for kind in hostKeys {
            identities.append("HostKey \(try await Keys.path(kind))")
            known += "[127.0.0.1]:\(port) \(try await Keys.publicKey(kind))\n"
        }
        knownHosts = known
        try folder.write(authorizedKeys, to: "authorized_keys")
        try folder.write(known, to: "known_hosts")
        let lines =
            options + identities + [
                "Port \(port)", "ListenAddress 127.0.0.1", "StrictModes no", "UsePAM no", "PidFile none",
                "AuthorizedKeysFile \(folder.file("authorized_keys"))", "PasswordAuthentication no",
                "KbdInteractiveAuthentication no", "MaxStartups 100", "PermitRootLogin yes",
                // bash reads ~/.bashrc when sshd runs it: the operator's is none of the tests' business.
                "SetEnv HOME=\(folder.path)",
            ]
        try folder.write(lines.joined(separator: "\n") + "\n", to: "sshd_config")
        process = try await Program.start("/usr/sbin/sshd", ["-D", "-e", "-f", folder.file("sshd_config")])
        try await waitUntilListening()
    }

    deinit {
        for session in sessions { kill(session, SIGKILL) }
        kill(process, SIGTERM)
    }

    /// The processes that serve its connections.
    var sessions: [Int32] { Program.descendants(of: process) }

    func destination(name: String = "web1", identities: [Keys.Kind] = [.ed25519]) async throws -> SSHDestination {
        var paths: [String] = []
        for kind in identities { paths.append(try await Keys.path(kind)) }
        return SSHDestination(
            name: name, address: "127.0.0.1", user: NSUserName(), port: port, identities: paths)
    }

    /// The lab's way: no configuration and no agent of the operator.
    var policy: SSHPolicy {
        SSHPolicy(knownHostsFile: folder.file("known_hosts"), usesOpenSSHConfiguration: false)
    }

    func connection() async throws -> SSHConnection { try await .open(destination(), policy: policy) }

    private static func freePort() throws -> Int {
        let socket = Descriptor(owning: Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        return try bindToFreePort(socket.number)
    }

    static func bindToFreePort(_ socket: Int32) throws -> Int {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe bind(socket, generic, size) == 0 && getsockname(socket, generic, &size) == 0
            }
        }
        try #require(isBound)
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private func waitUntilListening() async throws {
        let endpoint = try #require(try Endpoint.resolve(SSHAddress(host: "127.0.0.1", port: port)).first)
        for _ in 0..<250 {
            if let socket = try? endpoint.connect(within: .seconds(1), isAbandoned: { false }) {
                _ = consume socket
                return
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw Program.Failure(description: "sshd does not listen on port \(port)")
    }
}

extension Trait where Self == ConditionTrait {
    /// The test needs a server of its own.
    static var needsServer: Self {
        .enabled(if: Server.isInstalled, "needs /usr/sbin/sshd: apt-get install openssh-server")
    }
}
