/// Reads a log-format string (configuration.txt §8.2.4): text, `%[FETCH]`, `%NAME` and `%%`.
struct FormatReader {
    private let text: [UInt8]
    private let scope: Scope
    private let phase: Phases
    private var index = 0
    private var pieces: [FormatPiece] = []
    private var literal: [UInt8] = []

    static func read(_ text: [UInt8], _ scope: Scope, in phase: Phases) throws(Refusal) -> Format {
        var reader = FormatReader(text: text, scope: scope, phase: phase)
        return try reader.read()
    }

    private init(text: [UInt8], scope: Scope, phase: Phases) {
        (self.text, self.scope, self.phase) = (text, scope, phase)
    }

    private mutating func read() throws(Refusal) -> Format {
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte != UInt8(ascii: "%") {
                literal.append(byte)
            } else if index < text.count {
                try readValue()
            } else {
                throw Refusal("a '%' stands at the end: write '%%' for the character itself")
            }
        }
        flush()
        return Format(pieces: pieces)
    }

    private mutating func flush() {
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        literal = []
    }

    private mutating func add(_ piece: FormatPiece) {
        flush()
        pieces.append(piece)
    }

    /// What stands after a '%'.
    private mutating func readValue() throws(Refusal) {
        switch text[index] {
        case UInt8(ascii: "%"):
            literal.append(UInt8(ascii: "%"))
            index += 1
        case UInt8(ascii: "["): try readFetch()
        case UInt8(ascii: "{"):
            throw Refusal("flags ('%{…}') of a format are not supported by clusterd: leave them away")
        default: try readAlias()
        }
    }

    private mutating func readFetch() throws(Refusal) {
        let expression = try FetchExpression(text[(index + 1)...])
        let keyword = try FetchKeyword.find(expression.name)
        let end = index + 1 + expression.length
        if end < text.count, text[end] == UInt8(ascii: ",") {
            throw Refusal("a converter after \(quoted(expression.name)) is not supported by clusterd")
        }
        guard end < text.count, text[end] == UInt8(ascii: "]") else {
            throw Refusal("'%[\(printable(expression.name))' is not closed: add the missing ']'")
        }
        var fetch = try expression.fetch(keyword, scope)
        if phase == .response, expression.name == "hdr", case .requestHeader(let header) = fetch {
            fetch = .responseHeader(header)
        }
        try check(fetch, expression.name)
        add(.fetch(fetch))
        index = end + 1
    }

    private func check(_ fetch: Fetch, _ name: String) throws(Refusal) {
        guard FetchKeyword.phases(of: fetch).isDisjoint(with: phase) else { return }
        let moment = phase == .response ? "a response: it is the request's" : "a request: it is the response's"
        throw Refusal("\(quoted(name)) cannot be used in \(moment)")
    }

    private mutating func readAlias() throws(Refusal) {
        let name = String(decoding: text[index...].prefix { $0.isLetter || $0.isDigit }, as: UTF8.self)
        guard let alias = FormatAlias.all.first(where: { $0.name == name }) else {
            let message = unknownOrRefused(name, among: [], FormatAlias.refused, "after '%' in a format")
            throw Refusal(message + " (write '%%' for the character itself)")
        }
        for piece in alias.pieces {
            if case .fetch(let fetch) = piece { try check(fetch, "%" + name) }
            add(piece)
        }
        index += name.utf8.count
    }
}
