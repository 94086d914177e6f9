import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// One thread's traffic: its clients, its connections to servers, and what it needs to move bytes between them. Nothing
/// in it is shared; other threads are met in `Plane` and `Inbox` only.
@safe struct Worker: ~Copyable {
    let plane: Plane
    let index: Int
    let hooks: Hooks
    let inbox: Inbox
    let listeners: [TrafficThread.Listener]
    let frontends: [FrontendFacts]
    let backends: [BackendFacts]
    let processLimit: Int64

    var poller: Poller
    var buffers = BufferPool()
    var pipes = PipePool()
    var sessions: Slab<Session>
    var connections = Slab(Connection())
    var timers: TimerWheel
    /// Of the round of events that is being handled.
    var now: Int64
    /// Seconds since 1970, of the same round.
    var date: Int64 = 0

    /// The head that is being looked at, and where its successor is written.
    var head = MessageHead()
    let scratch: UnsafeMutablePointer<UInt8>
    static let scratchSize = BufferPool.size + 2 * BufferPool.headroom

    var balancers: [Balancer]
    var persistence: [PersistenceTable?]
    let retryPolicies: [RetryPolicy]
    let forwarding: [ForwardedFields]
    /// How many sessions the servers of a backend have, and how many wait for them, for one choice.
    let served: UnsafeMutablePointer<Int32>
    /// By backend: how many of its servers can be used (`nbsrv`).
    let usable: UnsafeMutablePointer<Int32>
    var expressions = RegularExpression.Scratch()
    /// Answers that are longer than a buffer, by their sessions.
    var longAnswers: [Int32: [UInt8]] = [:]
    var kept: [Int32: KeptRequest] = [:]
    let queued: UnsafeMutablePointer<Int32>
    var queues: RequestQueues?
    /// By server number: the newest idle connection.
    var idle: [IdleList]
    /// What the settings of the servers were when the tables above were made.
    var epoch: Int64 = 0

    var isStopping = false
    var isServingQueues = false
    var pausedListeners = false
    /// Frontends that an operator paused.
    var pausedFrontends: Set<Int> = []
    var resumeListeners = Int64.max
    var nextSweep = Int64.max
    var log: AccessLogger

    init(
        plane: Plane, index: Int, listeners: [TrafficThread.Listener], hooks: Hooks, inbox: Inbox,
        logging: AccessLogging
    ) throws(LinuxError) {
        let configuration = plane.configuration
        self.plane = plane
        self.index = index
        self.hooks = hooks
        self.inbox = inbox
        self.listeners = listeners
        frontends = configuration.frontends.map { FrontendFacts($0) }
        backends = configuration.backends.indices.map {
            BackendFacts(configuration.backends[$0], firstServer: plane.server($0, 0))
        }
        processLimit = Int64(plane.connectionLimit)
        poller = try Poller(capacity: 256)
        sessions = Slab(Session())
        now = MonotonicClock.now
        timers = TimerWheel(now: now)
        let most = max(1, configuration.backends.map { $0.servers.count }.max() ?? 1)
        unsafe scratch = .allocate(capacity: Self.scratchSize)
        unsafe scratch.initialize(repeating: 0, count: Self.scratchSize)
        unsafe served = .allocate(capacity: most)
        unsafe served.initialize(repeating: 0, count: most)
        unsafe usable = .allocate(capacity: max(1, configuration.backends.count))
        unsafe usable.initialize(repeating: 0, count: max(1, configuration.backends.count))
        unsafe queued = .allocate(capacity: most)
        unsafe queued.initialize(repeating: 0, count: most)
        balancers = configuration.backends.indices.map { Self.balancer(plane, $0, thread: index) }
        persistence = configuration.backends.map { PersistenceTable($0) }
        retryPolicies = configuration.backends.map { RetryPolicy($0) }
        forwarding =
            configuration.frontends.map { ForwardedFields($0.forwardedFor) }
            + configuration.backends.map { ForwardedFields($0.forwardedFor) }
        idle = Array(repeating: IdleList(), count: plane.serverCount)
        log = AccessLogger(configuration, logging)
        epoch = plane.epoch
        followSettings()
        let hasLimits = configuration.backends.contains(where: { $0.servers.contains(where: { $0.maxConnections > 0 }) }
        )
        queues =
            hasLimits
            ? RequestQueues(
                serverCounts: configuration.backends.map { $0.servers.count },
                slots: Int(min(processLimit, 1 << 16))) : nil
    }

    deinit {
        unsafe scratch.deallocate()
        unsafe served.deallocate()
        unsafe usable.deallocate()
        unsafe queued.deallocate()
    }

    /// Works until it is told to stop and the last session has ended.
    mutating func run() throws(LinuxError) {
        try poller.add(inbox.wakeup, .reading, token: Token(.inbox).value)
        try startListening()
        while !(isStopping && sessions.count == 0) {
            let due = min(timers.next, min(resumeListeners, nextSweep))
            let count = due == .max ? try poller.wait() : try poller.wait(until: due).count
            now = MonotonicClock.now
            date = WallClock.now / 1_000_000_000
            if plane.epoch != epoch { followSettings() }
            for event in 0..<count { handle(poller[event]) }
            while let session = timers.expire(now) { timeOut(session) }
            if now >= resumeListeners { resume() }
            if now >= nextSweep { sweepIdle() }
        }
        closeIdle()
    }

    private mutating func handle(_ event: Poller.Ready) {
        let token = Token(event.token)
        switch token.kind {
        case .listener: accept(Int(token.index))
        case .client:
            guard sessions[token.index].generation & Token.generationMask == token.generation,
                sessions[token.index].client.isOpen
            else { return }
            sessions[token.index].client.note(event)
            serve(token.index)
        case .server:
            guard connections[token.index].generation & Token.generationMask == token.generation,
                connections[token.index].socket.isOpen
            else { return }
            connections[token.index].socket.note(event)
            let session = connections[token.index].session
            if session >= 0 { serve(session) } else { dropIdle(token.index) }
        case .inbox: obey()
        }
    }

    private mutating func obey() {
        for order in inbox.takeAll() {
            switch order {
            case .stop: stop()
            case .endAll: endAll()
            case .end(let id): end(id)
            case .pause(let frontend): pause(frontend: frontend)
            case .resume(let frontend): resume(frontend: frontend)
            case .list(let box): box.put(list())
            }
        }
        serveQueues()
    }
}

extension Socket {
    /// What an event says of it.
    mutating func note(_ event: Poller.Ready) {
        if event.isReadable { mayRead = true }
        if event.isWritable { mayWrite = true }
        if event.hasEnded { endIsNear = true }
        if event.isBroken { isBroken = true }
    }
}
