import Balancing
internal import CLinux
import DataPlane
import HAProxyConf
import Linux
import ProxyReport

/// The main thread of a worker: health checks, runtime sockets, statistics and logs of the process. The traffic is
/// carried by threads of their own (`DataPlane`); what they and this one share is in the plane and the roster.
///
/// It runs with the rights of `user` and inside of `chroot`.
final class Manager {
    let configuration: HAProxyConfiguration
    let plane: Plane
    let roster: Roster
    let voice: Voice
    let reporter: Reporter
    let channel: Channel
    var poller: Poller
    let signals: SignalSource
    var threads: [TrafficThread] = []
    /// Of each backend.
    let plans: [CheckPlan]
    /// By their connection's token.
    var checks: [UInt32: CheckSocket] = [:]
    var nextNumber: UInt32 = 1
    var runtime: RuntimeServer
    var alarms = Deadlines<Alarm>()
    var ending = Ending.no
    /// One piece of what comes in.
    var buffer = [UInt8](repeating: 0, count: 16384)

    enum Alarm {
        case check(UInt32)
        case client(UInt32)
        /// Rates are taken once a second.
        case sample
        /// Sessions that were asked for may have been listed.
        case sessions(UInt32)
        case hardStop
        /// A thread that was told to stop may have ended.
        case threads
    }

    enum Ending {
        case no
        case softly
        case now
    }

    init(_ world: WorkerWorld, _ start: WorkerStart) throws(LinuxError) {
        configuration = start.configuration
        channel = start.channel
        plane = world.plane
        roster = world.roster
        voice = world.voice
        reporter = world.reporter
        signals = world.signals.take() ?? { preconditionFailure("a worker has one source of signals") }()
        plans = configuration.backends.map { CheckPlan($0.healthCheck) }
        poller = try Poller()
        runtime = RuntimeServer(start.sockets.runtimeListeners(configuration), configuration.global)
    }

    /// Serves until it is told to end.
    func run() throws(LinuxError) {
        try poller.add(signals.descriptor, .reading, token: ManagerToken(.signals).value)
        try poller.add(channel.descriptor, .reading, token: ManagerToken(.channel).value)
        try poller.add(roster.wakeup, .reading, token: ManagerToken(.wakeup).value)
        watchRuntime()
        alarms.add(.sample, at: .now + .seconds(1))
        channel.send(.ready)
        while !isOver {
            let count = try wait()
            for index in 0..<count { try handle(poller[index]) }
            try tick(.now)
        }
    }

    private var isOver: Bool {
        switch ending {
        case .no: false
        case .softly: threads.allSatisfy { $0.inbox.isFinished }
        case .now: true
        }
    }

    private func handle(_ ready: Poller.Ready) throws(LinuxError) {
        let token = ManagerToken(value: ready.token)
        switch token.kind {
        case .signals: try takeSignals()
        case .channel: takeMessages(ready)
        case .wakeup: takeWakeup()
        case .check: checkIsReady(token.number, ready)
        case .runtimeListener: acceptRuntime(Int(token.number))
        case .runtimeClient: runtimeIsReady(token.number, ready)
        case nil: break
        }
    }

    private func takeSignals() throws(LinuxError) {
        while let signal = try signals.next() {
            if signal.number == SIGUSR1 { stopSoftly() } else { ending = .now }
        }
    }

    private func takeMessages(_ ready: Poller.Ready) {
        if ready.isWritable { channel.flush() }
        guard let messages = channel.receive() else {
            // The supervisor is gone: a worker without one could never be reloaded nor stopped.
            ending = .now
            return
        }
        for message in messages {
            switch message {
            case .ping: channel.send(.pong)
            case .askState: sendState()
            case .ready, .failed, .pong, .state: break
            }
        }
    }

    private func sendState() {
        channel.send(.state(roster.lock.withLock { roster.savedState.bytes }))
        let interest: Poller.Interest = channel.hasOutput ? [.reading, .writing] : .reading
        try? poller.change(channel.descriptor, interest, token: ManagerToken(.channel).value)
    }

    private func takeWakeup() {
        var count: UInt64 = 0
        _ = unsafe linux_read(roster.wakeup.number, &count, 8)
        let hasNews = roster.lock.withLock {
            let news = roster.hasNews
            roster.hasNews = false
            return news
        }
        if hasNews { sendState() }
    }

    /// No new connections; the end comes with the last session.
    private func stopSoftly() {
        guard case .no = ending else { return }
        ending = .softly
        plane[.isStopping] = 1
        closeRuntimeListeners()
        tellStop()
        for thread in threads { thread.inbox.send(.stop) }
        alarms.add(.threads, at: .now)
        if let limit = configuration.global.hardStopAfter { alarms.add(.hardStop, at: .now + Interval(limit)) }
    }

    private func tick(_ now: Instant) throws(LinuxError) {
        for order in roster.takeDue(at: now) { beginCheck(order, now) }
        while let (moment, alarm) = alarms.next(at: now) {
            switch alarm {
            case .check(let number): checkIsLate(number, moment)
            case .client(let number): runtimeIsLate(number, moment, now)
            case .sample:
                reporter.sample(now)
                try checkThreads()
                alarms.add(.sample, at: now + .seconds(1))
            case .sessions(let number): sessionsMayBeListed(number, now)
            case .threads: if case .softly = ending { alarms.add(.threads, at: now + .milliseconds(100)) }
            case .hardStop:
                voice.say(.warning, "soft stop took longer than hard-stop-after; ending the sessions that are left")
                for thread in threads { thread.inbox.send(.endAll) }
            }
        }
    }

    /// A thread that ended of itself said why. Nobody listens on its sockets any more: the supervisor starts another
    /// worker.
    private func checkThreads() throws(LinuxError) {
        guard case .no = ending, threads.contains(where: { $0.inbox.isFinished }) else { return }
        throw LinuxError(call: "epoll_wait", code: EIO, context: "carry traffic", detail: "a thread has ended")
    }

    /// A number that no check, connection or client had before.
    func takeNumber() -> UInt32 {
        defer { nextNumber &+= 1 }
        return nextNumber
    }

    private func wait() throws(LinuxError) -> Int {
        guard !isOver else { return 0 }
        let next = [roster.nextEvent, alarms.earliest].compactMap { $0 }.min()
        guard let next else { return try poller.wait() }
        return try poller.wait(until: next.nanoseconds).count
    }
}

/// What an event of the manager's poller is about.
struct ManagerToken {
    enum Kind: UInt32 {
        case signals = 1
        case channel, wakeup, check, runtimeListener, runtimeClient
    }

    let value: UInt64

    init(value: UInt64) { self.value = value }
    init(_ kind: Kind, _ number: UInt32 = 0) { value = UInt64(kind.rawValue) << 32 | UInt64(number) }

    var kind: Kind? { Kind(rawValue: UInt32(truncatingIfNeeded: value >> 32)) }
    var number: UInt32 { UInt32(truncatingIfNeeded: value) }
}
