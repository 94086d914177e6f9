/// `show errors` (management.txt §9.3).
package enum ErrorsDump {
    /// - Parameters:
    ///   - errors: of each proxy its last request and its last response, in the order of the proxies.
    ///   - total: how many there were since the process started.
    ///   - milliseconds: now, since 1970.
    ///   - offset: seconds that the local time is ahead of UTC.
    /// - Returns: nil if the proxy is not there: `RuntimeRefusal.noSuchProxy`.
    package static func text(
        _ query: ErrorQuery, _ errors: [ErrorSnapshot], proxies: [ProxySnapshot], total: UInt32,
        at milliseconds: Int64, offset: Int32
    ) -> ReportText? {
        var wanted: Int?
        if let name = query.proxy {
            wanted = number(of: name, among: proxies)
            if wanted == 0 { return nil }
        }
        var text = ReportText("Total events captured on [")
        text.add(time: milliseconds, offset: offset)
        text.add("] : \(total)\n")
        for error in errors where error.isResponse ? query.responses : query.requests {
            let isOf = [error.proxy.identifier, error.other?.identifier].contains { $0.map { Int($0) } == wanted }
            if (wanted ?? -1) < 0 || isOf { add(error, offset: offset, to: &text) }
        }
        return text
    }

    private static func number(of name: String, among proxies: [ProxySnapshot]) -> Int {
        let found = proxies.first { Reference.matches(name, $0.name, $0.identifier) }
        return found.map { Int($0.identifier) } ?? Number.leading(name)
    }

    private static func add(_ error: ErrorSnapshot, offset: Int32, to text: inout ReportText) {
        text.add(" \n[")
        text.add(time: error.milliseconds, offset: offset)
        text.add("] \(error.isResponse ? "backend" : "frontend") ")
        add(error.proxy, to: &text)
        text.add(": invalid \(error.isResponse ? "response" : "request")\n  ")
        text.add(error.isResponse ? "frontend " : "backend ")
        add(error.other, to: &text)
        text.add(", server ")
        add(error.server, to: &text)
        text.add(", event #\(error.event), src ")
        text.add(error.client.map { $0.plainText } ?? ":0")
        let count = error.bytes.count
        text.add("\n  buffer starts at \(error.offset) (including 0 out), \(max(0, error.bufferSize - count)) free,\n")
        text.add("  len \(count), wraps at \(error.bufferSize - 48), error at position \(error.position)\n")
        text.add("  H1 connection flags 0x00000000, H1 stream flags 0x00000000\n")
        text.add("  H1 msg state \(error.state)(\(error.stateNumber)), H1 msg flags 0x00000000\n")
        text.add("  H1 chunk len \(error.chunkLength) bytes, H1 body len \(error.bodyLength) bytes :\n  \n")
        add(error.bytes.prefix(max(0, error.bufferSize)), to: &text)
    }

    /// `web (#2)`
    private static func add(_ party: ErrorSnapshot.Party?, to text: inout ReportText) {
        guard let party else { return text.add("<NONE> (#-1)") }
        text.add(word: party.name)
        text.add(" (#\(party.identifier))")
    }

    /// Lines of up to 80 characters with the position of their first byte; a `+` where a line of the message goes on.
    private static func add(_ bytes: ArraySlice<UInt8>, to text: inout ReportText) {
        var position = 0
        var isNewLine = true
        while position < bytes.count {
            text.add("  ")
            text.add(UInt64(position), width: 5)
            text.add(isNewLine ? "  " : "+ ")
            var room = 80 - 9 - 1
            isNewLine = false
            while position < bytes.count, !isNewLine {
                let escaped = escape(bytes[bytes.startIndex + position])
                guard escaped.utf8.count <= room else { break }
                room -= escaped.utf8.count
                text.add(escaped)
                isNewLine = bytes[bytes.startIndex + position] == 0x0A
                position += 1
            }
            text.add("\n")
        }
    }

    private static func escape(_ byte: UInt8) -> String {
        switch byte {
        case 0x09: "\\t"
        case 0x0A: "\\n"
        case 0x0D: "\\r"
        case 0x1B: "\\e"
        case 0x5C: "\\\\"
        case 0x20..<0x7F: String(decoding: [byte], as: UTF8.self)
        default: "\\x" + hexadecimal(byte >> 4) + hexadecimal(byte & 15)
        }
    }

    private static func hexadecimal(_ digit: UInt8) -> String {
        String(decoding: [digit < 10 ? 48 + digit : 55 + digit], as: UTF8.self)
    }
}
