/// Why a connection failed before it was a session.
package enum ConnectionFault: Sendable {
    case proxyHeaderMissing
    case proxyHeaderError
    case proxyHeaderTimeout
    case proxyHeaderTruncated
    case noProxyHeader
    case invalidProxyHeader
    case unknownProxyProtocol

    var text: StaticString {
        switch self {
        case .proxyHeaderMissing: "Connection closed while waiting for PROXY protocol header"
        case .proxyHeaderError: "Connection error while waiting for PROXY protocol header"
        case .proxyHeaderTimeout: "Timeout while waiting for PROXY protocol header"
        case .proxyHeaderTruncated: "Truncated PROXY protocol header received"
        case .noProxyHeader: "Received something which does not look like a PROXY protocol header"
        case .invalidProxyHeader: "Received an invalid PROXY protocol header"
        case .unknownProxyProtocol: "Received an unhandled protocol in the PROXY protocol header"
        }
    }
}

/// HAProxy's lines of the log, written into the caller's buffer without an allocation. Each writes what stands behind
/// the envelope (`SyslogEnvelope`), and no line feed (`endLine`).
package enum AccessLog {
    /// The longest part of a request line that is logged (`tune.http.logurilen` less one).
    package static let maximumRequestLength = 1023

    /// `option httplog` (configuration.txt §8.2.3).
    ///
    /// - Parameter request: the request line as received, without its line end; empty for one that could not be read,
    ///   which is logged as `<BADREQ>`.
    package static func writeHTTP(
        _ record: AccessRecord, frontend: Span<UInt8>, backend: Span<UInt8>, server: Span<UInt8>, request: Span<UInt8>,
        clock: inout LogClock, into line: inout OutputSpan<UInt8>
    ) {
        writeStart(record, clock: &clock, into: &line)
        writeNames(record, frontend: frontend, backend: backend, server: server, into: &line)
        let times =
            [
                record.requestTime, record.queueTime, record.connectTime, record.responseTime, record.totalTime,
            ] as [5 of Int32]
        for index in 0..<5 {
            line.put(UInt8(ascii: index == 0 ? " " : "/"))
            line.put(times[index])
        }
        line.put(UInt8(ascii: " "))
        line.put(record.status)
        line.put(UInt8(ascii: " "))
        line.put(record.bytes)
        line.put(" - - ")
        writeTermination(record.termination, withCookies: true, into: &line)
        writeCounts(record, into: &line)
        line.put(" \"")
        if request.isEmpty {
            line.put("<BADREQ>")
        } else {
            line.put(encoded: request.extracting(first: maximumRequestLength))
        }
        line.put(UInt8(ascii: "\""))
    }

    /// `option tcplog` (configuration.txt §8.2.2).
    package static func writeTCP(
        _ record: AccessRecord, frontend: Span<UInt8>, backend: Span<UInt8>, server: Span<UInt8>,
        clock: inout LogClock, into line: inout OutputSpan<UInt8>
    ) {
        writeStart(record, clock: &clock, into: &line)
        writeNames(record, frontend: frontend, backend: backend, server: server, into: &line)
        line.put(UInt8(ascii: " "))
        line.put(record.queueTime)
        line.put(UInt8(ascii: "/"))
        line.put(record.connectTime)
        line.put(UInt8(ascii: "/"))
        line.put(record.totalTime)
        line.put(UInt8(ascii: " "))
        line.put(record.bytes)
        line.put(UInt8(ascii: " "))
        writeTermination(record.termination, withCookies: false, into: &line)
        writeCounts(record, into: &line)
    }

    /// Without either option: `Connect from 127.0.0.1:1 to 127.0.0.1:80 (web/HTTP)` (configuration.txt §8.2.1).
    package static func writeConnect(
        from client: EndpointAddress, to local: EndpointAddress, frontend: Span<UInt8>, mode: ProxyMode,
        into line: inout OutputSpan<UInt8>
    ) {
        line.put("Connect from ")
        line.put(client)
        line.put(" to ")
        line.put(local)
        line.put(" (")
        line.put(frontend)
        line.put(mode == .http ? "/HTTP)" : "/TCP)")
    }

    /// A connection that failed before it was a session: `… [date] web/1: Received an invalid PROXY protocol header`
    /// (configuration.txt §8.2.5).
    ///
    /// - Parameter listener: the `name` of the `bind`, or its number.
    package static func writeError(
        _ fault: ConnectionFault, from client: EndpointAddress, at milliseconds: Int64, frontend: Span<UInt8>,
        listener: Span<UInt8>, clock: inout LogClock, into line: inout OutputSpan<UInt8>
    ) {
        var record = AccessRecord(client: client)
        record.startMilliseconds = milliseconds
        writeStart(record, clock: &clock, into: &line)
        line.put(frontend)
        line.put(UInt8(ascii: "/"))
        line.put(listener)
        line.put(": ")
        line.put(fault.text)
    }

    /// Cuts the line to `limit` bytes (`log … len`) and ends it with a line feed.
    package static func endLine(limit: Int, of line: inout OutputSpan<UInt8>) { line.end(limit: limit) }

    /// `127.0.0.1:43106 [24/Nov/2026:15:35:09.123] `
    private static func writeStart(
        _ record: AccessRecord, clock: inout LogClock, into line: inout OutputSpan<UInt8>
    ) {
        line.put(record.client)
        line.put(" [")
        let milliseconds = max(record.startMilliseconds, 0)
        clock.put(milliseconds, into: &line)
        line.put(UInt8(ascii: "."))
        line.put(UInt64(milliseconds % 1000), width: 3)
        line.put("] ")
    }

    /// `web pool/web1`
    private static func writeNames(
        _ record: AccessRecord, frontend: Span<UInt8>, backend: Span<UInt8>, server: Span<UInt8>,
        into line: inout OutputSpan<UInt8>
    ) {
        line.put(frontend)
        line.put(UInt8(ascii: " "))
        line.put(backend)
        line.put(UInt8(ascii: "/"))
        switch record.target {
        case .server: line.put(server)
        case .none: line.put("<NOSRV>")
        case .statistics: line.put("<STATS>")
        case .exporter: line.put("<PROMEX>")
        }
    }

    private static func writeTermination(
        _ state: TerminationState, withCookies: Bool, into line: inout OutputSpan<UInt8>
    ) {
        line.put(state.cause.rawValue)
        line.put(state.phase.rawValue)
        guard withCookies else { return }
        line.put(state.cookie.rawValue)
        line.put(state.setCookie.rawValue)
    }

    /// ` 1/1/0/0/0 0/0`
    private static func writeCounts(_ record: AccessRecord, into line: inout OutputSpan<UInt8>) {
        let counts =
            [
                record.processConnections, record.frontendConnections, record.backendConnections,
                record.serverConnections,
                record.retries, record.serverQueue, record.backendQueue,
            ] as [7 of UInt32]
        for index in 0..<7 {
            line.put(UInt8(ascii: index == 0 || index == 5 ? " " : "/"))
            if index == 4 && record.isRedispatched { line.put(UInt8(ascii: "+")) }
            line.put(UInt64(counts[index]))
        }
    }
}
