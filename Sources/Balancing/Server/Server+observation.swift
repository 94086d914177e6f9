/// What live traffic told of a server (`observe`; HAProxy 2.6's `analyze_statuses`).
package enum Observation: UInt8, Hashable, Sendable, CaseIterable {
    case connected
    case connectionFailed
    case goodResponse
    /// 5xx, except 501 and 505 (configuration.txt §5.2, `observe`).
    case badStatus
    case invalidHeaders
    case invalidResponse
    case readError
    case readTimeout
    case brokenPipe

    enum Verdict { case good, bad, ignored }

    func verdict(_ observe: Observe) -> Verdict {
        switch (observe, self) {
        case (.none, _): .ignored
        case (_, .connectionFailed): .bad
        case (.layer4, .connected): .good
        case (.layer4, _), (.layer7, .connected): .ignored
        case (.layer7, .goodResponse): .good
        case (.layer7, _): .bad
        }
    }
}

extension Server {
    /// Whether `observe` is at work; if not, the hot path need not call `note`.
    package var isObserved: Bool { settings.observe != .none && health != nil }

    /// Live traffic told something. Cheap as long as nothing follows.
    package mutating func note(_ observation: Observation, at now: Instant) -> ServerActions {
        var actions = ServerActions()
        guard isObserved, !administrative.isMaintenance else { return actions }
        switch observation.verdict(settings.observe) {
        case .ignored: break
        case .good: consecutiveErrors = 0
        case .bad:
            consecutiveErrors += 1
            if consecutiveErrors >= settings.errorLimit { reachErrorLimit(now, &actions) }
        }
        return actions
    }

    private mutating func reachErrorLimit(_ now: Instant, _ actions: inout ServerActions) {
        consecutiveErrors = 0
        counters.failedAnalyses += 1
        forcesFastInterval = true
        if settings.onError == .suddenDeath { health?.setNearlyDown() }
        if settings.onError == .markDown { health?.setBarelyUp() }
        if settings.onError != .fastInterval {
            let report = CheckReport(.healthAnalysis)
            count(report, &actions)
            obey(report, now, &actions)
        }
        advanceCheck(now)
    }

    /// With `fastinter` the next check comes sooner, never later.
    private mutating func advanceCheck(_ now: Instant) {
        guard settings.check?.fastInterval != nil, let waiting = schedule, waiting.startedAt == nil else { return }
        let next = min(waiting.next, now + checkInterval)
        schedule?.next = next
        forcesFastInterval = false
    }
}
