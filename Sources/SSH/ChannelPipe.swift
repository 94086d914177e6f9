import Synchronization

/// What a caller and the connection's thread share of one channel: input on its way, output that has come, the end.
///
/// The thread is told of every change by `onChange`. All waiting is done here, by continuations that are resumed
/// exactly once: by the event, by the end of the channel, or by the cancellation of the waiting task.
final class ChannelPipe: Sendable {
    enum Purpose: Hashable, Sendable {
        /// A command line, and the mark by which its processes can be found on the host.
        case command(RemoteCommand, mark: String)
        case connection(host: String, port: Int)
    }

    enum Keeping: Hashable, Sendable {
        /// All output, up to a number of bytes, for the result.
        case whole(limit: Int)
        /// Output for whoever follows it; standard error's last part for the result.
        case streamed
    }

    let purpose: Purpose
    let keeping: Keeping
    let deadline: ContinuousClock.Instant?
    let timeout: Duration?
    private let describe: @Sendable (SSHError.Reason) -> SSHError
    private let onChange: @Sendable () -> Void
    private let state: Mutex<State>

    private typealias Waiter<Value: Sendable> = CheckedContinuation<Result<Value, SSHError>, Never>

    private struct State {
        var input: [[UInt8]]
        var inputEnds: Bool
        var handedIn = 0
        var taken = 0
        var isStarted = false
        var isCancelled = false
        var output: [[UInt8]] = []
        var outputBytes = 0
        var result: Result<CommandResult, SSHError>?
        var nextWaiter = 0
        var startWaiters: [Int: Waiter<Void>] = [:]
        var resultWaiters: [Int: Waiter<CommandResult>] = [:]
        var outputWaiters: [Int: Waiter<[UInt8]?>] = [:]
        var inputWaiters: [Int: (position: Int, waiter: Waiter<Void>)] = [:]

        /// What a reader gets without waiting: all output that came comes before the end.
        mutating func takeOutput() -> Result<[UInt8]?, SSHError>? {
            guard output.isEmpty else {
                let chunk = output.removeFirst()
                outputBytes -= chunk.count
                return .success(chunk)
            }
            return result?.map { _ in nil }
        }
    }

    /// Unread output at which the host is made to wait.
    static let backlogLimit = 4 << 20

    init(
        purpose: Purpose, keeping: Keeping, input: [UInt8], inputEnds: Bool, timeout: Duration?,
        describe: @escaping @Sendable (SSHError.Reason) -> SSHError, onChange: @escaping @Sendable () -> Void
    ) {
        self.purpose = purpose
        self.keeping = keeping
        self.timeout = timeout
        self.deadline = timeout.map { ContinuousClock.now + $0 }
        self.describe = describe
        self.onChange = onChange
        self.state = Mutex(State(input: input.isEmpty ? [] : [input], inputEnds: inputEnds, handedIn: input.count))
    }

    var title: String {
        switch purpose {
        case .command(let command, _): command.title
        case .connection(let host, let port): "connect to \(SSHAddress(host: host, port: port))"
        }
    }
}

extension ChannelPipe {
    var isCommand: Bool {
        if case .command = purpose { true } else { false }
    }

    var isTermination: Bool {
        if case .command(_, Termination.ownMark) = purpose { true } else { false }
    }
}

// MARK: The caller's side

extension ChannelPipe {
    func cancel() {
        state.withLock { $0.isCancelled = true }
        onChange()
    }

    /// Waits until the host has accepted the command.
    func started() async throws(SSHError) {
        try await wait(in: \.startWaiters) { $0.isStarted ? .success(()) : $0.result?.map { _ in } }
    }

    /// Waits for the end. Cancelling the waiting task ends the channel too, if `endsOnCancellation`, or the wait alone.
    func result(endsOnCancellation: Bool = false) async throws(SSHError) -> CommandResult {
        try await wait(in: \.resultWaiters, endsOnCancellation: endsOnCancellation) { $0.result }
    }

    /// The next piece of output; nil at the end.
    func nextOutput() async throws(SSHError) -> [UInt8]? {
        let chunk = try await wait(in: \.outputWaiters) { $0.takeOutput() }
        onChange()
        return chunk
    }

    /// Waits until the channel has taken all of `bytes`.
    func send(_ bytes: [UInt8]) async throws(SSHError) {
        let position: Int? = state.withLock { state in
            guard !state.inputEnds else { return nil }
            state.input.append(bytes)
            state.handedIn += bytes.count
            return state.handedIn
        }
        guard let position else { throw describe(.inputFinished(title: title)) }
        onChange()
        let ended = Result<Void, SSHError>.failure(describe(.ended(title: title)))
        let outcome = await waiting { state, id, waiter in
            if state.taken >= position { return .success(()) }
            if let result = state.result { return result.flatMap { _ in ended } }
            state.inputWaiters[id] = (position, waiter)
            return nil
        } giveUp: {
            $0.inputWaiters.removeValue(forKey: $1)?.waiter
        }
        try outcome.get()
    }

