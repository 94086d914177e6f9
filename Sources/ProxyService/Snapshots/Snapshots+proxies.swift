import Balancing
import DataPlane
import HAProxyConf
import Linux
import ProxyReport

extension ProxySnapshot {
    init(_ name: String, _ id: Int, _ mode: Mode, _ description: String?) {
        self.init()
        self.name = name
        identifier = UInt32(clamping: id)
        self.mode = mode == .http ? .http : .tcp
        self.description = description
    }
}

extension FrontendSnapshot {
    init(_ frontend: Frontend, _ numbers: Reading, limit: Int, isStopping: Bool, isPaused: Bool) {
        self.init()
        status = frontend.isDisabled || isStopping ? .stopped : isPaused ? .paused : .open
        currentSessions = numbers[.current]
        maximumSessions = numbers[.peak]
        sessionLimit = UInt32(clamping: limit)
        totalSessions = numbers[.sessions]
        bytesIn = numbers[.bytesIn]
        bytesOut = numbers[.bytesOut]
        deniedRequests = numbers[.deniedRequests]
        deniedResponses = numbers[.deniedResponses]
        requestErrors = numbers[.requestErrors]
        deniedConnections = numbers[.deniedConnections]
        setRates(numbers.meter)
        totalRequests = numbers[.requests]
        totalConnections = numbers[.sessions]
        interceptedRequests = numbers[.intercepted]
        responses = numbers.responses
        guard frontend.mode == .http else { return }
        http1.openConnections = UInt64(numbers[.current])
        http1.totalConnections = numbers[.sessions]
        http1.totalStreams = numbers[.requests]
        http1.bytesIn = numbers[.bytesIn]
        http1.bytesOut = numbers[.bytesOut]
    }

    private mutating func setRates(_ meter: Meter) {
        sessionRate = UInt32(clamping: meter.sessionRate)
        maximumSessionRate = UInt32(clamping: meter.sessionRatePeak)
        requestRate = UInt32(clamping: meter.requestRate)
        maximumRequestRate = UInt32(clamping: meter.requestRatePeak)
        connectionRate = sessionRate
        maximumConnectionRate = maximumSessionRate
    }
}

extension BackendSnapshot {
    init(_ backend: Backend, _ book: BackendBook, _ numbers: Reading, limit: Int, _ now: Instant) {
        self.init()
        isUp = book.isUp
        cookieName = backend.cookie.map { String(decoding: $0.name, as: UTF8.self) }
        algorithm = backend.balance.word
        activeServers = UInt32(clamping: book.active)
        backupServers = UInt32(clamping: book.backup)
        usesAllBackups = backend.usesAllBackups
        downTransitions = UInt64(clamping: book.downTransitions)
        secondsSinceChange = UInt32(clamping: max(0, (now - book.lastChange).wholeSeconds))
        downtimeSeconds = UInt32(clamping: book.downTime(at: now).wholeSeconds)
        sessionLimit = UInt32(clamping: limit)
        setNumbers(numbers, now)
        guard backend.mode == .http else { return }
        http1.openConnections = UInt64(numbers[.current])
        http1.totalConnections = numbers[.connects]
        http1.totalStreams = numbers[.requests]
        http1.bytesIn = numbers[.bytesIn]
        http1.bytesOut = numbers[.bytesOut]
    }

    private mutating func setNumbers(_ numbers: Reading, _ now: Instant) {
        currentQueue = numbers[.queued]
        maximumQueue = numbers[.queuedPeak]
        currentSessions = numbers[.current]
        maximumSessions = numbers[.peak]
        totalSessions = numbers[.sessions]
        balancedSessions = numbers[.chosen]
        sessionRate = UInt32(clamping: numbers.meter.sessionRate)
        maximumSessionRate = UInt32(clamping: numbers.meter.sessionRatePeak)
        totalRequests = numbers[.requests]
        bytesIn = numbers[.bytesIn]
        bytesOut = numbers[.bytesOut]
        deniedRequests = numbers[.deniedRequests]
        deniedResponses = numbers[.deniedResponses]
        connectionErrors = numbers[.connectionErrors]
        responseErrors = numbers[.responseErrors]
        retries = numbers[.retries]
        redispatches = numbers[.redispatches]
        clientAborts = numbers[.clientAborts]
        serverAborts = numbers[.serverAborts]
        responses = numbers.responses
        secondsSinceSession = numbers.secondsSinceSession(now)
        connectionAttempts = numbers[.connects]
        connectionReuses = numbers[.reuses]
    }
}

extension StageTimes {
    /// - Parameter values: queue, connect, response, total.
    init(_ values: [UInt32]) {
        self.init(queue: values[0], connect: values[1], response: values[2], total: values[3])
    }
}

extension ProcessSnapshot {
    init(_ facts: ProcessFacts, _ configuration: HAProxyConfiguration) {
        self.init()
        version = facts.version
        threads = UInt32(clamping: facts.threads)
        processIdentifier = facts.process
        uptimeMilliseconds = UInt64(clamping: (Instant.now - facts.started).nanoseconds / 1_000_000)
        startMilliseconds = UInt64(clamping: facts.startedWall / 1_000_000)
        node = configuration.global.node ?? facts.hostname
        description = configuration.global.description
        descriptorLimit = UInt32(clamping: facts.granted.descriptors)
        maximumSockets = descriptorLimit
        maximumConnections = UInt32(clamping: facts.granted.connections)
        hardMaximumConnections = maximumConnections
        listeners = UInt32(
            clamping: configuration.frontends.reduce(0) { $0 + $1.binds.count }
                + configuration.global.runtimeSockets.count)
    }
}
