import Foundation

/// Whether a host's key is the one that is known for it, and what follows when none is.
struct HostKeyCheck {
    private let files: [String]
    private let known: KnownHosts
    private let name: KnownHostName
    private let target: SSHAddress
    private let acceptsNewHostKeys: Bool

    init(_ configuration: OpenSSHConfiguration, policy: SSHPolicy) throws(SSHError.Reason.Thrown) {
        files =
            policy.knownHostsFile.map { [$0] }
            ?? configuration.userKnownHostsFiles + configuration.globalKnownHostsFiles
        known = try KnownHosts(files: files)
        target = SSHAddress(host: configuration.hostName, port: configuration.port)
        name = KnownHostName(host: target.host, port: target.port, alias: configuration.hostKeyAlias)
        acceptsNewHostKeys = policy.acceptsNewHostKeys
    }

    var preferredTypes: [String] {
        let hashes = HostNameHashes()
        return known.preferredTypes(for: name) { hashes.match(salt: $0, hash: $1, name: $2) }
    }

    /// - Throws: Unless the key is known, or was new and is recorded now.
    func verify(_ hostKey: HostKey) async throws(SSHError.Reason.Thrown) {
        let key = Data(hostKey.blob).base64EncodedString()
        let hashes = HostNameHashes()
        var verdict = known.verdict(on: hostKey.type, key, of: name) { hashes.match(salt: $0, hash: $1, name: $2) }
        if verdict == .unknown, acceptsNewHostKeys, let file = files.first {
            verdict = try await KnownHosts.record(hostKey.type, key, of: name, in: file) {
                HostNameHashes().match(salt: $0, hash: $1, name: $2)
            }
        }
        if let reason = refusal(of: hostKey, verdict) { throw .init(reason) }
    }

    private func refusal(of hostKey: HostKey, _ verdict: KnownHosts.Verdict) -> SSHError.Reason? {
        let report = HostKeyReport(
            type: hostKey.type, fingerprint: Self.fingerprint(hostKey), name: name.name, host: target.host,
            port: target.port, files: files)
        return switch verdict {
        case .trusted: nil
        case .unknown: .unknownHostKey(report)
        case .changed(let places): .changedHostKey(report, known: places)
        case .unknownType(let places): .unknownHostKeyType(report, known: places)
        case .revoked(let place): .revokedHostKey(report, place: place)
        }
    }

    private static func fingerprint(_ key: HostKey) -> String {
        "SHA256:" + Data(key.sha256).base64EncodedString().prefix { $0 != "=" }
    }
}
