/// Why a host could not be worked with.
package struct SSHError: Error, Hashable, Sendable {
    /// What the operator calls the host.
    package var host: String
    /// Where it was looked for, `10.0.0.1:22`; nil before that was known.
    package var address: String?
    package var reason: Reason

    package init(host: String, address: String? = nil, reason: Reason) {
        self.host = host
        self.address = address
        self.reason = reason
    }

    /// What making a connection was busy with.
    package enum Stage: String, Hashable, Sendable {
        case configuration = "reading OpenSSH's configuration"
        case reach = "reaching the host"
        case keyExchange = "exchanging keys"
        case login = "logging in"
    }

    /// An address that was tried, and the system's words for what came of it.
    package struct Attempt: Hashable, Sendable {
        package var address: String
        package var problem: String
    }

    package enum Reason: Hashable, Sendable {
        // Before the host answers.
        case noSSHProgram
        case configuration(problem: String)
        case unresolved(name: String, problem: String)
        case unreachable([Attempt])
        case proxyFailed(command: String, output: String)
        case connectTimeout(Stage, limit: Duration)
        // The host's identity.
        case noCommonAlgorithm(KeyExchangeOffer?)
        case unknownHostKey(HostKeyReport)
        case changedHostKey(HostKeyReport, known: [KnownHostPlace])
        case unknownHostKeyType(HostKeyReport, known: [KnownHostPlace])
        case revokedHostKey(HostKeyReport, place: KnownHostPlace)
        case knownHostsFile(path: String, problem: String)
        // The login.
        case refusedLogin(RefusedLogin)
        // What is run.
        case refusedChannel(title: String, problem: String)
        case timeout(title: String, limit: Duration)
        case cancelled(title: String)
        case tooMuchOutput(title: String, limit: Int)
        /// Input for a command that has ended.
        case ended(title: String)
        /// Input after the end of input.
        case inputFinished(title: String)
        // The connection.
        case lost(problem: String)
        case silent(Duration)
        case closed
    }

    /// Whether the host could not be reached or went away, as opposed to having answered "no".
    package var isUnreachable: Bool {
        switch reason {
        case .unresolved, .unreachable, .proxyFailed, .connectTimeout, .lost, .silent: true
        default: false
        }
    }

    package var isCancellation: Bool {
        if case .cancelled = reason { true } else { false }
    }
}

/// A key that a host presented.
package struct HostKeyReport: Hashable, Sendable {
    /// `ssh-ed25519`
    package var type: String
    /// `SHA256:…`, as OpenSSH prints it.
    package var fingerprint: String
    /// What the key is looked up by: `web1`, `[web1]:2222`.
    package var name: String
    package var host: String
    package var port: Int
    /// The files that were searched; the first is where new keys go.
    package var files: [String]
}

/// A line of a known-hosts file.
package struct KnownHostPlace: Hashable, Sendable, CustomStringConvertible {
    package var file: String
    package var line: Int
    package var keyType: String

    package var description: String { "\(file):\(line)" }
}

/// A login that no key opened.
package struct RefusedLogin: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
        case agent(comment: String)
        case file(String)
    }

    package enum Problem: Hashable, Sendable {
        case refused
        case missing
        case unreadable(String)
        /// Others may read the file: its permission bits.
        case exposed(mode: Int)
        case nobodyToAsk
        case noPassphraseGiven
        case wrongPassphrase
        case unusable(String)
    }

    package struct Attempt: Hashable, Sendable {
        package var source: Source
        /// `ssh-ed25519`; nil where it could not be told.
        package var keyType: String?
        package var problem: Problem
    }

    package var user: String
    package var attempts: [Attempt]
    /// What the server would take: `publickey`, `password`.
    package var methods: [String]
    package var server: String
    /// What else happened: the agent did not answer, the server hung up.
    package var remarks: [String]
}

/// What a host offered for the key exchange.
package struct KeyExchangeOffer: Hashable, Sendable {
    package var keyExchanges: [String]
    package var hostKeyTypes: [String]
    package var ciphers: [String]
    package var authenticationCodes: [String]
}
