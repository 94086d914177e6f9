import Fleet
package import Foundation
package import Terminal

/// Log entries as lines for a terminal: time, host, program, message. Nothing of a message reaches the terminal raw.
package struct LogReport: Sendable {
    private let hosts: [String]
    private let style: Style
    private let timeZone: TimeZone
    private let width: Int

    /// - Parameter hosts: the names that can occur, in order: they get a colour each and a column that fits.
    package init(hosts: [String], style: Style, timeZone: TimeZone = .current) {
        self.hosts = hosts
        self.style = style
        self.timeZone = timeZone
        width = hosts.map(\.count).max() ?? 0
    }

    /// Without a line end.
    package func line(_ event: ClusterLogs.Event) -> String {
        switch event {
        case .entry(let entry): line(entry)
        case .lost(let error): style(.bad, lost(error))
        }
    }

    /// An error is ours, lines and all; what a host said in it is not.
    private func lost(_ error: HostError) -> String {
        "\(error)".split(separator: "\n").map { Visible.text(String($0)) }.joined(separator: "\n")
    }

    func line(_ entry: LogEntry) -> String {
        let name = entry.host + String(repeating: " ", count: max(0, width - entry.host.count))
        let process = entry.processID.map { "[\($0)]" } ?? ""
        let message = Visible.text(entry.message.trimmingCharacters(in: .newlines))
        let program = Visible.text("\(entry.program)\(process):")
        return "\(style(.faint, time(entry.time))) \(colour(entry.host, name)) \(program) \(weighed(entry, message))"
    }

    private func weighed(_ entry: LogEntry, _ message: String) -> String {
        switch entry.priority {
        case ...3: style(.bad, message)
        case 4: style(.warning, message)
        default: message
        }
    }

    private func colour(_ host: String, _ text: String) -> String {
        let looks: [Style.Look] = [.accent, .good, .warning, .strong]
        let place = hosts.firstIndex(of: host) ?? 0
        return style(looks[place % looks.count], text)
    }

    /// `2026-11-24 08:38:07.648`, in the reader's time zone.
    private func time(_ microseconds: Int64) -> String {
        let date = Date(timeIntervalSince1970: Double(microseconds / 1000) / 1000)
        return date.formatted(
            .verbatim(
                """
                \(year: .defaultDigits)-\(month: .twoDigits)-\(day: .twoDigits) \
                \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\
                \(second: .twoDigits).\(secondFraction: .fractional(3))
                """, locale: Locale(identifier: "en_US_POSIX"), timeZone: timeZone,
                calendar: Calendar(identifier: .gregorian)))
    }
}
