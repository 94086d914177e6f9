import Balancing
internal import CLinux
import HAProxyConf
import Linux

/// `clusterd proxy`: the process that systemd knows. It reads the configuration and holds the listening sockets; the
/// traffic is carried by a worker, a process of its own, which it starts, watches and replaces.
///
/// It stays what it was started as, so that a reload can open what only root can open, and reads nothing from the
/// network. One thread: workers are copies of it (fork(2)).
package final class Supervisor {
    package struct Options: Sendable {
        /// haproxy.cfg.
        package var file: String
        /// Where `--reload` asks; nil for nowhere.
        package var socket: String?
        /// What the configuration's `"$NAME"` mean.
        package var environment: [String: String] = [:]
        package var version = ""

        package init(file: String) { self.file = file }
    }

    let options: Options
    let log = JournalLog(hasPrefix: isatty(STDERR_FILENO) != 1)
    var poller: Poller
    let signals: SignalSource
    let serviceManager: ServiceManager
    var control: ControlServer
    var configuration: HAProxyConfiguration
    var sockets = SocketTable()
    /// By a number that is never used again.
    var workers: [UInt32: WorkerProcess] = [:]
    var nextWorker: UInt32 = 1
    /// The one that takes new connections.
    var serving: UInt32?
    var reload = Reload.none
    var restart = RestartPause()
    var ending = Ending.no
    /// Whether a worker ever served.
    var hasServed = false
    /// The servers' state as a worker that died left it.
    var lastState: [UInt8] = []
    /// Somebody asked for a reload while one was under way.
    var reloadsAgain = false
    private var nextKeepAlive: Instant?

    /// How the proxy is to end.
    enum Ending: Equatable {
        case no
        /// When the last session has ended.
        case softly
        /// Now; what is still there then is killed.
        case now(until: Instant)
    }

    /// Reads the configuration and opens what it needs.
    package init(_ options: Options) throws(ProxyError) {
        self.options = options
        do throws(ConfigurationFailure) {
            configuration = try HAProxyConfiguration.load(
                options.file, from: .system, environment: options.environment)
        } catch {
            throw .configuration(error)
        }
        do throws(LinuxError) {
            // Before anything can run: a signal that comes early waits in the queue.
            signals = try SignalSource([SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGUSR2])
            linux_ignore_signal(SIGPIPE)
            // A parent that ignores it, which is inherited, would have the kernel reap workers before we do.
            linux_default_signal(SIGCHLD)
            poller = try Poller()
            serviceManager = try ServiceManager()
            control = try ControlServer(at: options.socket)
        } catch {
            throw .system(error)
        }
        let capacity = DescriptorBudget(configuration, threads: threads(of: configuration))
        capacity.raiseForSupervisor()
        sockets = try SocketTable(configuration, threads: threads(of: configuration), keeping: sockets)
    }

    /// `nbthread`, or one for each processor.
    func threads(of configuration: HAProxyConfiguration) -> Int {
        configuration.global.threads ?? min(64, linux_processor_count())
    }

    /// Runs until it is told to end.
    package func run() throws(ProxyError) {
        do throws(LinuxError) {
            try poller.add(signals.descriptor, .reading, token: Token(.signals).value)
            try control.watch(&poller)
            for warning in configuration.warnings { log.log(.warning, "\(warning)") }
            try writePidFile()
            try startWorker(configuration, sockets, state: [])
            nextKeepAlive = serviceManager.watchdogNanoseconds == nil ? nil : .now
            while !isOver {
                let count = try wait()
                for index in 0..<count { try handle(poller[index]) }
                try tick(.now)
            }
        } catch {
            killAll()
            throw .system(error)
        }
        removePidFile()
        if let failure = startFailure { throw .unusable([failure]) }
        log.log(.notice, "stopped")
    }

    /// Why the first worker could not start; the proxy ends then.
    var startFailure: String?

    private var isOver: Bool { workers.isEmpty && (ending != .no || startFailure != nil) }

    private func handle(_ ready: Poller.Ready) throws(LinuxError) {
        let token = Token(value: ready.token)
        switch token.kind {
        case .signals: try takeSignals()
        case .channel: takeMessages(token.number, ready)
        case .worker: workerEnded(token.number)
        case .listener: control.accept(&poller)
        case .client: answer(token.number)
        case nil: break
        }
    }

    private func takeSignals() throws(LinuxError) {
        while let signal = try signals.next() {
            switch signal.number {
            case SIGUSR2, SIGHUP: beginReload()
            case SIGUSR1: stopSoftly(signal)
            default: stopNow(signal)
            }
        }
    }

    private func stopSoftly(_ signal: SignalSource.Received) {
        guard ending == .no else { return }
        log.log(.notice, "stopping when the last session has ended (signal \(signal.number) from \(signal.process))")
        ending = .softly
        try? serviceManager.stopping()
        failReload("the proxy is stopping")
        for worker in workers.values {
            worker.phase = .leaving
            worker.signal(SIGUSR1)
        }
    }

    private func stopNow(_ signal: SignalSource.Received) {
        if case .now = ending { return }
        log.log(.notice, "stopping (signal \(signal.number) from process \(signal.process))")
        ending = .now(until: .now + .seconds(5))
        try? serviceManager.stopping()
        failReload("the proxy is stopping")
        for worker in workers.values { worker.signal(SIGTERM) }
    }

    /// Everything whose time has come.
    private func tick(_ now: Instant) throws(LinuxError) {
        if case .now(let limit) = ending, limit <= now { killAll() }
        checkWorkers(now)
        if let due = restart.due, due <= now { try restartWorker() }
        if let due = nextKeepAlive, due <= now, let interval = serviceManager.watchdogNanoseconds {
            keepAlive(now)
            nextKeepAlive = now + Interval(nanoseconds: interval / 3)
        }
    }

    /// systemd hears of us only as long as the worker answers.
    private func keepAlive(_ now: Instant) {
        guard let serving, let worker = workers[serving] else {
            try? serviceManager.keepAlive()
            return
        }
        guard worker.askedAt == nil else { return }
        worker.askedAt = now
        worker.channel.send(.ping)
    }

    private func wait() throws(LinuxError) -> Int {
        guard !isOver else { return 0 }
        guard let next = nextDeadline else { return try poller.wait() }
        return try poller.wait(until: next.nanoseconds).count
    }

    private var nextDeadline: Instant? {
        var earliest = nextKeepAlive
        func consider(_ moment: Instant?) {
            guard let moment else { return }
            earliest = earliest.map { min($0, moment) } ?? moment
        }
        if case .now(let limit) = ending, !workers.isEmpty { consider(limit) }
        consider(restart.due)
        for worker in workers.values {
            if case .starting(let limit) = worker.phase { consider(limit) }
        }
        consider(reload.deadline)
        return earliest
    }
}

/// What an event of the supervisor's poller is about.
struct Token {
    enum Kind: UInt32 {
        case signals = 1
        case channel, worker, listener, client
    }

    let value: UInt64

    init(value: UInt64) { self.value = value }
    init(_ kind: Kind, _ number: UInt32 = 0) { value = UInt64(kind.rawValue) << 32 | UInt64(number) }

    var kind: Kind? { Kind(rawValue: UInt32(truncatingIfNeeded: value >> 32)) }
    var number: UInt32 { UInt32(truncatingIfNeeded: value) }
}
