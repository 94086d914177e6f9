extension SSHError: CustomStringConvertible {
    /// One paragraph for the operator: who, where, what happened, what to do.
    package var description: String {
        let place = address.map { $0.hasPrefix("\(host):") || $0 == host ? $0 : "\(host) (\($0))" } ?? host
        return "\(place): \(reason.words)"
    }
}

extension SSHError.Reason {
    fileprivate var words: String {
        switch self {
        case .noSSHProgram:
            "the program `ssh` is needed to read OpenSSH's configuration and was not found; "
                + "install it: apt-get install openssh-client"
        case .configuration(let problem): "OpenSSH's configuration for this host cannot be read: \(problem)"
        case .unresolved(let name, let problem): "the name \(name) cannot be resolved: \(problem)"
        case .unreachable(let attempts): Self.unreachable(attempts)
        case .proxyFailed(let command, let output):
            "the proxy command `\(command)` ended before the host answered"
                + (output.isEmpty ? "" : "; it said: \(output)")
        case .connectTimeout(let stage, let limit):
            "no connection within \(limit.words): the time ran out while \(stage.rawValue)"
        default: identityWords ?? loginWords ?? channelWords ?? connectionWords
        }
    }

    private static func unreachable(_ attempts: [SSHError.Attempt]) -> String {
        "cannot connect: " + attempts.map { "\($0.address): \($0.problem)" }.joined(separator: "; ")
            + ". Is the host up, and sshd listening there?"
    }

    private var identityWords: String? {
        switch self {
        case .noCommonAlgorithm(let offer): offer.map(Self.noCommonAlgorithm) ?? "the key exchange failed"
        case .unknownHostKey(let key):
            "the host's key is not known: \(key.type) \(key.fingerprint), looked up as \(key.name) in "
                + "\(key.files.joined(separator: ", ")). Compare the fingerprint with the host's own, then run again "
                + "with --accept-new-host-keys, or add it: ssh-keyscan -t \(key.shortType) -p \(key.port) \(key.host) "
                + ">> \(key.files.first ?? "~/.ssh/known_hosts")"
        case .changedHostKey(let key, let known):
            "THE HOST'S KEY HAS CHANGED, or someone is listening in: it presented \(key.type) \(key.fingerprint), and "
                + "\(known.places) says otherwise. Nothing was sent. If the host was reinstalled, remove the old "
                + "key: " + known.files.map { "ssh-keygen -f \($0) -R '\(key.name)'" }.joined(separator: "; ")
        case .unknownHostKeyType(let key, let known):
            "the host presented a key of a type that is not known for it: \(key.type) \(key.fingerprint); known are "
                + known.map { "\($0.keyType) (\($0))" }.joined(separator: ", ") + ". "
                + (known.allSatisfy { $0.keyType == "ssh-rsa" }
                    ? "libssh2 1.10 cannot check an RSA host key of a server that refuses SHA-1 signatures. " : "")
                + "Compare the fingerprint with the host's own, then add it: ssh-keyscan -t \(key.shortType) "
                + "-p \(key.port) \(key.host) >> \(key.files.first ?? "~/.ssh/known_hosts")"
        case .revokedHostKey(let key, let place):
            "the host's key \(key.type) \(key.fingerprint) is marked @revoked at \(place): nothing was sent. "
                + "Whoever holds the key can pose as the host; give it a new one"
        case .knownHostsFile(let path, let problem): "the known-hosts file \(path) cannot be used: \(problem)"
        default: nil
        }
    }

    private static func noCommonAlgorithm(_ offer: KeyExchangeOffer) -> String {
        let rsaOnly = offer.hostKeyTypes.allSatisfy { $0.contains("rsa") }
        let advice =
            rsaOnly
            ? "The host has only RSA keys, and libssh2 1.10 cannot use RSA keys with a server that refuses SHA-1 "
                + "signatures (OpenSSH ≥ 8.8). Give the host an Ed25519 key: `ssh-keygen -A` on it, a line "
                + "`HostKey /etc/ssh/ssh_host_ed25519_key` in its sshd_config, and a reload of ssh"
            : "Allow one that libssh2 1.10 knows in the host's sshd_config: curve25519-sha256, ssh-ed25519, "
                + "aes256-ctr and hmac-sha2-256 are OpenSSH's defaults"
        return "no common algorithm in the key exchange. The host offers the key types "
            + "\(offer.hostKeyTypes.joined(separator: ", ")); key exchanges "
            + "\(offer.keyExchanges.joined(separator: ", ")); ciphers \(offer.ciphers.joined(separator: ", ")); "
            + "message authentication codes \(offer.authenticationCodes.joined(separator: ", ")). " + advice
    }

    private var loginWords: String? {
        if case .refusedLogin(let login) = self { login.words } else { nil }
    }

    private var channelWords: String? {
        switch self {
        case .refusedChannel(let title, let problem): "the host refuses to start `\(title)`: \(problem)"
        case .timeout(let title, let limit): "`\(title)` did not end within \(limit.words) and was stopped"
        case .cancelled(let title): "`\(title)` was cancelled"
        case .tooMuchOutput(let title, let limit):
            "`\(title)` wrote more than \(limit >> 20) MiB and was stopped"
        case .ended(let title): "`\(title)` ended before it had read all its input"
        case .inputFinished(let title): "`\(title)` was sent input after the end of its input"
        default: nil
        }
    }

    private var connectionWords: String {
        switch self {
        case .lost(let problem): "the connection was lost: \(problem)"
        case .silent(let limit):
            "the connection was lost: the host has not answered for \(limit.words), not even to a keep-alive"
        default: "the connection is closed"
        }
    }
}

extension HostKeyReport {
    /// What `ssh-keyscan -t` calls the type.
    fileprivate var shortType: String {
        switch type {
        case "ssh-rsa": "rsa"
        case _ where type.hasPrefix("ecdsa"): "ecdsa"
        default: "ed25519"
        }
    }
}

extension [KnownHostPlace] {
    fileprivate var places: String { map(\.description).joined(separator: ", ") }
    fileprivate var files: [String] { reduce(into: []) { if !$0.contains($1.file) { $0.append($1.file) } } }
}

extension Duration {
    /// `10 s`, `1.5 s`.
    var words: String {
        let tenths = Int((self / .milliseconds(100)).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
}
