package import HAProxyConf
internal import CLinux
internal import Linux
package import ProxyReport

/// Sends lines to the `log` targets of one proxy, or of `global`. A value: each thread has its own, and sending a line
/// allocates nothing.
package struct LogSender: Sendable {
    private struct Target: Sendable {
        var envelope: SyslogEnvelope
        let route: LogRoute
        /// The longest line, with its line end not counted.
        let limit: Int
    }

    /// The tag without `log-tag`: what HAProxy's lines have, so that Debian's rules for them (rsyslog, logrotate) hold.
    package static let programTag = "haproxy"

    private var targets: [Target] = []
    private let sockets: LogSockets
    /// Of the local time, in the envelopes.
    private var offset: Int32
    /// One line as it leaves.
    private var buffer: [UInt8] = []

    /// - Parameters:
    ///   - targets: those whose names were not resolved are left out.
    ///   - tag: `log-tag`, or the program's name.
    ///   - hostname: for formats that tell it.
    package init(_ targets: [LogTarget], tag: String, hostname: String, sockets: LogSockets) {
        self.sockets = sockets
        offset = sockets.offset
        for target in targets {
            guard let route = sockets.route(to: target.destination) else { continue }
            let envelope = SyslogEnvelope(
                format: SyslogEnvelope.Format(target.format), facility: target.facility,
                maximumLevel: SyslogLevel(rawValue: target.maximumLevel) ?? .debug,
                minimumLevel: SyslogLevel(rawValue: target.minimumLevel) ?? .emergency, hostname: hostname, tag: tag,
                processIdentifier: UInt32(truncatingIfNeeded: getpid()), offset: offset)
            self.targets.append(Target(envelope: envelope, route: route, limit: target.maximumLength))
        }
        let longest = self.targets.reduce(0) { max($0, $1.limit) }
        if longest > 0 { buffer = [UInt8](repeating: 0, count: longest + 1) }
    }

    /// Whether there is nowhere to send to.
    package var isEmpty: Bool { targets.isEmpty }

    private mutating func setOffset(_ new: Int32) {
        offset = new
        for index in targets.indices { targets[index].envelope.setOffset(new) }
    }

    /// Sends a line to every target that wants its level.
    ///
    /// - Parameter body: appends the line, without its end; called once for each of them.
    package mutating func send(_ level: SyslogLevel, _ body: (inout OutputSpan<UInt8>) -> Void) {
        if sockets.offset != offset { setOffset(sockets.offset) }
        let now = WallClock.now / 1000
        for index in targets.indices where targets[index].envelope.wants(level) {
            // The line initialises what it counts, and no more is read.
            let count = unsafe buffer.withUnsafeMutableBufferPointer { buffer in
                var line = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
                targets[index].envelope.write(level, at: now, into: &line)
                body(&line)
                AccessLog.endLine(limit: targets[index].limit, of: &line)
                return unsafe line.finalize(for: buffer)
            }
            sockets.send(buffer.span.extracting(0..<count), along: targets[index].route)
        }
    }

    /// Sends a text as a line; for what is rare.
    package mutating func send(_ level: SyslogLevel, _ text: String) {
        let bytes = Array(text.utf8)
        send(level) { line in
            for byte in bytes.prefix(line.freeCapacity) { line.append(byte) }
        }
    }
}

extension SyslogEnvelope.Format {
    init(_ format: LogTarget.Format) {
        self =
            switch format {
            case .local: .local
            case .rfc3164: .rfc3164
            case .rfc5424: .rfc5424
            case .short: .short
            case .raw: .raw
            }
    }
}
