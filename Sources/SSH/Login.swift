/// Logs in with one key after the other: the agent's, then those of files. RSA keys come last, because most servers
/// refuse libssh2 1.10's signatures with them, and hang up after a few refusals.
struct Login {
    private let user: String
    private let link: Link
    private let policy: SSHPolicy
    private var budget: Budget
    private var refused: RefusedLogin
    private var agentBlobs: Set<[UInt8]> = []

    private enum Key {
        case agent(AgentIdentity)
        case file(LoginKeys.Candidate)

        var isRSA: Bool {
            switch self {
            case .agent(let identity): PrivateKey.type(ofBlob: identity.blob) == "ssh-rsa"
            case .file(let candidate): candidate.key.type == "ssh-rsa"
            }
        }
    }

    init(user: String, link: Link, policy: SSHPolicy, budget: Budget) {
        self.user = user
        self.link = link
        self.policy = policy
        self.budget = budget
        refused = RefusedLogin(user: user, attempts: [], methods: [], server: "", remarks: [])
    }

    mutating func perform(with keys: LoginKeys) async throws(SSHError.Reason.Thrown) {
        do throws(JobFailure) {
            if try await ask() { return }
            let all = try await agentKeys(keys) + keys.candidates.map(Key.file)
            if refused.methods.contains("publickey") {
                for key in all.filter({ !$0.isRSA }) + all.filter(\.isRSA) where try await logIn(with: key) { return }
            }
        } catch {
            guard case .reason(.lost(let problem)) = error, !refused.attempts.isEmpty else {
                throw .init(error.asReason)
            }
            refused.remarks.append("then the server hung up: \(problem)")
        }
        refused.attempts += keys.problems
        throw .init(.refusedLogin(refused))
    }

    private func job<Value>(_ call: @escaping SessionJob<Value>.Call) async throws(JobFailure) -> Value {
        try await SessionJob(deadline: budget.deadline, call: call).value(from: link.mailbox)
    }

    /// Learns what the server would take.
    /// - Returns: Whether it takes the user without a key.
    private mutating func ask() async throws(JobFailure) -> Bool {
        let user = user
        refused.methods = try await job { desk throws(LibSSH2Error) in
            try desk.session.authenticationMethods(user: user)
        }
        refused.server = try await job { $0.session.banner }
        return refused.methods.isEmpty
    }

    private mutating func agentKeys(_ keys: LoginKeys) async throws(JobFailure) -> [Key] {
        guard let path = keys.agentPath else { return [] }
        let answer = try await job { desk -> [AgentIdentity]?? in .some(desk.connectAgent(path: path)) }
        guard let identities = answer else {
            refused.remarks.append("the agent at \(path) does not answer")
            return []
        }
        let wanted = identities.filter { keys.onlyBlobs?.contains($0.blob) ?? true }
        agentBlobs = Set(wanted.map(\.blob))
        return wanted.map(Key.agent)
    }

    private mutating func logIn(with key: Key) async throws(JobFailure) -> Bool {
        switch key {
        case .agent(let identity): try await logIn(with: identity)
        case .file(let candidate): try await logIn(with: candidate)
        }
    }

    private mutating func logIn(with identity: AgentIdentity) async throws(JobFailure) -> Bool {
        let user = user
        return try await attempt(.agent(comment: identity.comment), PrivateKey.type(ofBlob: identity.blob)) {
            desk throws(LibSSH2Error) in
            try desk.logIn(user: user, identity: identity)
        }
    }

    private mutating func logIn(with candidate: LoginKeys.Candidate) async throws(JobFailure) -> Bool {
        let key = candidate.key
        if let blob = key.publicBlob, agentBlobs.contains(blob) { return false }
        var passphrase: String?
        if key.isEncrypted {
            guard let ask = policy.passphrase else { return note(candidate, .nobodyToAsk) }
            let book = policy.passphrases
            passphrase = await budget.excluding { await book.passphrase(of: candidate.path, ask: ask) }
            guard passphrase != nil else { return note(candidate, .noPassphraseGiven) }
        }
        let (user, secret) = (user, passphrase)
        return try await attempt(.file(candidate.path), key.type) { desk throws(LibSSH2Error) in
            try desk.session.logIn(user: user, privateKey: key.bytes, passphrase: secret) ? true : nil
        } unreadable: {
            secret == nil ? .unusable($0.text) : .wrongPassphrase
        }
    }

    private mutating func note(_ candidate: LoginKeys.Candidate, _ problem: RefusedLogin.Problem) -> Bool {
        refused.attempts.append(.init(source: .file(candidate.path), keyType: candidate.key.type, problem: problem))
        return false
    }

    /// Tries a key; a refusal is noted and is no error.
    private mutating func attempt(
        _ source: RefusedLogin.Source, _ keyType: String?, call: @escaping SessionJob<Bool>.Call,
        unreadable: (LibSSH2Error) -> RefusedLogin.Problem = { .unusable($0.text) }
    ) async throws(JobFailure) -> Bool {
        do throws(JobFailure) {
            return try await job(call)
        } catch {
            guard case .library(let error) = error else { throw error }
            let problem: RefusedLogin.Problem = error.isRefusedLogin ? .refused : unreadable(error)
            refused.attempts.append(.init(source: source, keyType: keyType, problem: problem))
            return false
        }
    }
}

extension Desk {
    fileprivate func connectAgent(path: String) -> [AgentIdentity]? {
        agent = session.connectAgent(path: path)
        return agent?.identities()
    }

    fileprivate func logIn(user: String, identity: AgentIdentity) throws(LibSSH2Error) -> Bool? {
        try agent?.logIn(user: user, identity: identity, session: session) ?? false ? true : nil
    }
}

extension JobFailure {
    var asReason: SSHError.Reason {
        switch self {
        case .reason(let reason): reason
        case .library(let error): .lost(problem: error.text)
        }
    }
}
