/// Health checks: when they run, and what they change.
extension Server {
    /// When something is to be done for this server: a check, or a step of its slow start. Nil if never.
    package var nextEvent: Instant? {
        let check = schedule.flatMap { $0.startedAt == nil ? $0.next : nil }
        guard let warmup = nextWarmup else { return check }
        return check.map { min($0, warmup) } ?? warmup
    }

    /// The interval that holds now (`inter`, `fastinter`, `downinter`).
    package var checkInterval: Interval {
        guard let check = settings.check, let health else { return .zero }
        if health.isBest, !forcesFastInterval { return check.interval }
        if operational == .stopped, health.isWorst { return check.downInterval ?? check.interval }
        return check.fastInterval ?? check.interval
    }

    /// Asks whether a check begins now. In maintenance it does not, and its turn is moved on.
    ///
    /// - Returns: until when it must have connected, and be over if there is no `timeout check`; nil if no check begins.
    package mutating func beginCheck(at now: Instant) -> Instant? {
        guard let check = settings.check, schedule?.startedAt == nil, let next = schedule?.next, next <= now else {
            return nil
        }
        guard !administrative.isMaintenance else {
            schedule?.skip(to: now, interval: check.interval)
            return nil
        }
        schedule?.startedAt = now
        guard check.timeout != nil, let connect = check.connectTimeout else { return now + checkInterval }
        return now + min(connect, checkInterval)
    }

    /// The check is connected: until when it must be over. `deadline` is what `beginCheck` said.
    package func checkDeadline(connectedAt now: Instant, deadline: Instant) -> Instant {
        settings.check?.timeout.map { now + $0 } ?? deadline
    }

    /// A check is over. The next one comes an interval from now.
    ///
    /// - Parameter deviation: by how much sooner (negative) or later, in parts of the interval: `spread-checks`.
    package mutating func finishCheck(
        _ report: CheckReport, at now: Instant, deviation: Double = 0
    ) -> ServerActions {
        var actions = ServerActions()
        guard health != nil else { return actions }
        count(report, &actions)
        obey(report, now, &actions)
        let interval = checkInterval
        let spread = Double(interval.nanoseconds) * min(max(deviation, -1), 1)
        // Far below what an Int64 holds, as an interval of the configuration is.
        let next = now + interval + Interval(nanoseconds: Int64(min(max(spread, -1e18), 1e18)))
        schedule?.startedAt = nil
        schedule?.next = next
        forcesFastInterval = false
        return actions
    }

    /// Counts what a check told, and says what is worth a line with `option log-health-checks`.
    mutating func count(_ report: CheckReport, _ actions: inout ServerActions) {
        var isNews = report.status != lastReport.status
        lastReport = report
        switch report.status.outcome {
        case .none: return
        case .failed:
            if health?.fail() == true {
                counters.failedChecks += 1
                isNews = true
            }
        case .passed, .conditionallyPassed:
            if health?.pass() == true { isNews = true }
            consecutiveErrors = 0
        }
        if isNews { actions.append(.checkChanged(report)) }
    }

    /// Goes up or down if the counter says so.
    mutating func obey(_ report: CheckReport, _ now: Instant, _ actions: inout ServerActions) {
        guard let health else { return }
        switch report.status.outcome {
        case .none: break
        case .failed: if health.isWorst { setStopped(.check(report), now, &actions) }
        case .passed: if health.isUp { setRunning(.check(report), now, &actions) }
        case .conditionallyPassed: if health.isUp { setStopping(.check(report), now, &actions) }
        }
    }
}
