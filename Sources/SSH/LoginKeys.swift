import Foundation

/// The key files of a login, in the order in which they are tried, and those that cannot be.
struct LoginKeys: Sendable {
    struct Candidate: Sendable {
        let path: String
        let key: PrivateKey
    }

    var candidates: [Candidate] = []
    var problems: [RefusedLogin.Attempt] = []
    /// The agent's socket; nil when no agent is to be asked.
    let agentPath: String?
    /// When set, the agent's other keys are not tried (IdentitiesOnly).
    let onlyBlobs: Set<[UInt8]>?

    /// The environment names the agent's socket.
    init(
        _ destination: SSHDestination, _ configuration: OpenSSHConfiguration, _ policy: SSHPolicy,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        agentPath = policy.usesOpenSSHConfiguration ? Self.agentPath(configuration.identityAgent, environment) : nil
        let paths = destination.identities + configuration.identityFiles.filter { !destination.identities.contains($0) }
        onlyBlobs = configuration.identitiesOnly ? Set(paths.compactMap(Self.publicBlob)) : nil
        for path in paths {
            do throws(LoadProblem) {
                candidates.append(Candidate(path: path, key: try Self.load(path)))
            } catch {
                // OpenSSH's configuration always names its default files.
                if error.problem == .missing && !destination.identities.contains(path) { continue }
                problems.append(.init(source: .file(path), keyType: error.keyType, problem: error.problem))
            }
        }
    }

    private struct LoadProblem: Error {
        var keyType: String?
        let problem: RefusedLogin.Problem
    }

    private static func load(_ path: String) throws(LoadProblem) -> PrivateKey {
        let file: File
        do throws(SystemError) { file = try File(reading: path) } catch {
            throw LoadProblem(problem: error.isMissingFile ? .missing : .unreadable(error.description))
        }
        guard let key = PrivateKey(file.bytes) else { throw LoadProblem(problem: .unusable("it is no private key")) }
        if file.isExposed { throw LoadProblem(keyType: key.type, problem: .exposed(mode: file.mode)) }
        if key.isInHardware {
            throw LoadProblem(keyType: key.type, problem: .unusable("libssh2 1.10 does not speak to security keys"))
        }
        return key
    }

    /// The public part of a key file, from the file beside it or from itself.
    private static func publicBlob(_ path: String) -> [UInt8]? {
        if let file = try? File(reading: path + ".pub"),
            let blob = PrivateKey.publicBlob(ofLine: String(decoding: file.bytes, as: UTF8.self))
        {
            return blob
        }
        return (try? File(reading: path)).flatMap { PrivateKey($0.bytes)?.publicBlob }
    }

    private static func agentPath(_ setting: String?, _ environment: [String: String]) -> String? {
        switch setting {
        case "none": nil
        case nil, "SSH_AUTH_SOCK": environment["SSH_AUTH_SOCK"]
        case let name? where name.hasPrefix("$"): environment[String(name.dropFirst())]
        case let path?: File.expanded(path)
        }
    }
}
