extension ProxySnapshot {
    /// The line BACKEND; nil for a proxy that is only a frontend.
    ///
    /// - Parameters:
    ///   - showsAddress: whether the reader may know the cookie and the algorithm.
    ///   - countsServers: whether servers were left out, and so their number is told.
    func backendLine(showsAddress: Bool, countsServers: Bool) -> StatisticLine? {
        guard let backend else { return nil }
        var line = StatisticLine(.backend, proxy: self, name: "BACKEND", identifier: 0)
        line.set(.status, .text(statusText(of: backend, countsServers: countsServers)), .status)
        line.set(.uweight, .small(usableUserWeight), .average)
        backend.fillState(&line, hasServers: !servers.isEmpty)
        backend.fillSessions(&line)
        backend.fillErrors(&line)
        line.set(average: backend.averageTimes, maximum: backend.maximumTimes)
        line.count(from: .compIn, [0, 0, 0, 0])
        if mode == .http {
            line.set(backend.responses)
            line.count(.reqTot, backend.totalRequests)
            line.count(from: .cacheLookups, [0, 0])
        }
        if showsAddress {
            line.set(.algo, .text(backend.algorithm), .setting)
            if let cookie = backend.cookieName { line.set(.cookie, .text(cookie), .nameSetting) }
        }
        line.set(backend.http1)
        return line
    }

    private func statusText(of backend: BackendSnapshot, countsServers: Bool) -> String {
        let word = backend.isUp ? "UP" : "DOWN"
        guard countsServers else { return word }
        let up = servers.reduce(0) { $1.operation == .stopped ? $0 : $0 + 1 }
        return "\(word) (\(up)/\(servers.count))"
    }
}

extension BackendSnapshot {
    fileprivate func fillState(_ line: inout StatisticLine, hasServers: Bool) {
        line.set(.weight, .small(weight), .average)
        line.gauge(.act, activeServers)
        line.gauge(.bck, backupServers)
        line.count(.chkdown, downTransitions)
        line.set(.lastchg, .small(secondsSinceChange), .age)
        if hasServers { line.set(.downtime, .small(downtimeSeconds), .counter) }
        line.gauge(.aggServerStatus, 0)
        line.gauge(.aggServerCheckStatus, 0)
        line.gauge(.aggCheckStatus, 0)
    }

    fileprivate func fillSessions(_ line: inout StatisticLine) {
        line.gauge(.qcur, currentQueue)
        line.maximum(.qmax, maximumQueue)
        line.gauge(.scur, currentSessions)
        line.maximum(.smax, maximumSessions)
        line.set(.slim, .small(sessionLimit), .limit)
        line.count(from: .stot, [totalSessions, bytesIn, bytesOut, deniedRequests, deniedResponses])
        line.count(.lbtot, balancedSessions)
        line.gauge(.rate, sessionRate)
        line.gauge(.rateMax, maximumSessionRate)
        line.set(lastSession: secondsSinceSession)
    }

    fileprivate func fillErrors(_ line: inout StatisticLine) {
        line.count(from: .econ, [connectionErrors, responseErrors, retries, redispatches])
        line.count(from: .cliAbrt, [clientAborts, serverAborts])
        line.count(from: .wrew, [failedRewrites, connectionAttempts, connectionReuses])
        line.count(.eint, internalErrors)
    }
}
