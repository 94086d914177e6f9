/// Reads a whole HTTP response from a file, as HAProxy does when it starts: one that is no response is refused.
enum ErrorPageReader {
    /// - Parameter path: for messages.
    static func message(_ content: [UInt8], _ path: String) throws(Refusal) -> [UInt8] {
        guard !content.isEmpty else { return [] }
        var lines = Lines(content)
        let name = "the file '\(printable(path, limit: 1024))'"
        guard let first = lines.next(), isStatusLine(first) else {
            throw Refusal("\(name) does not begin with a status line, as 'HTTP/1.1 503 Service Unavailable'")
        }
        var head = Array(first) + [0x0D, 0x0A]
        while true {
            guard let line = lines.next() else { throw Refusal("\(name) has no blank line after its headers") }
            guard !line.isEmpty else { break }
            guard let field = fieldName(line), !line.contains(0), !line.contains(0x0D) else {
                throw Refusal("\(name) has a line that is no header: \(quoted(Array(line)))")
            }
            // Both are said by what is sent.
            if field == "content-length" || field == "transfer-encoding" { continue }
            head += Array(line) + [0x0D, 0x0A]
        }
        let body = lines.rest
        head += Array("Content-Length: \(body.count)\r\n\r\n".utf8)
        return head + body
    }

    /// `HTTP/1.x NNN` and a reason.
    private static func isStatusLine(_ line: ArraySlice<UInt8>) -> Bool {
        let line = Array(line)
        guard line.count >= 12, line.starts(with: Array("HTTP/1.".utf8)), line[7].isDigit, line[8] == 0x20,
            line.count == 12 || line[12] == 0x20
        else { return false }
        return (0x31...0x35).contains(line[9]) && line[10].isDigit && line[11].isDigit
            && !line.contains { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }
    }

    private static func fieldName(_ line: ArraySlice<UInt8>) -> String? {
        let name = line.prefix { $0 != UInt8(ascii: ":") }
        guard !name.isEmpty, name.count < line.count, name.allSatisfy(isTokenByte) else { return nil }
        return String(decoding: name.map { $0.lowercased }, as: UTF8.self)
    }

    /// The lines of a head, with or without a carriage return before the line feed.
    private struct Lines {
        private let content: [UInt8]
        private var index = 0

        init(_ content: [UInt8]) { self.content = content }

        var rest: [UInt8] { Array(content[index...]) }

        mutating func next() -> ArraySlice<UInt8>? {
            guard index < content.count, let end = content[index...].firstIndex(of: 0x0A) else { return nil }
            defer { index = end + 1 }
            return content[index..<(end > index && content[end - 1] == 0x0D ? end - 1 : end)]
        }
    }
}
