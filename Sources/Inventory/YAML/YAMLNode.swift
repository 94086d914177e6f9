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

    private static func isNumber(_ text: String) -> Bool {
        let number = /[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+/
        let special = /[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)/
        return text.wholeMatch(of: number) != nil || text.wholeMatch(of: special) != nil
    }
}

enum YAMLType: Hashable, Sendable {
    case null
    case boolean
    case number
    case text
}
