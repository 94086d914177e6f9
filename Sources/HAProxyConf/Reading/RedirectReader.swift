/// Reads `redirect` (configuration.txt §4.2).
struct RedirectReader {
    private var target: Redirect.Target?
    private var code = 302
    private var dropsQuery = false
    private var appendsSlash = false
    private var ignoresEmpty = false
    private var setCookie: [UInt8]?

    static func read(_ arguments: inout Arguments, _ scope: Scope, in phase: Phases) throws(Refusal) -> Redirect {
        var reader = RedirectReader()
        while let word = arguments.peek, word != "if", word != "unless" {
            _ = try arguments.next("")
            try reader.take(word, &arguments, scope, phase)
        }
        guard let target = reader.target else {
            throw Refusal("\(arguments.subject) wants 'location', 'prefix' or 'scheme', and where to")
        }
        return Redirect(
            target: target, code: reader.code, dropsQuery: reader.dropsQuery, appendsSlash: reader.appendsSlash,
            ignoresEmpty: reader.ignoresEmpty, setCookie: reader.setCookie)
    }

    private mutating func take(
        _ word: String, _ arguments: inout Arguments, _ scope: Scope, _ phase: Phases
    ) throws(Refusal) {
        switch word {
        case "location", "prefix", "scheme":
            guard target == nil else { throw Refusal("\(arguments.subject) leads to one place: '\(word)' is another") }
            let format = try arguments.format(scope, phase)
            target = word == "location" ? .location(format) : word == "prefix" ? .prefix(format) : .scheme(format)
        case "code":
            let codes = ["301", "302", "303", "307", "308"]
            code = [301, 302, 303, 307, 308][try arguments.choice(codes)]
        case "drop-query": dropsQuery = true
        case "append-slash": appendsSlash = true
        case "ignore-empty": ignoresEmpty = true
        case "set-cookie": setCookie = try arguments.fieldValue("NAME or NAME=VALUE") + Array("; path=/;".utf8)
        case "clear-cookie":
            setCookie = try arguments.fieldValue("NAME or NAME=") + Array("; path=/; Max-Age=0;".utf8)
        default:
            let known = [
                "location", "prefix", "scheme", "code", "drop-query", "append-slash", "ignore-empty", "set-cookie",
                "clear-cookie",
            ]
            throw Refusal("unknown keyword \(quoted(word)) after 'redirect'" + hint(word, among: known))
        }
    }
}
