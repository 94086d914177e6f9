/// The lines of the log that tell of servers, backends and proxies, as haproxy 2.6 words them.
package enum HealthLog {
    /// Which server: `pool/web1`, and whether it is a backup.
    package struct Server: Sendable {
        package let backend: String
        package let name: String
        package let isBackup: Bool

        package init(backend: String, name: String, isBackup: Bool) {
            self.backend = backend
            self.name = name
            self.isBackup = isBackup
        }

        var title: ReportText { "\(isBackup ? "Backup " : "")Server \(backend)/\(name)" }
    }

    /// Why a server changed.
    package enum Reason: Sendable {
        /// Nothing is said: health checks have lines of their own (`option log-health-checks`).
        case none
        case check(CheckSnapshot)
        /// `changed from CLI`, `changed from Web interface`.
        case request(String)
    }

    /// What is left in the backend after a change.
    package struct Remaining: Sendable {
        package var active: UInt32
        package var backup: UInt32
        package var sessions: UInt32
        /// Requests that left the server's queue for another, or came from the backend's.
        package var requeued: UInt32
        package var queued: UInt32

        package init(active: UInt32, backup: UInt32, sessions: UInt32 = 0, requeued: UInt32 = 0, queued: UInt32 = 0) {
            self.active = active
            self.backup = backup
            self.sessions = sessions
            self.requeued = requeued
            self.queued = queued
        }

        private var servers: ReportText { "\(active) active and \(backup) backup servers" }
        private var notice: String { backup > 0 && active == 0 ? " Running on backup." : "" }

        var left: ReportText {
            "\(servers) left.\(notice) \(sessions) sessions active, \(requeued) requeued, \(queued) remaining in queue"
        }
        var online: ReportText { "\(servers) online.\(notice) \(requeued) sessions requeued, \(queued) total in queue" }
    }

    /// A line and how urgent it is.
    package struct Line: Sendable, Equatable {
        package let level: SyslogLevel
        package let text: String

        package init(_ level: SyslogLevel, _ text: ReportText) {
            self.level = level
            self.text = text.string
        }
    }
}

extension HealthLog {
    /// `option log-health-checks`: a check's result that differs from the last, or that changed the server's health.
    ///
    /// - Parameter userWeight: a server of weight 0 is said to drain.
    package static func checked(_ server: Server, _ check: CheckSnapshot, userWeight: UInt32) -> Line {
        let result = check.result ?? check.status.result
        let isUp = check.health >= check.rise
        let level = isUp ? Int(check.health) - Int(check.rise) + 1 : Int(check.health)
        let word = isUp ? (userWeight > 0 ? "UP" : "DRAIN") : "DOWN"
        let condition = result == 4 ? "conditionally " : ""
        var text: ReportText = "Health check for \(server.isBackup ? "backup " : "")"
        text.add("server \(server.backend)/\(server.name)")
        text.add(" \(condition)\(result >= 3 ? "succeeded" : "failed")\(report(of: check)), ")
        text.add("status: \(level)/\(isUp ? check.fall : check.rise) \(word).")
        return Line(.notice, text)
    }

    /// `Server pool/web1 is DOWN, reason: Layer4 connection problem, …`
    ///
    /// - Parameter wasStopping: the server took no new sessions before.
    package static func down(
        _ server: Server, _ reason: Reason, _ remaining: Remaining, wasStopping: Bool = false
    ) -> Line {
        Line(wasStopping ? .notice : .alert, "\(server.title) is DOWN\(text(of: reason)). \(remaining.left).")
    }

    package static func up(_ server: Server, _ reason: Reason, _ remaining: Remaining) -> Line {
        Line(.notice, "\(server.title) is UP\(text(of: reason)). \(remaining.online).")
    }

    package static func stopping(_ server: Server, _ reason: Reason, _ remaining: Remaining) -> Line {
        Line(.notice, "\(server.title) is stopping\(text(of: reason)). \(remaining.online).")
    }

    /// - Parameter wasDown: the server was down already.
    package static func entersMaintenance(
        _ server: Server, _ remaining: Remaining, wasDown: Bool, wasStopping: Bool = false
    ) -> Line {
        if wasDown { return Line(.notice, "\(server.title) was DOWN and now enters maintenance.") }
        return Line(
            wasStopping ? .notice : .alert, "\(server.title) is going DOWN for maintenance. \(remaining.left).")
    }

    package static func leavesMaintenance(_ server: Server, isUp: Bool, drains: Bool) -> Line {
        let state: ReportText = "\(isUp ? "UP" : "DOWN")/\(drains ? "DRAIN" : "READY")"
        return Line(.notice, "\(server.title) is \(state) (leaving forced maintenance).")
    }

    package static func entersDrain(_ server: Server, _ remaining: Remaining) -> Line {
        Line(.notice, "\(server.title) enters drain state. \(remaining.online).")
    }

    package static func remainsInDrain(_ server: Server) -> Line {
        Line(.notice, "\(server.title) remains in forced drain mode.")
    }

    package static func leavesDrain(_ server: Server, isUp: Bool) -> Line {
        Line(.notice, "\(server.title) is \(isUp ? "UP" : "DOWN") (leaving forced drain).")
    }

    /// - Parameter isListen: the proxy is a `listen` section.
    package static func noServer(backend: String, isListen: Bool) -> Line {
        Line(.emergency, "\(isListen ? "proxy" : "backend") \(backend) has no server available!")
    }

    package static func paused(frontend: String, isListen: Bool) -> Line {
        Line(.warning, "Paused \(isListen ? "proxy" : "frontend") \(frontend).")
    }

    package static func resumed(frontend: String, isListen: Bool) -> Line {
        Line(.warning, "Resumed \(isListen ? "proxy" : "frontend") \(frontend).")
    }

    package static func stopped(proxy: String, frontendConnections: UInt64, backendConnections: UInt64) -> Line {
        let counts: ReportText = "FE: \(frontendConnections), BE: \(backendConnections)"
        return Line(.warning, "Proxy \(proxy) stopped (cumulated conns: \(counts)).")
    }

    private static func text(of reason: Reason) -> ReportText {
        switch reason {
        case .none: ""
        case .check(let check): report(of: check)
        case .request(let words): ", \(words)"
        }
    }

    /// `, reason: Layer7 check passed, code: 200, info: "OK", check duration: 4ms`
    private static func report(of check: CheckSnapshot) -> ReportText {
        var text = ReportText()
        text.add(", reason: \(check.status.words.description)")
        if check.status.hasCode { text.add(", code: \(check.code)") }
        if !check.report.isEmpty {
            text.add(", info: \"")
            text.add(quoted: check.report)
            text.add("\"")
        }
        if let duration = check.duration { text.add(", check duration: \(duration)ms") }
        return text
    }
}

extension ReportText {
    /// What a server said, within quotes: quotes, angle brackets and what is not printable become `<XX>`.
    fileprivate mutating func add(quoted text: String) {
        for byte in text.utf8 {
            let isPlain = byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x3C && byte != 0x3E
            if isPlain {
                add(byte: byte)
            } else {
                add("<")
                for digit in [byte >> 4, byte & 15] { add(byte: digit < 10 ? 48 + digit : 55 + digit) }
                add(">")
            }
        }
    }
}