    func finishInput() {
        state.withLock { $0.inputEnds = true }
        onChange()
    }

    private func wait<Value>(
        in waiters: any WritableKeyPath<State, [Int: Waiter<Value>]> & Sendable, endsOnCancellation: Bool = false,
        unless ready: @escaping @Sendable (inout State) -> Result<Value, SSHError>?
    ) async throws(SSHError) -> Value {
        let outcome = await waiting(endsOnCancellation: endsOnCancellation) { state, id, waiter in
            if let value = ready(&state) { return value }
            state[keyPath: waiters][id] = waiter
            return nil
        } giveUp: {
            $0[keyPath: waiters].removeValue(forKey: $1)
        }
        return try outcome.get()
    }

    /// Suspends unless `register` has the outcome already. The registration and the check for cancellation are one
    /// step under the lock, and `giveUp` takes the same lock: a waiter is resumed by whoever removes it.
    private func waiting<Value>(
        endsOnCancellation: Bool = false,
        register: @escaping @Sendable (inout State, Int, Waiter<Value>) -> Result<Value, SSHError>?,
        giveUp: @escaping @Sendable (inout State, Int) -> Waiter<Value>?
    ) async -> Result<Value, SSHError> {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        let cancelled = Result<Value, SSHError>.failure(describe(.cancelled(title: title)))
        return await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: Waiter<Value>) in
                let outcome = state.withLock { state in
                    Task.isCancelled ? cancelled : register(&state, id, waiter)
                }
                if let outcome { waiter.resume(returning: outcome) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                if endsOnCancellation { state.isCancelled = true }
                return giveUp(&state, id)
            }
            onChange()
            waiter?.resume(returning: cancelled)
        }
    }
}

// MARK: The thread's side

extension ChannelPipe {
    var isOver: Bool { state.withLock { $0.result != nil } }

    /// Why the channel has to end now, if it has to.
    func expiry(_ now: ContinuousClock.Instant) -> SSHError.Reason? {
        if state.withLock({ $0.isCancelled }) { return .cancelled(title: title) }
        guard let deadline, let timeout, now >= deadline else { return nil }
        return .timeout(title: title, limit: timeout)
    }

    /// Whether the host has to wait until output is read.
    var isCongested: Bool { state.withLock { $0.outputBytes >= Self.backlogLimit } }

    var isInputFinished: Bool { state.withLock { $0.inputEnds && $0.input.isEmpty } }

    /// The oldest input that is not yet on its way.
    func takeInput() -> [UInt8]? {
        state.withLock { $0.input.isEmpty ? nil : $0.input.removeFirst() }
    }

    func noteTaken(_ count: Int) {
        let ready = state.withLock { state in
            state.taken += count
            let due = state.inputWaiters.filter { $0.value.position <= state.taken }
            for id in due.keys { state.inputWaiters[id] = nil }
            return due.values.map(\.waiter)
        }
        for waiter in ready { waiter.resume(returning: .success(())) }
    }

    func noteStarted() {
        let waiters = state.withLock { state in
            state.isStarted = true
            return state.startWaiters.takeAll()
        }
        for waiter in waiters { waiter.resume(returning: .success(())) }
    }

    func deliver(_ chunk: [UInt8]) {
        let waiter: Waiter<[UInt8]?>? = state.withLock { state in
            if let id = state.outputWaiters.keys.min() { return state.outputWaiters.removeValue(forKey: id) }
            state.output.append(chunk)
            state.outputBytes += chunk.count
            return nil
        }
        waiter?.resume(returning: .success(chunk))
    }

    func fail(_ reason: SSHError.Reason) { complete(.failure(describe(reason))) }

    /// The first end counts.
    func complete(_ result: Result<CommandResult, SSHError>) {
        let resume = state.withLock { state -> () -> Void in
            guard state.result == nil else { return {} }
            state.result = result
            state.input = []
            let started = state.startWaiters.takeAll()
            let results = state.resultWaiters.takeAll()
            let outputs = state.outputWaiters.takeAll()
            let inputs = state.inputWaiters.takeAll().map(\.waiter)
            let ended = result.flatMap { _ in Result<Void, SSHError>.failure(self.describe(.ended(title: self.title))) }
            return {
                for waiter in started { waiter.resume(returning: result.map { _ in }) }
                for waiter in results { waiter.resume(returning: result) }
                for waiter in outputs { waiter.resume(returning: result.map { _ in nil }) }
                for waiter in inputs { waiter.resume(returning: ended) }
            }
        }
        resume()
    }
}

extension Dictionary {
    fileprivate mutating func takeAll() -> [Value] {
        defer { removeAll() }
        return Array(values)
    }
}
