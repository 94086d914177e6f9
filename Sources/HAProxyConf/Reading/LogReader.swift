import Addresses

/// Reads `log` (configuration.txt §3.1 and §4.2).
struct LogReader {
    private var length = 1_024
    private var format = LogTarget.Format.local

    static func read(_ arguments: inout Arguments) throws(Refusal) -> LogTarget {
        let destination = try destination(
            try arguments.next("an address, a path, stdout or stderr, and a facility"))
        var reader = LogReader()
        if arguments.take("len") { reader.length = try arguments.number(80...65_535) }
        if arguments.take("format") { reader.format = try reader.format(&arguments) }
        if let word = arguments.peek, word == "sample" {
            throw Refusal("'sample' of 'log' is not supported by clusterd: every line is sent")
        }
        let facility = try arguments.choice(facilities)
        let maximum = arguments.isAtEnd ? 7 : try arguments.choice(levels)
        let minimum = arguments.isAtEnd ? 0 : try arguments.choice(levels)
        try arguments.end()
        return LogTarget(
            destination: destination, format: reader.format, maximumLength: reader.length, facility: UInt8(facility),
            maximumLevel: UInt8(maximum), minimumLevel: UInt8(minimum), location: arguments.location)
    }

    private func format(_ arguments: inout Arguments) throws(Refusal) -> LogTarget.Format {
        let names = ["local", "rfc3164", "rfc5424", "short", "raw"]
        let name = try arguments.next(alternatives(names)).text
        guard let index = names.firstIndex(of: name), let format = LogTarget.Format(rawValue: index) else {
            throw Refusal(unknownOrRefused(name, among: names, Self.refusedFormats, "after 'format'"))
        }
        return format
    }

    private static let refusedFormats = [
        RefusedKeywords("priority timed iso", "use local, rfc3164, rfc5424, short or raw")
    ]

    private static func destination(_ word: Word) throws(Refusal) -> LogTarget.Destination {
        var text = word.text
        switch text {
        case "stdout", "fd@1": return .standardOutput
        case "stderr", "fd@2": return .standardError
        default: break
        }
        if text.hasPrefix("unix@") { text = String(text.dropFirst(5)) }
        if text.hasPrefix("/") {
            guard text.utf8.count <= 107 else { throw Refusal("the path of a socket has at most 107 bytes") }
            return .unix(path: text)
        }
        for prefix in ["udp@", "ipv4@", "ipv6@"] where text.hasPrefix(prefix) {
            text = String(text.dropFirst(prefix.utf8.count))
        }
        guard !text.utf8.contains(UInt8(ascii: "@")) else {
            throw Refusal(
                "logs to \(quoted(word.text)) are not supported by clusterd: use an address, a path, stdout or stderr")
        }
        return try datagram(text, word)
    }

    private static func datagram(_ text: String, _ word: Word) throws(Refusal) -> LogTarget.Destination {
        // As in HAProxy, what follows the last colon is a port; an IPv6 address without one is written in brackets.
        guard let parts = HostAndPort(text) else { throw Refusal("\(quoted(word.text)) is no address") }
        let host = parts.host.isEmpty || parts.host == "*" ? "127.0.0.1" : parts.host
        guard let address = HostAddress(text: host) else { throw Refusal("\(quoted(word.text)) is no address") }
        let port = parts.port.map { decimal(Array($0.utf8)) ?? 0 } ?? 514
        guard (1...65_535).contains(port) else {
            throw Refusal("\(quoted(word.text)) has no port from 1 to 65535 after its ':'")
        }
        return .datagram(address, port: UInt16(port))
    }

    /// RFC 5424 §6.2.1, by number, in HAProxy's names.
    static let facilities = [
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "auth2", "ftp", "ntp",
        "audit",
        "alert", "cron2", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
    ]
    /// RFC 5424 §6.2.1, by number.
    static let levels = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"]
}
