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
    private let process: Process
    private let hostKeys: [Keys.Kind]

    /// - Parameters:
    ///   - hostKeys: The types of its host keys.
    ///   - authorized: The keys that it lets in.
    ///   - options: More lines of its configuration; the first of a keyword counts.
    init(
        hostKeys: [Keys.Kind] = [.ed25519], authorized: [Keys.Kind] = [.ed25519, .encrypted], options: [String] = []
    ) async throws {
        if getuid() == 0 && !FileManager.default.fileExists(atPath: "/run/sshd") {
            try FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: false)
        }
        folder = try Folder()
        port = try Self.freePort()
        self.hostKeys = hostKeys
        try folder.write(authorized.map { try Keys.publicKey($0) + "\n" }.joined(), to: "authorized_keys")
        let lines =
            options + [
                "Port \(port)", "ListenAddress 127.0.0.1", "StrictModes no", "UsePAM no", "PidFile none",
                "AuthorizedKeysFile \(folder.file("authorized_keys"))", "PasswordAuthentication no",
                "KbdInteractiveAuthentication no", "MaxStartups 100", "PermitRootLogin yes",
            ]
        let keys = try hostKeys.map { "HostKey \(try Keys.path($0))" }
        try folder.write((lines + keys).joined(separator: "\n") + "\n", to: "sshd_config")
        process = Process()
        process.executableURL = URL(filePath: "/usr/sbin/sshd")
        process.arguments = ["-D", "-e", "-f", folder.file("sshd_config")]
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        try folder.write(knownHosts(), to: "known_hosts")
        try await waitUntilListening()
    }

    deinit {
        for session in sessions { kill(session, SIGKILL) }
        process.terminate()
        process.waitUntilExit()
    }

    /// The processes that serve its connections.
    var sessions: [Int32] { Program.descendants(of: process.processIdentifier) }

    /// What a known-hosts file says of it when all is well.
    func knownHosts() throws -> String {
        try hostKeys.map { "[127.0.0.1]:\(port) \(try Keys.publicKey($0))\n" }.joined()
    }

    func destination(name: String = "web1", identities: [Keys.Kind] = [.ed25519]) throws -> SSHDestination {
        SSHDestination(
            name: name, address: "127.0.0.1", user: NSUserName(), port: port,
            identities: try identities.map(Keys.path))
    }

    /// The lab's way: no configuration and no agent of the operator.
    var policy: SSHPolicy {
        SSHPolicy(knownHostsFile: folder.file("known_hosts"), usesOpenSSHConfiguration: false)
    }

    func connection() async throws -> SSHConnection { try await .open(destination(), policy: policy) }

    private static func freePort() throws -> Int {
        let socket = Descriptor(owning: Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe bind(socket.number, generic, size) == 0 && getsockname(socket.number, generic, &size) == 0
            }
        }
        try #require(code)
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
