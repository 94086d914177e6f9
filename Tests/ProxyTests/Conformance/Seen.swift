/// What was to be seen at both sides of a proxy.
struct Seen: Sendable {
    let server: [Message]
    let client: [Message]
    let end: Outcome.End
    let serverConnections: Int
    /// Of the client's; more than 0 if what it waited for never came.
    let stepsLeft: Int

    /// What is other than expected, nil if nothing is.
    func mismatch(_ expected: Outcome) -> String? {
        var lines: [String] = []
        if stepsLeft > 0 { lines.append("\(stepsLeft) of the client's steps could not be done") }
        let server = expected.ignoresUnfinished ? self.server.filter(\.isOver) : self.server
        lines += Self.compare("the server", server, expected.server, expected.requests)
        lines += Self.compare("the client", client, expected.client, expected.responses)
        if end != expected.end { lines.append("the client's connection is \(end), not \(expected.end)") }
        if let count = expected.serverConnections, count != serverConnections {
            lines.append("the servers have seen \(serverConnections) connections, not \(count)")
        }
        let answer = client.last?.body.content ?? ""
        lines += expected.contains.filter { !answer.contains($0) }.map { "the client's answer lacks \($0)" }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private static func compare(
        _ who: String, _ seen: [Message], _ expected: [Bytes], _ kind: MessageReader.Kind
    ) -> [String] {
        var lines: [String] = []
        for (index, wanted) in expected.enumerated() {
            guard index < seen.count else {
                lines.append("\(who) has not got:\n\(wanted)")
                continue
            }
            if !seen[index].matches(wanted, kind) { lines.append("\(who) got\n\(seen[index].text)\nnot\n\(wanted)") }
        }
        return lines + seen.dropFirst(expected.count).map { "\(who) also got\n\($0.text)" }
    }
}

extension Message {
    /// Whether this is what `expected` says; see `Outcome`.
    fileprivate func matches(_ expected: Bytes, _ kind: MessageReader.Kind) -> Bool {
        if expected.bytes.count == 3 { return isOver && status.utf8.elementsEqual(expected.bytes) }
        guard var wanted = MessageReader(kind: kind, isEnd: true).messages(expected.bytes).first else { return false }
        guard wanted.fields.map(\.name) == fields.map(\.name) else { return false }
        for index in wanted.fields.indices where wanted.fields[index].value == [UInt8(ascii: "*")] {
            wanted.fields[index].value = fields[index].value
        }
        return self == wanted
    }
}
