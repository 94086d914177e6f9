/// Reads `cookie` (configuration.txt §4.2).
struct CookieReader {
    private var modes: [CookieDefinition.Mode] = []
    private var flags: Set<String> = []
    private var domains: [[UInt8]] = []
    private var attributes: [[UInt8]] = []
    private var maximumIdle: Duration?
    private var maximumLife: Duration?

    static func read(_ arguments: inout Arguments) throws(Refusal) -> CookieDefinition {
        let name = try arguments.next("the name of the cookie")
        guard name.bytes.allSatisfy(isTokenByte) else { throw arguments.refusal(name, "the name of a cookie") }
        var reader = CookieReader()
        while !arguments.isAtEnd { try reader.option(&arguments) }
        return try reader.cookie(name.bytes, at: arguments.location)
    }

    private mutating func option(_ arguments: inout Arguments) throws(Refusal) {
        let word = try arguments.next("").text
        switch word {
        case "rewrite": modes.append(.rewrite)
        case "insert": modes.append(.insert)
        case "prefix": modes.append(.prefix)
        case "indirect", "nocache", "preserve", "httponly", "secure": flags.insert(word)
        case "domain": try domain(&arguments)
        case "attr": attributes.append(try attribute(&arguments))
        case "maxidle": maximumIdle = try arguments.time(unit: 1_000_000)
        case "maxlife": maximumLife = try arguments.time(unit: 1_000_000)
        default:
            throw Refusal(unknownOrRefused(word, among: Self.known, Self.refused, "after 'cookie'"))
        }
    }

    private mutating func domain(_ arguments: inout Arguments) throws(Refusal) {
        let word = try arguments.next("a domain")
        guard word.bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ";") }) else {
            throw arguments.refusal(word, "a domain, as .example.com")
        }
        if !word.bytes.dropFirst().contains(UInt8(ascii: ".")) {
            arguments.warn("browsers ignore a domain without a dot in it: \(quoted(word.text)) (RFC 6265 §5.2.3)")
        }
        domains.append(word.bytes)
    }

    private func attribute(_ arguments: inout Arguments) throws(Refusal) -> [UInt8] {
        let word = try arguments.next("an attribute, as SameSite=Lax")
        guard word.bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: ";") }) else {
            throw arguments.refusal(word, "an attribute without ';' and control characters")
        }
        return word.bytes
    }

    private func cookie(_ name: [UInt8], at location: SourceLocation) throws(Refusal) -> CookieDefinition {
        let mode = modes.first ?? .passive
        guard modes.allSatisfy({ $0 == mode }) else {
            throw Refusal("of 'rewrite', 'insert' and 'prefix' a cookie has one")
        }
        guard !flags.contains("preserve") || mode == .insert || flags.contains("indirect") else {
            throw Refusal("'preserve' needs 'insert' or 'indirect'")
        }
        return CookieDefinition(
            name: name, mode: mode, isIndirect: flags.contains("indirect"), isNotCached: flags.contains("nocache"),
            isPreserved: flags.contains("preserve"), isHTTPOnly: flags.contains("httponly"),
            isSecure: flags.contains("secure"), domains: domains, attributes: attributes,
            maximumIdle: maximumIdle == .zero ? nil : maximumIdle,
            maximumLife: maximumLife == .zero ? nil : maximumLife,
            location: location)
    }

    static let known = [
        "rewrite", "insert", "prefix", "indirect", "nocache", "preserve", "httponly", "secure", "domain", "attr",
        "maxidle", "maxlife",
    ]
    static let refused = [
        RefusedKeywords("postonly", "use 'nocache'"),
        RefusedKeywords("dynamic", "give each server its 'cookie'"),
    ]
}
