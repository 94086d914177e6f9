/// An HTTP/1 message as the tests read it: leniently, and apart from the reader that is tested.
struct Message: Equatable {
    var start: [UInt8]
    /// Names in lower case, values without the space around them; sorted by name, those of one name in their order.
    var fields: [(name: String, value: [UInt8])]
    var body: Body

    enum Body: Equatable {
        /// As long as the head says, or up to the end of the connection.
        case bytes([UInt8])
        case chunks([UInt8], trailers: String)
        /// It ends before it should.
        case truncated([UInt8])
        /// It is not over yet.
        case incomplete([UInt8])
        /// Its chunks cannot be read.
        case malformed([UInt8])
    }

    static func == (left: Message, right: Message) -> Bool { left.text == right.text }

    /// For people, and to compare.
    var text: String {
        let lines = fields.map { "\($0.name): \(Bytes($0.value))" }
        return ([Bytes(start).description] + lines + ["", body.text]).joined(separator: "\n")
    }

    var status: String {
        String(decoding: start, as: UTF8.self).split(separator: " ").dropFirst().first.map(String.init) ?? ""
    }

    var isOver: Bool {
        switch body {
        case .bytes, .chunks: true
        default: false
        }
    }
}

extension Message.Body {
    /// What it holds, whole or not.
    var content: String {
        switch self {
        case .bytes(let bytes), .chunks(let bytes, _), .truncated(let bytes), .incomplete(let bytes),
            .malformed(let bytes):
            String(decoding: bytes, as: UTF8.self)
        }
    }

    fileprivate var text: String {
        switch self {
        case .bytes(let bytes): Bytes(bytes).description
        case .chunks(let bytes, let trailers): "{chunks}\(Bytes(bytes)){end}\(trailers)"
        case .truncated(let bytes): "\(Bytes(bytes)){truncated}"
        case .incomplete(let bytes): "\(Bytes(bytes)){incomplete}"
        case .malformed(let bytes): "{malformed}\(Bytes(bytes))"
        }
    }
}

/// Reads messages one after another.
struct MessageReader {
    enum Kind {
        case requests
        /// To requests of which some were HEAD.
        case responses(toHead: Bool)
        /// No HTTP: all bytes of a connection are one message.
        case bytes
    }

    let kind: Kind
    /// Nothing follows.
    let isEnd: Bool

