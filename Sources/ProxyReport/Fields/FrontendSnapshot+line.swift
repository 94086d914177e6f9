extension ProxySnapshot {
    /// The line FRONTEND; nil for a proxy that is only a backend.
    var frontendLine: StatisticLine? {
        guard let frontend else { return nil }
        var line = StatisticLine(.frontend, proxy: self, name: "FRONTEND", identifier: 0)
        line.set(.status, .text(frontend.status.word), .status)
        frontend.fillSessions(&line)
        frontend.fillErrors(&line)
        if mode == .http { frontend.fillHTTP(&line) }
        line.set(.reqRate, .small(frontend.requestRate), .rate)
        line.maximum(.reqRateMax, frontend.maximumRequestRate)
        line.count(.reqTot, frontend.totalRequests)
        line.count(from: .compIn, [0, 0, 0, 0])
        line.set(frontend.http1)
        return line
    }

    /// One line a listener.
    ///
    /// - Parameter showsAddress: whether the reader may know it.
    func listenerLine(_ listener: ListenerSnapshot, showsAddress: Bool) -> StatisticLine {
        var line = StatisticLine(.listener, proxy: self, name: listener.name, identifier: listener.identifier)
        line.set(.status, .text(listener.status.word), .status)
        line.gauge(.scur, listener.currentSessions)
        line.maximum(.smax, listener.maximumSessions)
        line.set(.slim, .small(listener.sessionLimit), .limit)
        let counts = [
            listener.totalConnections, listener.bytesIn, listener.bytesOut, listener.deniedRequests,
            listener.deniedResponses, listener.requestErrors,
        ]
        line.count(from: .stot, counts)
        line.count(from: .dcon, [listener.deniedConnections, listener.deniedSessions, listener.failedRewrites])
        line.count(.eint, listener.internalErrors)
        if showsAddress, let address = listener.address { line.set(.addr, .text(address.text), .setting) }
        return line
    }
}

extension FrontendSnapshot {
    fileprivate func fillSessions(_ line: inout StatisticLine) {
        line.gauge(.scur, currentSessions)
        line.maximum(.smax, maximumSessions)
        line.set(.slim, .small(sessionLimit), .limit)
        line.set(.rate, .small(sessionRate), .rate)
        line.set(.rateLim, .small(sessionRateLimit), .limit)
        line.maximum(.rateMax, maximumSessionRate)
        line.set(.connRate, .small(connectionRate), .rate)
        line.maximum(.connRateMax, maximumConnectionRate)
        line.count(.connTot, totalConnections)
    }

    fileprivate func fillErrors(_ line: inout StatisticLine) {
        let counts = [totalSessions, bytesIn, bytesOut, deniedRequests, deniedResponses, requestErrors]
        line.count(from: .stot, counts)
        line.count(from: .dcon, [deniedConnections, deniedSessions, failedRewrites])
        line.count(.eint, internalErrors)
    }

    fileprivate func fillHTTP(_ line: inout StatisticLine) {
        line.set(responses)
        line.count(.intercepted, interceptedRequests)
        line.count(from: .cacheLookups, [0, 0])
    }
}
