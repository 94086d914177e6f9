/// Passphrases of key files, in memory only. Each file is asked for once, and one prompt is open at a time.
actor PassphraseBook {
    typealias Ask = @Sendable (_ keyFile: String) async -> String?

    private var answers: [String: Task<String?, Never>] = [:]
    private var lastPrompt: Task<String?, Never>?

    /// The passphrase of `keyFile`, or nil when the operator gave none.
    func passphrase(of keyFile: String, ask: @escaping Ask) async -> String? {
        if let answer = answers[keyFile] { return await answer.value }
        let previous = lastPrompt
        let prompt = Task {
            _ = await previous?.value
            return await ask(keyFile)
        }
        lastPrompt = prompt
        answers[keyFile] = prompt
        return await prompt.value
    }
}
