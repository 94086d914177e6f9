/// The keys of hosts that the operator trusts: the lines of known-hosts files (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
///
/// libssh2's own collection knows neither patterns nor markers nor line numbers; only hashed names are left to it.
struct KnownHosts: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        enum Names: Hashable, Sendable {
            /// Patterns with `*` and `?`; a leading `!` excludes.
            case patterns([String])
            /// HMAC-SHA1 of the name, both parts in base 64.
            case hashed(salt: String, hash: String)
        }

        var isRevoked: Bool
        var names: Names
        var keyType: String
        /// Base 64.
        var key: String
        var place: KnownHostPlace
    }

    var entries: [Entry] = []

    /// Adds a file's lines. Lines that say nothing usable, and certificate authorities', are passed over.
    mutating func add(_ text: String, file: String) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let entry = Self.entry(line, file: file, line: index + 1) { entries.append(entry) }
        }
    }

    private static func entry(_ line: Substring, file: String, line number: Int) -> Entry? {
        var words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }
        guard let first = words.first, !first.hasPrefix("#") else { return nil }
        let isRevoked = first == "@revoked"
        if first.hasPrefix("@") {
            guard isRevoked else { return nil }
            words.removeFirst()
        }
        guard words.count >= 3 else { return nil }
        let type = String(words[1])
        return Entry(
            isRevoked: isRevoked, names: names(words[0]), keyType: type, key: String(words[2]),
            place: KnownHostPlace(file: file, line: number, keyType: type))
    }

    private static func names(_ word: Substring) -> Entry.Names {
        let parts = word.split(separator: "|", omittingEmptySubsequences: false)
        if parts.count == 4 && parts[0].isEmpty && parts[1] == "1" {
            return .hashed(salt: String(parts[2]), hash: String(parts[3]))
        }
        return .patterns(word.lowercased().split(separator: ",").map(String.init))
    }
}

/// What a host's key is looked up by.
struct KnownHostName: Hashable, Sendable {
    /// `web1`; `[web1]:2222` when the port is not 22.
    let name: String
    /// The name without its port, which OpenSSH tries when nothing is known of the other.
    let withoutPort: String

    /// A HostKeyAlias stands alone, without a port.
    init(host: String, port: Int, alias: String?) {
        withoutPort = (alias ?? host).lowercased()
        name = alias != nil || port == 22 ? withoutPort : "[\(withoutPort)]:\(port)"
    }
}

extension KnownHosts {
    /// Whether HMAC-SHA1 of `name` with `salt` is `hash`.
    typealias HashMatch = (_ salt: String, _ hash: String, _ name: String) -> Bool

    enum Verdict: Hashable, Sendable {
        case trusted
        case unknown
        case changed([KnownHostPlace])
        /// Keys are known, none of this type: as suspicious as a changed key.
        case unknownType([KnownHostPlace])
        case revoked(KnownHostPlace)
    }

    func verdict(on keyType: String, _ key: String, of host: KnownHostName, hashMatch: HashMatch) -> Verdict {
        let named = entries(for: host.name, hashMatch: hashMatch)
        let withoutPort = entries(for: host.withoutPort, hashMatch: hashMatch)
        if let revoked = (named + withoutPort).first(where: { $0.isRevoked && $0.key == key }) {
            return .revoked(revoked.place)
        }
        let known = named.filter { !$0.isRevoked }
        if known.contains(where: { $0.keyType == keyType && $0.key == key }) { return .trusted }
        if known.isEmpty {
            return withoutPort.contains { !$0.isRevoked && $0.keyType == keyType && $0.key == key }
                ? .trusted : .unknown
        }
        let sameType = known.filter { $0.keyType == keyType }
        return sameType.isEmpty ? .unknownType(known.map(\.place)) : .changed(sameType.map(\.place))
    }

    /// The key types that libssh2 is to ask the host for: those that are known first.
    func preferredTypes(for host: KnownHostName, hashMatch: HashMatch) -> [String] {
        let known = Set(
            (entries(for: host.name, hashMatch: hashMatch) + entries(for: host.withoutPort, hashMatch: hashMatch))
                .filter { !$0.isRevoked }.map(\.keyType))
        return Self.supportedTypes.filter(known.contains) + Self.supportedTypes.filter { !known.contains($0) }
    }

    /// libssh2 1.10's, the best first. It takes part in `ssh-rsa` with SHA-1 signatures only; DSA is left out.
    static let supportedTypes = [
        "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa",
    ]

    private func entries(for name: String, hashMatch: HashMatch) -> [Entry] {
        entries.filter { entry in
            switch entry.names {
            case .hashed(let salt, let hash): hashMatch(salt, hash, name)
            case .patterns(let patterns): Self.matches(name, patterns)
            }
        }
    }

    private static func matches(_ name: String, _ patterns: [String]) -> Bool {
        let excluded = patterns.contains { $0.hasPrefix("!") && Wildcard.matches(name, String($0.dropFirst())) }
        return !excluded && patterns.contains { !$0.hasPrefix("!") && Wildcard.matches(name, $0) }
    }
}
