/// The lines of `show info`.
struct InformationLines: Sendable {
    private(set) var fields = Array(repeating: Field(), count: InformationField.count)

    subscript(field: InformationField) -> FieldValue { fields[field.rawValue].value }

    mutating func set(_ field: InformationField, _ value: FieldValue, _ tags: FieldTags = .gauge) {
        fields[field.rawValue] = Field(value: value, tags: tags)
    }

    mutating func set(_ field: InformationField, _ value: UInt32, _ tags: FieldTags = .gauge) {
        set(field, .small(value), tags)
    }
}

extension ProcessSnapshot {
    /// - Parameter float: whether times have digits behind the point (`show info float`).
    func lines(float: Bool = false) -> InformationLines {
        var lines = InformationLines()
        fillProduct(&lines)
        fillTimes(&lines, float: float)
        fillMemory(&lines)
        fillConnections(&lines)
        fillRates(&lines)
        fillWork(&lines)
        return lines
    }

    private func fillProduct(_ lines: inout InformationLines) {
        let product = FieldTags(.product, .output, .service)
        lines.set(.name, .text(productName), product)
        lines.set(.version, .text(version), product)
        lines.set(.buildInfo, .text(version), product)
        lines.set(.releaseDate, .text(releaseDate), product)
        lines.set(.nbthread, threads, .setting)
        lines.set(.nbproc, 1, .setting)
        lines.set(.processNum, 1, .key)
        lines.set(.pid, processIdentifier, .status)
        let words = FieldTags(.configuration, .output, .service)
        lines.set(.node, .text(node), words)
        if let description { lines.set(.description, .text(description), words) }
        lines.set(.tainted, .text("0"), .status)
    }

    private func fillTimes(_ lines: inout InformationLines, float: Bool) {
        let seconds = uptimeMilliseconds / 1000
        lines.set(.uptime, .text(uptimeText(seconds)), .duration)
        if float {
            lines.set(.uptimeSec, .seconds(uptimeMilliseconds &* 1000), .duration)
            lines.set(.startTimeSec, .seconds(startMilliseconds &* 1000), .duration)
        } else {
            lines.set(.uptimeSec, UInt32(truncatingIfNeeded: seconds), .duration)
            lines.set(.startTimeSec, UInt32(truncatingIfNeeded: startMilliseconds / 1000), .duration)
        }
    }

    /// `0d 0h00m38s`
    private func uptimeText(_ seconds: UInt64) -> String {
        var text = ReportText()
        text.add(seconds / 86400)
        text.add("d ")
        text.add(seconds / 3600 % 24)
        text.add("h")
        text.add(seconds / 60 % 60, width: 2)
        text.add("m")
        text.add(seconds % 60, width: 2)
        text.add("s")
        return text.string
    }

    private func fillMemory(_ lines: inout InformationLines) {
        lines.set(.memmaxMB, memoryLimitMegabytes, .limit)
        lines.set(.memmaxBytes, memoryLimitMegabytes &* 1_048_576, .limit)
        lines.set(.poolAllocMB, UInt32(truncatingIfNeeded: poolAllocatedBytes / 1_048_576))
        lines.set(.poolAllocBytes, .large(poolAllocatedBytes))
        lines.set(.poolUsedMB, UInt32(truncatingIfNeeded: poolUsedBytes / 1_048_576))
        lines.set(.poolUsedBytes, .large(poolUsedBytes))
        lines.set(.poolFailed, poolFailures, .counter)
    }

    private func fillConnections(_ lines: inout InformationLines) {
        lines.set(.ulimitN, descriptorLimit, .limit)
        lines.set(.maxsock, maximumSockets, .limit)
        lines.set(.maxconn, maximumConnections, .limit)
        lines.set(.hardMaxconn, hardMaximumConnections, .limit)
        lines.set(.currConns, currentConnections)
        lines.set(.cumConns, totalConnections, .counter)
        lines.set(.cumReq, totalRequests, .counter)
        lines.set(.maxSslConns, 0, .maximum)
        lines.set(.currSslConns, 0)
        lines.set(.cumSslConns, 0, .counter)
        lines.set(.maxpipes, maximumPipes, .limit)
        lines.set(.pipesUsed, usedPipes)
        lines.set(.pipesFree, freePipes)
        lines.set(.totalBytesOut, .large(totalBytesOut))
        lines.set(.totalSplicdedBytesOut, .large(totalSplicedBytesOut))
        lines.set(.bytesOutRate, .large(bytesOutRate), .rate)
    }

    /// What needs TLS or compression is there and 0: scripts look for it.
    private func fillRates(_ lines: inout InformationLines) {
        lines.set(.connRate, connectionRate, .rate)
        lines.set(.connRateLimit, connectionRateLimit, .limit)
        lines.set(.maxConnRate, maximumConnectionRate, .maximum)
        lines.set(.sessRate, sessionRate, .rate)
        lines.set(.sessRateLimit, sessionRateLimit, .limit)
        lines.set(.maxSessRate, maximumSessionRate, .rate)
        for field: InformationField in [.sslRate, .sslBackendKeyRate, .compressBpsIn, .compressBpsOut] {
            lines.set(field, 0, .rate)
        }
        for field: InformationField in [.maxSslRate, .sslFrontendMaxKeyRate, .sslBackendMaxKeyRate] {
            lines.set(field, 0, .maximum)
        }
        for field: InformationField in [.sslFrontendKeyRate, .sslFrontendSessionReusePct] { lines.set(field, 0) }
        for field: InformationField in [.sslCacheLookups, .sslCacheMisses] { lines.set(field, 0, .counter) }
        for field: InformationField in [.sslRateLimit, .compressBpsRateLim] { lines.set(field, 0, .limit) }
    }

    private func fillWork(_ lines: inout InformationLines) {
        lines.set(.tasks, tasks)
        lines.set(.runQueue, runQueue)
        lines.set(.idlePct, idlePercent, .average)
        lines.set(.stopping, isStopping ? 1 : 0)
        lines.set(.jobs, jobs)
        lines.set(.unstoppableJobs, unstoppableJobs)
        lines.set(.listeners, listeners)
        lines.set(.droppedLogs, droppedLogs)
        lines.set(.cumRecvLogs, 0, .counter)
        let absent: [InformationField] = [
            .activePeers, .connectedPeers, .busyPolling, .failedResolutions, .debugCommandsIssued,
        ]
        for field in absent { lines.set(field, 0) }
    }
}
