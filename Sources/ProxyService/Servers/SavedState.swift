import Addresses
import Balancing
import HAProxyConf
import ProxyReport

/// How a worker left its servers, for the next one: a line a server, by the names of backend and server, as in HAProxy's
/// state file (management.txt §9.3, `show servers state`), with what that does not tell.
struct SavedState: Sendable {
    /// One server.
    struct Line: Sendable, Equatable {
        var backend: String
        var server: String
        var remains: Balancing.Server.Remains
        /// Where an operator sent it.
        var endpoint: EndpointAddress?
        var checksAreEnabled = true
        var checkText = ""
    }

    var lines: [String: Line] = [:]

    init() {}

    subscript(backend: String, server: String) -> Line? { lines[backend + "/" + server] }

    mutating func add(_ line: Line) { lines[line.backend + "/" + line.server] = line }

    // MARK: As bytes

    /// Names and texts are in hexadecimal, so that nothing in them can be taken for the end of a field.
    var bytes: [UInt8] {
        var text = ""
        for line in lines.values { text += line.text + "\n" }
        return Array(text.utf8)
    }

    /// Lines that make no sense are passed over: they would be from another version.
    init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: 0x0A) {
            if let line = Line(String(decoding: line, as: UTF8.self)) { add(line) }
        }
    }
}

extension SavedState.Line {
    private static let fieldCount = 21

    fileprivate var text: String {
        let health = remains.health
        let fields: [String] = [
            Hexadecimal.text(backend), Hexadecimal.text(server), "\(remains.weight)", "\(remains.configuredWeight)",
            remains.isDisabled ? "1" : "0", "\(remains.operational.rawValue)", "\(remains.administrative.rawValue)",
            "\(health?.rise ?? 0)", "\(health?.fall ?? 0)", "\(health?.value ?? 0)",
            "\(remains.lastReport.status.rawValue)", "\(remains.lastReport.code)",
            "\(remains.lastReport.duration?.nanoseconds ?? -1)", "\(remains.lastChange.nanoseconds)",
            "\(remains.counters.failedChecks)", "\(remains.counters.downTransitions)",
            "\(remains.counters.failedAnalyses)", "\(remains.counters.downTime.nanoseconds)",
            endpoint.map { "\($0.address)/\($0.port)" } ?? "-", checksAreEnabled ? "1" : "0",
            Hexadecimal.text(checkText),
        ]
        return fields.joined(separator: " ")
    }

    fileprivate init?(_ text: String) {
        let fields = text.split(separator: " ", omittingEmptySubsequences: false).map { String($0) }
        guard fields.count == Self.fieldCount, let backend = Hexadecimal.decode(fields[0]),
            let server = Hexadecimal.decode(fields[1]), let checkText = Hexadecimal.decode(fields[20]),
            let remains = Self.remains(fields)
        else { return nil }
        self.backend = backend
        self.server = server
        self.remains = remains
        endpoint = Self.endpoint(fields[18])
        checksAreEnabled = fields[19] == "1"
        self.checkText = checkText
    }

    private static func remains(_ fields: [String]) -> Balancing.Server.Remains? {
        let numbers = fields[2..<18].compactMap { Int($0) }
        guard numbers.count == 16,
            let operational = UInt8(exactly: numbers[3]).flatMap({
                Balancing.OperationalState(rawValue: $0)
            }), let administrative = UInt8(exactly: numbers[4]),
            let status = UInt8(exactly: numbers[8]).flatMap({
                Balancing.CheckStatus(rawValue: $0)
            }), let code = UInt16(exactly: numbers[9])
        else { return nil }
        var remains = Balancing.Server.Remains()
        remains.weight = numbers[0]
        remains.configuredWeight = numbers[1]
        remains.isDisabled = numbers[2] == 1
        remains.operational = operational
        remains.administrative = Balancing.AdministrativeState(rawValue: administrative)
        let (rise, fall) = (numbers[5], numbers[6])
        if rise > 0, fall > 0, rise < 1 << 32, fall < 1 << 32 {
            remains.health = HealthCounter(rise: rise, fall: fall, value: numbers[7])
        }
        let duration = numbers[10] < 0 ? nil : Interval(nanoseconds: Int64(numbers[10]))
        remains.lastReport = CheckReport(status, code: code, duration: duration)
        remains.lastChange = Instant(nanoseconds: Int64(numbers[11]))
        remains.counters = ServerCounters(
            failedChecks: numbers[12], downTransitions: numbers[13], failedAnalyses: numbers[14],
            downTime: Interval(nanoseconds: Int64(numbers[15])))
        return remains
    }

    private static func endpoint(_ text: String) -> EndpointAddress? {
        let parts = text.split(separator: "/")
        guard parts.count == 2, let address = IPAddress(String(parts[0])), let port = UInt16(parts[1]) else {
            return nil
        }
        return EndpointAddress(address, port: port)
    }
}

/// Text as digits, `.` for an empty one.
enum Hexadecimal {
    static func text(_ string: String) -> String {
        var digits: [UInt8] = []
        for byte in string.utf8 {
            for half in [byte >> 4, byte & 15] { digits.append(half < 10 ? 48 + half : 87 + half) }
        }
        return digits.isEmpty ? "." : String(decoding: digits, as: UTF8.self)
    }

    /// Nil for what is no such text.
    static func decode(_ text: String) -> String? {
        if text == "." { return "" }
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in text.utf8 {
            guard let value = value(of: digit) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return high == nil ? String(decoding: bytes, as: UTF8.self) : nil
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 97...102: digit - 87
        default: nil
        }
    }
}

extension Roster {
    /// What the next worker is told. The lock is held.
    var savedState: SavedState {
        var saved = SavedState()
        for entry in entries {
            let backend = configuration.backends[entry.backend]
            saved.add(
                SavedState.Line(
                    backend: backend.name, server: backend.servers[entry.index].name, remains: entry.server.remains,
                    endpoint: entry.hasOwnEndpoint ? entry.endpoint : nil, checksAreEnabled: entry.checksAreEnabled,
                    checkText: entry.checkText))
        }
        return saved
    }

    /// Has servers go on as an earlier worker left them.
    func restore(_ saved: SavedState, _ now: Instant) {
        for index in entries.indices {
            let entry = entries[index]
            let backend = configuration.backends[entry.backend]
            guard let line = saved[backend.name, backend.servers[entry.index].name] else { continue }
            let fresh = entry.server
            entries[index].server = Balancing.Server(
                fresh.settings, continuing: Balancing.Server(line.remains), at: now, schedule: fresh.schedule)
            if let endpoint = line.endpoint {
                entries[index].endpoint = endpoint
                entries[index].hasOwnEndpoint = true
            }
            entries[index].checksAreEnabled = line.checksAreEnabled
            entries[index].checkText = line.checkText
        }
    }
}
