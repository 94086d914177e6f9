extension Format<Int> {
    static func integer(_ range: ClosedRange<Int>, example: Int) -> Format {
        let schema: JSON = [
            "type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound),
        ]
        let expectation = "a whole number, \(range.lowerBound) to \(range.upperBound)"
        return .scalar(expectation, example: "\(example)", schema: schema, write: { "\($0)" }) {
            scalar throws(Mismatch) in
            let text = scalar.text
            guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)/) != nil else {
                throw Mismatch(hint: text.wholeMatch(of: /0[0-9]+/) != nil ? "leading zeros are not allowed" : nil)
            }
            guard scalar.isPlain else { throw Mismatch(hint: "remove the quotes") }
            guard let number = Int(text), range.contains(number) else { throw Mismatch() }
            return number
        }
    }

    /// Just one number.
    static func constant(_ value: Int) -> Format {
        .scalar("\(value)", example: "\(value)", schema: ["const": .integer(value)], write: { "\($0)" }) {
            scalar throws(Mismatch) in
            guard scalar.text == "\(value)", scalar.isPlain else { throw Mismatch() }
            return value
        }
    }
}

extension Format<Bool> {
    static var boolean: Format {
        .scalar("true or false", example: "true", schema: ["type": "boolean"], write: { "\($0)" }) {
            scalar throws(Mismatch) in
            switch scalar.text {
            case "true", "false":
                guard scalar.isPlain else { throw Mismatch(hint: "remove the quotes") }
                return scalar.text == "true"
            case _ where ["yes", "on"].contains(scalar.text.lowercased()): throw Mismatch(hint: "did you mean true?")
            case _ where ["no", "off"].contains(scalar.text.lowercased()): throw Mismatch(hint: "did you mean false?")
            default: throw Mismatch()
            }
        }
    }
}

extension Format where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One word of several.
    static var choice: Format {
        let words = Value.allCases.map(\.rawValue)
        return .scalar(
            words.count == 1 ? "\"\(words[0])\", the only one so far" : "one of " + words.joined(separator: ", "),
            example: words[0], schema: ["enum": .array(words.map(JSON.string))], write: \.rawValue
        ) { scalar throws(Mismatch) in
            guard let value = Value(rawValue: scalar.text) else {
                throw Mismatch(hint: nearest(to: scalar.text, among: words).map { "did you mean \"\($0)\"?" })
            }
            return value
        }
    }
}

/// Text that goes into configuration files, and so has only characters that mean nothing special there.
struct TextRule: Hashable, Sendable {
    let expectation: String
    let example: String
    /// A regular expression, the same in Swift and in JSON Schema, for the whole text.
    let pattern: String
    var isSecret = false

    func allows(_ text: String) -> Bool {
        guard let regex = try? Regex(pattern).matchingSemantics(.unicodeScalar) else {
            preconditionFailure("not a regular expression: \(pattern)")
        }
        return text.wholeMatch(of: regex) != nil
    }

    var schema: JSON { ["type": "string", "pattern": .string("^(\(pattern))$")] }
}

extension Format<String> {
    static func text(_ rule: TextRule) -> Format {
        .scalar(
            rule.expectation, example: rule.example, schema: rule.schema, isSecret: rule.isSecret,
            write: { YAMLWriter.scalar($0) }
        ) { scalar throws(Mismatch) in
            guard scalar.isText else { throw Mismatch(hint: "put it in quotes to make it text") }
            guard rule.allows(scalar.text) else { throw Mismatch() }
            return scalar.text
        }
    }
}

extension Format<Secret> {
    static func secret(_ rule: TextRule) -> Format {
        // Written, a secret is only ever nothing: no default is a secret.
        Format<String>.text(rule).map(to: Secret.init, from: { _ in nil })
    }
}
