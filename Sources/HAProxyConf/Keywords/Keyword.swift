/// A keyword that clusterd reads, with what reads it. The parser, its suggestions and docs/clusterd-proxy-keywords.md
/// all come from tables of these.
struct Keyword<Draft>: Sendable {
    /// Takes the words after the keyword into a draft.
    typealias Reader = @Sendable (inout Draft, inout Arguments) throws(Refusal) -> Void

    let name: String
    /// The arguments, as HAProxy's manual writes them.
    let arguments: String
    /// The value when the keyword is not given; empty where there is none.
    let standard: String
    /// Meaning, and every difference from HAProxy 2.6.
    let note: String
    let places: Places
    let read: Reader

    init(
        _ name: String, _ arguments: String, default standard: String = "", _ note: String, in places: Places = .any,
        _ read: @escaping Reader
    ) {
        (self.name, self.arguments, self.standard, self.note) = (name, arguments, standard, note)
        (self.places, self.read) = (places, read)
    }
}

/// Where a keyword may stand, and what it is elsewhere.
struct Places: OptionSet, Sendable {
    let rawValue: UInt8

    static let defaults = Places(rawValue: 1)
    /// Only in a `defaults` section that has a name.
    static let namedDefaults = Places(rawValue: 2)
    static let frontend = Places(rawValue: 4)
    static let backend = Places(rawValue: 8)
    /// In a proxy without the capability it is an error and not, as most, a warning.
    static let strict = Places(rawValue: 16)

    static let any: Places = [.defaults, .frontend, .backend]
    static let clientSide: Places = [.defaults, .frontend]
    static let serverSide: Places = [.defaults, .backend]
    static let proxies: Places = [.frontend, .backend]
    static let rules: Places = [.namedDefaults, .frontend, .backend]
}

/// Keywords that HAProxy 2.6 knows and clusterd refuses, with the reason or what to write instead. `ssl_*` stands for all
/// that begin so.
struct RefusedKeywords: Sendable {
    private let list: String
    let reason: String

    init(_ names: String, _ reason: String) { (list, self.reason) = (names, reason) }

    var names: [String] { list.split(separator: " ").map(String.init) }

    func contains(_ name: String) -> Bool {
        names.contains { $0 == name || ($0.utf8.last == UInt8(ascii: "*") && name.hasPrefix($0.dropLast())) }
    }
}

/// What may stand at one place: keywords that are read, and those that are refused by name.
struct Vocabulary<Draft>: Sendable {
    /// How a message calls the place: "in global", "after 'option'".
    let place: String
    let keywords: [Keyword<Draft>]
    let refused: [RefusedKeywords]
    /// Whether a section may begin here, so that its name may be what was meant.
    var isSection = false

    func find(_ name: String) throws(Refusal) -> Keyword<Draft> {
        for keyword in keywords where keyword.name == name { return keyword }
        let known = keywords.map { $0.name } + (isSection ? Section.allNames : [])
        throw Refusal(unknownOrRefused(name, among: known, refused, place))
    }
}

/// What to say of a keyword that is not read.
func unknownOrRefused(_ name: String, among known: [String], _ refused: [RefusedKeywords], _ place: String) -> String {
    for group in refused where group.contains(name) {
        return "\(quoted(name)) \(place) is not supported by clusterd: \(group.reason)"
    }
    let candidates = known + refused.flatMap { $0.names }
    return "unknown keyword \(quoted(name)) \(place)" + hint(name, among: candidates)
}
