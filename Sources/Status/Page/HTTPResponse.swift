/// The answer to a GET, as far as a status report needs it (RFC 9112).
package struct HTTPResponse: Hashable, Sendable {
    package var status: Int
    /// The reason phrase; may be empty.
    package var reason: String
    /// The first bytes of the content, at most `contentLimit`.
    package var content: [UInt8]

    /// The longest status line and headers that are read.
    static let headLimit = 16 << 10
    static let contentLimit = 4 << 10

    package enum Malformed: Error, Hashable, CustomStringConvertible {
        case notHTTP(String)
        case headTooLong
        case incomplete

        package var description: String {
            switch self {
            case .notHTTP(let line): "the answer is not HTTP: it begins with \"\(line)\""
            case .headTooLong: "the answer's headers are longer than \(headLimit / 1024) KiB"
            case .incomplete: "the connection was closed before the answer's headers ended"
            }
        }
    }

    init(status: Int, reason: String = "", content: [UInt8] = []) {
        self.status = status
        self.reason = reason
        self.content = content
    }

    /// Parses what a server sent, from its first byte; the content may be cut off.
    init(_ bytes: some Collection<UInt8>) throws(Malformed) {
        var rest = Array(bytes)[...]
        repeat {
            let head = try Self.takeHead(&rest)
            (status, reason) = try Self.statusLine(head.first ?? [])
            let isChunked = head.dropFirst().contains { Self.isChunkedCoding($0) }
            content = isChunked ? Self.chunks(rest) : Array(rest.prefix(Self.contentLimit))
            // Interim responses come before the one that counts (RFC 9110 §15.2).
        } while (100..<200).contains(status) && status != 101
    }

    /// Whether `bytes` hold all that the initialiser would read of a longer answer.
    static func isEnough(_ bytes: [UInt8]) -> Bool { bytes.count >= headLimit + contentLimit }

    /// The text of the content's beginning.
    package var beginning: String { Visible.text(String(decoding: content.prefix(200), as: UTF8.self)) }

    /// The page's `<title>`, where its beginning has one.
    package var title: String? {
        let text = String(decoding: content, as: UTF8.self)
        guard let match = text.firstMatch(of: /<title>([^<]{1,200})<\/title>/.ignoresCase()) else { return nil }
        return Visible.text(match.1.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }

    /// The request that asks for it.
    static func request(host: String, path: String = "/") -> [UInt8] {
        Array(
            "GET \(path) HTTP/1.1\r\nHost: \(host)\r\nUser-Agent: cluster\r\nAccept: */*\r\nConnection: close\r\n\r\n"
                .utf8)
    }

    // MARK: Parsing

    /// The lines up to the empty one, which is taken too.
    private static func takeHead(_ rest: inout ArraySlice<UInt8>) throws(Malformed) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        let limit = rest.startIndex + headLimit
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")), end < limit {
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if text.isEmpty && !lines.isEmpty { return lines }
            if lines.isEmpty { _ = try statusLine(text) }
            lines.append(text)
        }
        if lines.isEmpty && !rest.isEmpty { _ = try statusLine(rest.prefix(80)) }
        throw rest.endIndex >= limit ? .headTooLong : .incomplete
    }

    private static func statusLine(_ line: ArraySlice<UInt8>) throws(Malformed) -> (Int, String) {
        let text = String(decoding: line.prefix(200), as: UTF8.self)
        guard let match = text.prefixMatch(of: /HTTP\/1\.[0-9] ([1-9][0-9]{2})(?: ([^\r\n]*))?$/),
            let status = Int(match.1)
        else { throw .notHTTP(Visible.text(String(text.prefix(40)))) }
        return (status, Visible.text(String((match.2 ?? "").prefix(60))))
    }

    private static func isChunkedCoding(_ header: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: header.prefix(200), as: UTF8.self).lowercased()
        return text.hasPrefix("transfer-encoding:") && text.contains("chunked")
    }

    /// The content of as many chunks as there are (RFC 9112 §7.1).
    private static func chunks(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var rest = bytes
        var content: [UInt8] = []
        while content.count < contentLimit, let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let digits = rest[..<end].prefix { Character(UnicodeScalar($0)).isHexDigit }
            rest = rest[(end + 1)...]
            guard let size = Int(String(decoding: digits.prefix(8), as: UTF8.self), radix: 16), size > 0 else { break }
            content += rest.prefix(size)
            rest = rest.dropFirst(size + 2)
        }
        return Array(content.prefix(contentLimit))
    }
}
