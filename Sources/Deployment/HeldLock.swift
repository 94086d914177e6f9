import SSH

/// The lock on one balancer: a shell there that answers each byte with one for as long as it holds the lock.
actor HeldLock {
    nonisolated let balancer: String
    private let process: RemoteProcess
    private var sent = 0
    private var answered = 0
    private var hasEnded = false

    init(balancer: String, process: RemoteProcess) {
        self.balancer = balancer
        self.process = process
    }

    /// Counts the answers, until the shell ends. For the lock's whole life.
    func listen() async {
        // However the output ends, the lock does with it.
        do {
            for try await bytes in process.output { answered += bytes.count }
        } catch {}
        hasEnded = true
    }

    func beat() async throws(SSHError) {
        sent += 1
        try await process.send([UInt8(ascii: ".")])
    }

    /// Whether the far side says so within the limit: that the connection has taken a byte proves nothing.
    func stands(within limit: Duration) async -> Bool {
        guard (try? await beat()) != nil else { return false }
        let wanted = sent
        let deadline = ContinuousClock.now + limit
        while answered < wanted {
            guard !hasEnded, ContinuousClock.now < deadline,
                (try? await Task.sleep(for: .milliseconds(2))) != nil
            else { return false }
        }
        return true
    }

    func release() async {
        try? await process.finishInput()
        _ = try? await process.result()
    }
}
