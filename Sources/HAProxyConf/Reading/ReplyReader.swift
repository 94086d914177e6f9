/// Reads what `return` and `deny` answer with (configuration.txt §4.2, "http-request return").
struct ReplyReader {
    private let phase: Phases
    private let scope: Scope
    private var status: Int?
    private var contentType: [UInt8]?
    private var headers: [ReplyHeader] = []
    private var body: Reply.Body?

    static func read(
        _ arguments: inout Arguments, standardStatus: Int, isDenial: Bool, _ scope: Scope, in phase: Phases
    ) throws(Refusal) -> Reply {
        var reader = ReplyReader(phase: phase, scope: scope)
        let isPlain = arguments.isAtEnd || arguments.peek == "if" || arguments.peek == "unless"
        while let word = arguments.peek, word != "if", word != "unless" {
            guard try reader.take(word, &arguments, isDenial: isDenial) else { break }
        }
        // configuration.txt: without arguments, or with deny_status alone, 'default-errorfiles' is implied.
        if isPlain && isDenial { reader.body = .errorPage }
        return try reader.reply(standardStatus)
    }

    private init(phase: Phases, scope: Scope) { (self.phase, self.scope) = (phase, scope) }

    private mutating func take(
        _ word: String, _ arguments: inout Arguments, isDenial: Bool
    ) throws(Refusal) -> Bool {
        switch word {
        case "status":
            _ = try arguments.next("")
            status = try arguments.number(200...599)
        case "deny_status" where isDenial:
            _ = try arguments.next("")
            status = try arguments.number(200...599)
            body = .errorPage
        case "content-type":
            _ = try arguments.next("")
            contentType = try arguments.fieldValue("a media type, as text/plain")
        case "hdr":
            _ = try arguments.next("")
            let name = try arguments.headerName()
            let value = try arguments.next("the value of the header")
            headers.append(ReplyHeader(name: name, value: try FormatReader.read(value.bytes, scope, in: phase)))
        default: return try takeBody(word, &arguments)
        }
        return true
    }

    private mutating func takeBody(_ word: String, _ arguments: inout Arguments) throws(Refusal) -> Bool {
        guard Self.bodies.contains(word) || Self.refused.contains(where: { $0.contains(word) }) else { return false }
        guard body == nil else { throw Refusal("\(arguments.subject) has one content: '\(word)' is another") }
        _ = try arguments.next("")
        switch word {
        case "default-errorfiles": body = .errorPage
        case "string": body = .literal(try arguments.next("a text after 'string'").bytes)
        case "lf-string":
            let text = try arguments.next("a format after 'lf-string'")
            body = .format(try FormatReader.read(text.bytes, scope, in: phase))
        case "file":
            body = .literal(try scope.pages.content(of: try arguments.next("a file after 'file'").text))
        case "errorfile":
            let path = try arguments.next("a file after 'errorfile'").text
            body = .page(try scope.pages.errorPage(path, status: status ?? 200, at: arguments.location))
        default: throw Refusal(unknownOrRefused(word, among: Self.bodies, Self.refused, "in a reply"))
        }
        return true
    }

    private static let bodies = ["default-errorfiles", "string", "lf-string", "file", "errorfile"]
    private static let refused = [
        RefusedKeywords("lf-file", "write the format in the line: lf-string"),
        RefusedKeywords("errorfiles", "there are no http-errors sections: use errorfile"),
    ]

    private func reply(_ standardStatus: Int) throws(Refusal) -> Reply {
        let status = status ?? standardStatus
        switch body ?? .empty {
        case .empty: break
        case .literal(let bytes):
            guard contentType != nil || bytes.isEmpty else { throw Refusal("a text needs its 'content-type'") }
        case .format: guard contentType != nil else { throw Refusal("a text needs its 'content-type'") }
        case .errorPage:
            guard ErrorPage.statuses.contains(status) else {
                throw Refusal("there is no error page for the status \(status)")
            }
        case .page: break
        }
        return Reply(status: status, body: body ?? .empty, contentType: contentType, headers: headers)
    }
}

extension Arguments {
    /// A value of a header: no line end and no zero byte in it.
    mutating func fieldValue(_ expected: String) throws(Refusal) -> [UInt8] {
        let word = try next(expected)
        guard !word.bytes.contains(where: { $0 == 0 || $0 == 0x0A || $0 == 0x0D }) else {
            throw Refusal("\(subject): no line end may stand in the value of a header")
        }
        return word.bytes
    }
}
