/// A value of a YAML document, with the place where it begins.
struct YAMLNode: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        case mapping([YAMLEntry])
        /// Something refused and already reported, such as an alias. Readers pass over it in silence.
        case refused
    }

    let place: Place
    let content: Content
}

struct YAMLEntry: Hashable, Sendable {
    let key: String
    let keyPlace: Place
    let value: YAMLNode
}

struct YAMLScalar: Hashable, Sendable {
    let text: String
    /// Written without quotes, so that its text decides its type.
    let isPlain: Bool
}

extension YAMLScalar {
    /// What YAML 1.2's core schema takes the scalar for.
    var type: YAMLType {
        guard isPlain else { return .text }
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE", "false", "False", "FALSE": return .boolean
        default: return Self.isNumber(text) ? .number : .text
        }
    }

    /// Numbers are rare and every key comes by here, so that a look at the characters goes first.
    private static func isNumber(_ text: String) -> Bool {
        guard let first = text.utf8.first, "+-.0123456789".utf8.contains(first) else { return false }
        if text.utf8.allSatisfy("+-.0123456789abcdefABCDEFxX".utf8.contains) { return Double(text) != nil }
        return text.wholeMatch(of: /0o[0-7]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)/) != nil
    }
}

enum YAMLType: Hashable, Sendable {
    case null
    case boolean
    case number
    case text
}
