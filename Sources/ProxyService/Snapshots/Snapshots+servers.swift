import Addresses
import Balancing
import DataPlane
import HAProxyConf
import ProxyReport

extension ServerSnapshot {
    init(_ entry: ServerEntry, _ server: ServerDefinition, _ numbers: Reading, _ isDynamic: Bool, _ now: Instant) {
        self.init()
        name = server.name
        identifier = UInt32(clamping: server.id)
        address = entry.endpoint
        cookie = server.cookie.map { String(decoding: $0, as: UTF8.self) }
        isBackup = server.isBackup
        operation = ProxyReport.OperationalState(rawValue: entry.server.operational.rawValue) ?? .running
        administration = ProxyReport.AdministrativeState(rawValue: entry.server.administrative.rawValue)
        check = entry.checkSnapshot
        checkAddress = entry.checkAddress
        checkPort = entry.checkPort ?? 0
        weight = UInt32(clamping: entry.server.reportedWeight(isDynamic: isDynamic, at: now))
        userWeight = UInt32(clamping: entry.server.weight)
        initialWeight = UInt32(clamping: entry.server.settings.weight)
        throttle = entry.server.throttlePercent(isDynamic: isDynamic, at: now).map { UInt32(clamping: $0) }
        queueLimit = UInt32(clamping: server.maxQueue)
        sessionLimit = UInt32(clamping: server.maxConnections)
        setNumbers(numbers, now)
        setHistory(entry, now)
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
        idleConnections = numbers[.idle]
        idleConnectionsByThread = numbers.spread(numbers[.idle])
        safeIdleConnections = numbers[.idle]
        usedConnections = numbers[.current]
        maximumUsedConnections = numbers[.peak]
    }

    private mutating func setHistory(_ entry: ServerEntry, _ now: Instant) {
        let counters = entry.server.counters
        failedChecks = UInt64(clamping: counters.failedChecks)
        downTransitions = UInt64(clamping: counters.downTransitions)
        secondsSinceChange = UInt32(clamping: max(0, (now - entry.server.lastChange).wholeSeconds))
        downtimeSeconds = UInt32(clamping: entry.server.downTime(at: now).wholeSeconds)
        if entry.server.isObserved { failedAnalyses = UInt64(clamping: counters.failedAnalyses) }
    }
}

extension ServerSnapshot {
    /// Leaves out what was counted of its health before the counters were cleared; the time it was down stays.
    mutating func subtract(_ cleared: ServerCounters) {
        func less(_ count: UInt64, _ before: Int) -> UInt64 { count - min(count, UInt64(clamping: before)) }
        failedChecks = less(failedChecks, cleared.failedChecks)
        downTransitions = less(downTransitions, cleared.downTransitions)
        failedAnalyses = failedAnalyses.map { less($0, cleared.failedAnalyses) }
    }
}

extension ServerEntry {
    /// The check of the server, for logs and statistics.
    var checkSnapshot: CheckSnapshot {
        var check = CheckSnapshot()
        check.status = ProxyReport.CheckStatus(server.lastReport.status)
        check.code = UInt32(server.lastReport.code)
        check.duration = server.lastReport.duration.map { UInt64(clamping: $0.nanoseconds / 1_000_000) }
        check.report = checkText
        guard let health = server.health else {
            // As of a server that is checked, before its first check.
            check.status = .initializing
            if server.operational == .stopped { check.health = 0 }
            return check
        }
        check.activity = checksAreEnabled ? [.configured, .enabled] : .configured
        if isBeingChecked { check.activity.insert(.inProgress) }
        if server.administrative.isMaintenance { check.activity.insert(.paused) }
        check.rise = UInt32(clamping: health.rise)
        check.fall = UInt32(clamping: health.fall)
        check.health = server.administrative.isMaintenance ? 0 : UInt32(clamping: health.value)
        return check
    }
}

extension ProxyReport.CheckStatus {
    /// The two modules' names of one thing.
    init(_ status: Balancing.CheckStatus) {
        self =
            switch status {
            case .unknown: .unknown
            case .initializing: .initializing
            case .healthAnalysis: .analysis
            case .socketError: .socketError
            case .layer4Passed: .layer4Passed
            case .layer4Timeout: .layer4Timeout
            case .layer4Connection: .layer4Failure
            case .layer6Passed: .layer6Passed
            case .layer6Timeout: .layer6Timeout
            case .layer6Response: .layer6Invalid
            case .layer7Timeout: .layer7Timeout
            case .layer7Response: .layer7Invalid
            case .layer7Passed: .layer7Passed
            case .layer7ConditionallyPassed: .layer7PassedConditionally
            case .layer7Status: .layer7WrongStatus
            }
    }
}

extension Backend {
    /// What the usable servers weigh together: those that balancing would choose among.
    func weight(of entries: ArraySlice<ServerEntry>, _ book: BackendBook, _ now: Instant) -> UInt32 {
        let usesBackups = book.active == 0
        var sum = 0
        for entry in entries where entry.server.isUsable && entry.server.settings.isBackup == usesBackups {
            sum += entry.server.effectiveWeight(isDynamic: balance.isDynamic, at: now)
            if usesBackups, !usesAllBackups { break }
        }
        let scale = balance.isDynamic ? Balancing.Server.weightScale : 1
        return UInt32(clamping: (sum + scale - 1) / scale)
    }
}
