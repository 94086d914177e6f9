import Foundation

/// One entry of a host's journal.
package struct LogEntry: Hashable, Sendable, Encodable {
    package var host: String
    /// Microseconds since 1970, by the host's own clock.
    package var time: Int64
    /// What the program calls itself: `haproxy`, `Keepalived_vrrp`.
    package var program: String
    package var processID: Int?
    /// 0 (emergency) to 7 (debug), as syslog(3).
    package var priority: Int
    /// As it was written, control characters and all.
    package var message: String

    private enum CodingKeys: String, CodingKey {
        case host
        case time = "time_microseconds"
        case program
        case processID = "process_id"
        case priority, message
    }
}

extension LogEntry {
    /// Reads a line of `journalctl --output=json`; nil for anything else.
    ///
    /// A field is a string; null where it is too long to be shown; an array of bytes where it is not UTF-8; an array of
    /// those where the entry has the field more than once (journal-json, systemd.io/JOURNAL_EXPORT_FORMATS).
    init?(host: String, line: some Sequence<UInt8>) {
        guard let fields = try? JSONDecoder().decode([String: Field].self, from: Data(line)),
            let time = fields["__REALTIME_TIMESTAMP"]?.text.flatMap(Int64.init)
        else { return nil }
        func text(_ name: String) -> String? { fields[name].flatMap(\.text) }
        self.init(
            host: host, time: time,
            program: text("SYSLOG_IDENTIFIER") ?? text("_COMM") ?? text("_SYSTEMD_UNIT") ?? "?",
            processID: (text("SYSLOG_PID") ?? text("_PID")).flatMap { Int($0) },
            priority: text("PRIORITY").flatMap { Int($0) }.flatMap { (0...7).contains($0) ? $0 : nil } ?? 6,
            message: text("MESSAGE") ?? "(a message that the journal does not show, for its length)")
    }

    private struct Field: Decodable {
        /// nil for a field that is null, or of a kind that the journal does not write.
        var text: String?

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let text = try? value.decode(String.self) {
                self.text = text
            } else if let bytes = try? value.decode([UInt8].self) {
                text = String(decoding: bytes, as: UTF8.self)
            } else if let several = try? value.decode([Field].self) {
                text = several.compactMap(\.text).joined(separator: "\n")
            }
        }
    }
}
