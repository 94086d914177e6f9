/// Writes scalars of YAML.
enum YAMLWriter {
    /// The text as a plain scalar where that reads back as the same, else in double quotes.
    /// `types` are what it may be read as: a number that must be text gets quotes.
    static func scalar(_ text: String, as types: Set<YAMLType> = [.text]) -> String {
        let isWord = text.wholeMatch(of: /[A-Za-z0-9_.\/~$][A-Za-z0-9_.\/~$@%+:{}=?-]*/) != nil
        let type = YAMLScalar(text: text, isPlain: true).type
        let keepsType = type == .text || types.contains(type)
        return isWord && keepsType && !text.hasSuffix(":") ? text : quoted(text)
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case _ where scalar.properties.generalCategory == .control: "\\U" + hexadecimal(scalar)
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}

extension JSON {
    /// The types of YAML's scalars that this schema allows.
    var scalarTypes: Set<YAMLType> {
        guard case .object(let schema) = self else { return [] }
        if case .array(let choices) = schema["anyOf"] {
            return choices.reduce(into: []) { $0.formUnion($1.scalarTypes) }
        }
        switch (schema["type"], schema["const"]) {
        case ("integer", _), (_, .integer): return [.number]
        case ("boolean", _), (_, .bool): return [.boolean]
        default: return [.text]
        }
    }
}
