/// How urgent a line is (RFC 3164 §4.1.1).
package enum SyslogLevel: UInt8, Sendable, Comparable {
    case emergency = 0
    case alert
    case critical
    case error
    case warning
    case notice
    case information
    case debug

    package static func < (left: SyslogLevel, right: SyslogLevel) -> Bool { left.rawValue < right.rawValue }
}

/// What stands before a line on its way to one `log` target (configuration.txt §4.2, "log").
package struct SyslogEnvelope: Sendable {
    /// `format`.
    package enum Format: Sendable {
        /// `<134>Nov 24 15:35:09 haproxy[12]: `: the default.
        case local
        /// The same, with the host's name before the tag (RFC 3164; `log-send-hostname`).
        case rfc3164
        /// `<134>1 2026-11-24T15:35:09.123456+00:00 host haproxy 12 - - ` (RFC 5424).
        case rfc5424
        /// `<134>`
        case priority
        /// `<6>`: for the journal.
        case short
        /// `<6>2026-11-24T15:35:09.123456+00:00 `
        case timed
        /// `2026-11-24T15:35:09.123456+00:00 `
        case iso
        /// Nothing.
        case raw
    }

    private let format: Format
    private let facility: UInt8
    private let maximumLevel: SyslogLevel
    private let minimumLevel: SyslogLevel
    private let origin: [UInt8]
    private var clock: LogClock

    /// - Parameters:
    ///   - facility: 0 to 23; 16 is local0.
    ///   - maximumLevel: what is less urgent is not sent.
    ///   - minimumLevel: what is more urgent is sent as this.
    ///   - hostname: empty for none.
    ///   - offset: seconds that the local time is ahead of UTC.
    package init(
        format: Format, facility: UInt8, maximumLevel: SyslogLevel = .debug, minimumLevel: SyslogLevel = .emergency,
        hostname: String, tag: String, processIdentifier: UInt32, offset: Int32
    ) {
        self.format = format
        self.facility = facility
        self.maximumLevel = maximumLevel
        self.minimumLevel = minimumLevel
        var origin = ReportText()
        switch format {
        case .local: origin.add("\(tag)[\(processIdentifier)]: ")
        case .rfc3164: origin.add("\(hostname.isEmpty ? "localhost" : hostname) \(tag)[\(processIdentifier)]: ")
        case .rfc5424: origin.add("\(hostname.isEmpty ? "-" : hostname) \(tag) \(processIdentifier) - - ")
        case .priority, .short, .timed, .iso, .raw: break
        }
        self.origin = origin.bytes
        clock = LogClock(format == .local || format == .rfc3164 ? .syslog : .iso, offset: offset)
    }

    /// Whether a line of this level goes to this target.
    package func wants(_ level: SyslogLevel) -> Bool { level <= maximumLevel }

    /// Seconds that the local time is ahead of UTC, when that changed.
    package mutating func setOffset(_ offset: Int32) { clock.offset = offset }

    /// Writes what stands before the line.
    ///
    /// - Parameter microseconds: since 1970, now.
    package mutating func write(_ level: SyslogLevel, at microseconds: Int64, into line: inout OutputSpan<UInt8>) {
        writePriority(max(level, minimumLevel), into: &line)
        switch format {
        case .local, .rfc3164:
            clock.put(microseconds / 1000, into: &line)
            line.put(UInt8(ascii: " "))
        case .rfc5424, .timed, .iso:
            if format == .rfc5424 { line.put("1 ") }
            writeISOTime(microseconds, into: &line)
        case .priority, .short, .raw: break
        }
        line.put(origin.span)
    }

    private func writePriority(_ level: SyslogLevel, into line: inout OutputSpan<UInt8>) {
        let withoutFacility = format == .short || format == .timed
        guard format != .iso && format != .raw else { return }
        line.put(UInt8(ascii: "<"))
        line.put(UInt64(level.rawValue) + (withoutFacility ? 0 : UInt64(facility) * 8))
        line.put(UInt8(ascii: ">"))
    }

    private mutating func writeISOTime(_ microseconds: Int64, into line: inout OutputSpan<UInt8>) {
        let moment = max(microseconds, 0)
        clock.put(moment / 1000, into: &line)
        line.put(UInt8(ascii: "."))
        line.put(UInt64(moment % 1_000_000), width: 6)
        line.put(UInt8(ascii: clock.offset < 0 ? "-" : "+"))
        let minutes = UInt64(clock.offset.magnitude / 60)
        line.put(minutes / 60, width: 2)
        line.put(UInt8(ascii: ":"))
        line.put(minutes % 60, width: 2)
        line.put(UInt8(ascii: " "))
    }
}
