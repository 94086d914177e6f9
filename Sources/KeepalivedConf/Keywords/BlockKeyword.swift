/// The keywords that clusterd reads in one block of keepalived.conf, and those of keepalived 2.2.7 that it refuses.
/// The parser, its suggestions and docs/clusterd-vrrp.md all come from here.
protocol BlockKeyword: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// How an error calls the block: "vrrp_instance"; empty for the top of the file.
    static var block: String { get }
    var manual: KeywordManual { get }
    static var refused: [RefusedKeywords] { get }
}

/// What the manual says of a keyword.
struct KeywordManual {
    /// What a keyword written twice in one block means.
    enum Repetition {
        /// The last one counts, as with keepalived; clusterd warns.
        case lastCounts
        /// An error.
        case refused
        /// Each adds to what came before.
        case adds
    }

    /// The arguments, as keepalived.conf(5) writes them.
    let arguments: String
    /// The value when the keyword is not given; "" for a block and for what must be given.
    let standard: String
    /// Meaning, and every difference from keepalived.
    let note: String
    let opensBlock: Bool
    let repetition: Repetition

    init(_ arguments: String, default standard: String = "", _ note: String, repetition: Repetition = .lastCounts) {
        self.arguments = arguments
        self.standard = standard
        self.note = note
        opensBlock = false
        self.repetition = repetition
    }

    init(block note: String, _ arguments: String = "", repetition: Repetition = .adds) {
        self.arguments = arguments
        standard = ""
        self.note = note
        opensBlock = true
        self.repetition = repetition
    }
}

/// Keywords that keepalived 2.2.7 knows and clusterd refuses, with the reason or what to write instead.
struct RefusedKeywords {
    let names: [String]
    let reason: String

    init(_ names: String, _ reason: String) {
        self.names = names.split(separator: " ").map(String.init)
        self.reason = reason
    }
}

extension BlockKeyword {
    static func refusal(of name: String) -> String? {
        refused.first { $0.names.contains(name) }.map { "clusterd does not support '\(name)': \($0.reason)" }
    }

    static var allNames: [String] { allCases.map { $0.rawValue } + refused.flatMap { $0.names } }

    /// What to say of a keyword that keepalived does not know either.
    static func unknown(_ name: String) -> String {
        let place = block.isEmpty ? "at the top of the file" : "in \(block)"
        return "unknown keyword \(quoted(name)) \(place)\(hint(name, among: allNames))"
    }
}