    /// All messages in `bytes`; the last one may be unfinished, and what is no message at all is one that begins with
    /// its bytes.
    func messages(_ bytes: [UInt8]) -> [Message] {
        if case .bytes = kind { return bytes.isEmpty ? [] : [Message(start: bytes, fields: [], body: .bytes([]))] }
        var found: [Message] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let message = next(&rest)
            found.append(message)
        }
        return found
    }

    private func next(_ rest: inout ArraySlice<UInt8>) -> Message {
        guard let end = rest.firstRange(of: [13, 10, 13, 10]) else {
            defer { rest = [] }
            return Message(start: Array(rest), fields: [], body: isEnd ? .truncated([]) : .incomplete([]))
        }
        let lines = rest[..<end.lowerBound].lines
        var message = Message(start: Array(lines.first ?? []), fields: Self.fields(lines.dropFirst()), body: .bytes([]))
        rest = rest[end.upperBound...]
        message.body = body(of: message, &rest)
        return message
    }

    private static func fields(_ lines: some Sequence<ArraySlice<UInt8>>) -> [(name: String, value: [UInt8])] {
        // A stable sort: the order of fields of one name has a meaning (RFC 9110 §5.3).
        lines.map(field).enumerated().sorted { ($0.element.name, $0.offset) < ($1.element.name, $1.offset) }
            .map(\.element)
    }

    private static func field(_ line: ArraySlice<UInt8>) -> (name: String, value: [UInt8]) {
        let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return ("", Array(line)) }
        let value = parts[1].drop { $0 == 32 || $0 == 9 }
        let end = value.lastIndex { $0 != 32 && $0 != 9 }.map { $0 + 1 } ?? value.startIndex
        let name = String(decoding: parts[0], as: UTF8.self).lowercased()
        // Names of codings and connection options have no case (RFC 9112 §7, RFC 9110 §7.6.1).
        guard name == "transfer-encoding" || name == "connection" else { return (name, Array(value[..<end])) }
        return (name, Array(String(decoding: value[..<end], as: UTF8.self).lowercased().utf8))
    }

    private func body(of message: Message, _ rest: inout ArraySlice<UInt8>) -> Message.Body {
        func value(_ name: String) -> String? {
            message.fields.last { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self).lowercased() }
        }
        // Servers of the tests accept no other upgrade.
        var untilEnd = value("sec-websocket-key") != nil
        if case .responses(let isHead) = kind {
            let status = message.status
            if status == "101" {
                untilEnd = true
            } else if isHead || status.hasPrefix("1") || status == "204" || status == "304" {
                return .bytes([])
            } else if value("transfer-encoding") == nil, value("content-length") == nil {
                untilEnd = true
            }
        } else if message.start.starts(with: Array("CONNECT ".utf8)) {
            untilEnd = true
        }
        if untilEnd {
            defer { rest = [] }
            return .bytes(Array(rest))
        }
        if value("transfer-encoding")?.contains("chunked") == true { return chunks(&rest) }
        let length = value("content-length").flatMap(Int.init) ?? 0
        guard rest.count >= length else {
            defer { rest = [] }
            return isEnd ? .truncated(Array(rest)) : .incomplete(Array(rest))
        }
        defer { rest = rest.dropFirst(length) }
        return .bytes(Array(rest.prefix(length)))
    }

    private func chunks(_ rest: inout ArraySlice<UInt8>) -> Message.Body {
        var data: [UInt8] = []
        while let line = rest.firstRange(of: [13, 10]) {
            let digits = rest[..<line.lowerBound].prefix { $0 != UInt8(ascii: ";") }
            guard let size = Int(String(decoding: digits, as: UTF8.self).trimming, radix: 16), size >= 0 else {
                defer { rest = [] }
                return .malformed(Array(rest))
            }
            if size == 0 { return last(data, &rest, from: line.upperBound) }
            guard rest[line.upperBound...].count >= size + 2 else { break }
            data += rest[line.upperBound...].prefix(size)
            rest = rest[line.upperBound...].dropFirst(size + 2)
        }
        defer { rest = [] }
        let unfinished = rest.firstRange(of: [13, 10]).map { data + rest[$0.upperBound...] } ?? data
        return isEnd ? .truncated(unfinished) : .incomplete(unfinished)
    }

    private func last(_ data: [UInt8], _ rest: inout ArraySlice<UInt8>, from start: Int) -> Message.Body {
        if rest[start...].starts(with: [13, 10]) {
            rest = rest[(start + 2)...]
            return .chunks(data, trailers: "")
        }
        guard let end = rest[start...].firstRange(of: [13, 10, 13, 10]) else {
            defer { rest = [] }
            return isEnd ? .truncated(data) : .incomplete(data)
        }
        defer { rest = rest[end.upperBound...] }
        let trailers = Self.fields(rest[start..<end.lowerBound].lines).map { "\($0.name): \(Bytes($0.value))" }
        return .chunks(data, trailers: trailers.joined(separator: ", "))
    }
}

extension ArraySlice<UInt8> {
    /// What CR LF parts.
    fileprivate var lines: [ArraySlice<UInt8>] {
        var (lines, rest) = ([ArraySlice<UInt8>](), self)
        while let end = rest.firstRange(of: [13, 10]) {
            lines.append(rest[..<end.lowerBound])
            rest = rest[end.upperBound...]
        }
        return lines + [rest]
    }
}

extension String {
    fileprivate var trimming: Substring {
        var text = self[...]
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
