extension RefusedLogin {
    /// Each key and what came of it, and what the server would take.
    var words: String {
        var text = "login as \(user) refused. "
        text +=
            attempts.isEmpty
            ? "There was no key to try" : "Tried " + attempts.map(\.words).joined(separator: "; ")
        for remark in remarks { text += "; \(remark)" }
        text += ". The server (\(server)) accepts: \(methods.isEmpty ? "nothing" : methods.joined(separator: ", "))"
        if !methods.isEmpty && !methods.contains("publickey") { text += "; only `publickey` is spoken here" }
        if attempts.contains(where: { $0.keyType == "ssh-rsa" && $0.problem == .refused }) {
            text +=
                ". libssh2 1.10 cannot use RSA keys with a server that refuses SHA-1 signatures (OpenSSH ≥ 8.8): "
                + "make a key of another type (ssh-keygen -t ed25519) and copy it to the host (ssh-copy-id -i), "
                + "or set `PubkeyAcceptedAlgorithms +ssh-rsa` in the server's sshd_config"
        }
        return text
    }
}

extension RefusedLogin.Attempt {
    fileprivate var words: String {
        let kind = keyType.map { "\($0) key " } ?? "key "
        return switch source {
        case .agent(let comment): "\(kind)\(comment) of the agent: \(problem.words)"
        case .file(let path): "\(kind)\(path): \(problem.words)"
        }
    }
}

extension RefusedLogin.Problem {
    fileprivate var words: String {
        switch self {
        case .refused: "refused by the server"
        case .missing: "no such file"
        case .unreadable(let problem): "cannot be read: \(problem)"
        case .exposed(let mode):
            "ignored, because others may read it (mode 0\(String(mode, radix: 8))): chmod 600 it"
        case .nobodyToAsk: "skipped, because it is encrypted and nobody can be asked for the passphrase here"
        case .noPassphraseGiven: "skipped, because no passphrase was given"
        case .wrongPassphrase: "wrong passphrase"
        case .unusable(let problem): "cannot be used: \(problem)"
        }
    }
}
