extension ProxySnapshot {
    /// One line a server.
    ///
    /// - Parameter showsAddress: whether the reader may know its address and its cookie.
    func serverLine(_ server: ServerSnapshot, showsAddress: Bool) -> StatisticLine {
        var line = StatisticLine(.server, proxy: self, name: server.name, identifier: server.identifier)
        server.fillState(&line)
        server.fillSessions(&line)
        server.fillErrors(&line)
        server.fillConnections(&line)
        if server.check.activity.contains(.enabled) { server.fillFailures(&line) }
        if server.check.isShown { server.check.fill(&line) }
        line.set(average: server.averageTimes, maximum: server.maximumTimes)
        if mode == .http {
            line.set(server.responses)
            line.count(.reqTot, server.totalRequests)
        }
        if showsAddress {
            if let address = server.address { line.set(.addr, .text(address.text), .setting) }
            if let cookie = server.cookie { line.set(.cookie, .text(cookie), .nameSetting) }
        }
        return line
    }
}

extension ServerSnapshot {
    fileprivate func fillState(_ line: inout StatisticLine) {
        line.set(.status, .text(statusText), .status)
        line.set(.weight, .small(weight), .average)
        line.set(.uweight, .small(userWeight), .average)
        line.set(.act, .small(isBackup ? 0 : 1), .status)
        line.set(.bck, .small(isBackup ? 1 : 0), .status)
        line.set(.lastchg, .small(secondsSinceChange), .age)
        if let throttle, operation == .starting, !administration.isDrain {
            line.set(.throttle, .small(throttle), .average)
        }
    }

    fileprivate func fillSessions(_ line: inout StatisticLine) {
        line.gauge(.qcur, currentQueue)
        line.maximum(.qmax, maximumQueue)
        if queueLimit > 0 { line.set(.qlimit, .small(queueLimit), .setting) }
        line.gauge(.scur, currentSessions)
        line.maximum(.smax, maximumSessions)
        if sessionLimit > 0 { line.set(.slim, .small(sessionLimit), .limit) }
        line.count(from: .stot, [totalSessions, bytesIn, bytesOut])
        line.count(.lbtot, balancedSessions)
        line.set(.rate, .small(sessionRate), .rate)
        line.maximum(.rateMax, maximumSessionRate)
        line.set(lastSession: secondsSinceSession)
    }

    fileprivate func fillErrors(_ line: inout StatisticLine) {
        line.count(.dresp, deniedResponses)
        line.count(from: .econ, [connectionErrors, responseErrors, retries, redispatches])
        line.count(from: .cliAbrt, [clientAborts, serverAborts])
        line.count(.wrew, failedRewrites)
        line.count(.eint, internalErrors)
    }

    fileprivate func fillConnections(_ line: inout StatisticLine) {
        line.count(from: .connect, [connectionAttempts, connectionReuses])
        line.gauge(.srvIcur, idleConnections)
        if let idleConnectionLimit { line.set(.srcIlim, .small(idleConnectionLimit), .limit) }
        line.gauge(.idleConnCur, unsafeIdleConnections)
        line.gauge(.safeConnCur, safeIdleConnections)
        line.gauge(.usedConnCur, usedConnections)
        line.gauge(.needConnEst, estimatedConnections)
    }

    fileprivate func fillFailures(_ line: inout StatisticLine) {
        line.count(from: .chkfail, [failedChecks, downTransitions])
        line.set(.downtime, .small(downtimeSeconds), .counter)
        if let failedAnalyses { line.count(.hanafail, failedAnalyses) }
    }
}

extension CheckSnapshot {
    fileprivate func fill(_ line: inout StatisticLine) {
        let words = status.words
        line.set(.checkStatus, .text((activity.contains(.inProgress) ? "* " : "") + words.code), .output)
        if status.hasCode { line.set(.checkCode, .small(code), .output) }
        // Nothing was timed: HAProxy writes -1 as an unsigned number.
        if status.isFinished { line.set(.checkDuration, .large(duration ?? .max), .duration) }
        line.set(.checkDesc, .text(words.description), .output)
        line.set(.lastChk, .text(report), .output)
        line.set(.checkRise, .small(rise), .setting)
        line.set(.checkFall, .small(fall), .setting)
        line.set(.checkHealth, .small(health), .setting)
    }
}
