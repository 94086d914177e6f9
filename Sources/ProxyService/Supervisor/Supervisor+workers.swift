import Balancing
internal import CLinux
import HAProxyConf
import Linux

/// Workers: their start, what they say, and their end.
extension Supervisor {
    /// Starts a worker.
    ///
    /// - Parameter state: of the servers, as an earlier one left it.
    @discardableResult
    func startWorker(
        _ configuration: HAProxyConfiguration, _ sockets: SocketTable, state: [UInt8]
    ) throws(LinuxError) -> UInt32 {
        let pair = try Channel.pair()
        let start = WorkerStart(
            configuration: configuration, sockets: sockets, threads: threads(of: configuration),
            channel: pair.worker, state: state, version: options.version)
        let process = linux_fork()
        // The worker never comes back from here.
        if process == 0 { start.run() }
        guard process > 0 else {
            throw LinuxError(call: "fork", code: Int32(-process), context: "start a worker")
        }
        let worker = try WorkerProcess(Int32(process), pair.supervisor)
        worker.state = state
        let number = nextWorker
        nextWorker &+= 1
        workers[number] = worker
        try poller.add(worker.channel.descriptor, .reading, token: Token(.channel, number).value)
        try poller.add(worker.watch.descriptor, .reading, token: Token(.worker, number).value)
        log.log(.notice, "new worker (\(process)) forked")
        return number
    }

    func takeMessages(_ number: UInt32, _ ready: Poller.Ready) {
        guard let worker = workers[number] else { return }
        if ready.isWritable { worker.channel.flush() }
        guard let messages = worker.channel.receive() else {
            // Its end, or nonsense from one that was taken over: either way it is over.
            try? poller.remove(worker.channel.descriptor)
            worker.signal(SIGKILL)
            return
        }
        for message in messages {
            switch message {
            case .ready: workerIsReady(number, worker)
            case .failed(let text): worker.failure = text
            case .pong:
                worker.askedAt = nil
                if number == serving { try? serviceManager.keepAlive() }
            case .state(let state):
                worker.state = state
                stateCame(from: number)
            case .ping, .askState: break
            }
        }
    }

    private func workerIsReady(_ number: UInt32, _ worker: WorkerProcess) {
        guard case .starting = worker.phase else { return }
        worker.phase = .serving
        hasServed = true
        let old = serving
        serving = number
        if let old, let leaving = workers[old] {
            leaving.phase = .leaving
            leaving.signal(SIGUSR1)
        }
        log.log(.notice, "worker (\(worker.process)) serves: \(options.file)")
        if case .starting(let started) = reload, started.worker == number {
            finishReload(started)
        } else {
            try? serviceManager.ready()
        }
    }

    func workerEnded(_ number: UInt32) {
        guard let worker = workers.removeValue(forKey: number) else { return }
        // What it said last is still to be read.
        for case .failed(let text)? in (worker.channel.receive() ?? []).map(Optional.some) { worker.failure = text }
        let end = worker.reap()
        try? poller.remove(worker.watch.descriptor)
        let why = worker.failure.map { ": \($0)" } ?? ""
        let isExpected = worker.phase == .leaving || ending != .no
        log.log(isExpected && worker.failure == nil ? .notice : .error, "worker (\(worker.process)) \(end)\(why)")
        if case .starting(let started) = reload, started.worker == number {
            return failReload(worker.failure ?? "the new worker \(end) before it served")
        }
        if number == serving { serving = nil }
        guard ending == .no, worker.phase != .leaving else { return }
        if case .starting = worker.phase, !hasServed {
            startFailure = worker.failure ?? "the worker \(end) before it served"
            return
        }
        let lived = worker.phase == .serving ? Instant.now - worker.started : .zero
        lastState = worker.state
        let pause = restart.workerDied(at: .now, lived: lived)
        log.log(.warning, "another worker starts in \(pause.nanoseconds / 1_000_000) ms; connections wait till then")
    }

    func restartWorker() throws(LinuxError) {
        restart.end()
        guard ending == .no, serving == nil else { return }
        try startWorker(configuration, sockets, state: lastState)
    }

    /// Ends those that do not become ready in time.
    func checkWorkers(_ now: Instant) {
        for worker in workers.values {
            guard case .starting(let limit) = worker.phase, limit <= now else { continue }
            worker.failure = "it did not serve within \(WorkerProcess.patience.wholeSeconds) s"
            worker.phase = .starting(until: now + WorkerProcess.patience)
            worker.signal(SIGKILL)
        }
        if let deadline = reload.deadline, deadline <= now { failReload("the worker does not answer") }
    }

    func killAll() {
        for worker in workers.values { worker.signal(SIGKILL) }
        if case .now = ending { ending = .now(until: .now + .seconds(1)) }
    }
}
