/// How one value of the inventory is written: reads it, describes it, and says it in JSON Schema.
struct Format<Value> {
    let description: Key.Value
    /// The value as the file would have it; nil for a value that stands for "none".
    let write: (Value) -> String?
    /// nil after a problem, which is then reported.
    let read: (YAMLNode, _ path: String, inout Reading) -> Value?
}

/// A value with its key path.
struct Placed<Value> {
    let path: String
    let value: Value
}

/// A scalar after expansion of its variables.
struct ExpandedScalar {
    let text: String
    let type: YAMLType
    /// It came, at least in part, out of the environment, which knows no types.
    let isExpanded: Bool

    /// Whether it may be read as text: `80` and `true` are no text until they are quoted.
    var isText: Bool { isExpanded || type == .text }
    /// Whether it may be read as something else than text.
    var isPlain: Bool { isExpanded || type != .text }
}

/// A scalar is not what its format expects.
struct Mismatch: Error {
    /// What the operator may have meant.
    var hint: String?
}

extension Format {
    /// A format of one scalar. `isSecret` keeps the value out of messages.
    static func scalar(
        _ expectation: String, example: String, schema: JSON, isSecret: Bool = false,
        write: @escaping (Value) -> String?,
        parse: @escaping (ExpandedScalar) throws(Mismatch) -> Value
    ) -> Format {
        let schema: JSON = ["anyOf": [schema, ["$ref": "#/$defs/variable"]]]
        return Format(
            description: .init(expectation: expectation, example: example, schema: schema), write: write
        ) { node, path, reading in
            guard let scalar = reading.scalar(node, path, expected: expectation) else { return nil }
            do throws(Mismatch) {
                return try parse(scalar)
            } catch {
                let found = isSecret ? "a text" : scalar.found
                reading.report(.mismatch(found: found, expected: expectation, hint: error.hint), at: node.place, path)
                return nil
            }
        }
    }

    /// The same values, some of which are refused.
    func checked(_ check: @escaping (Value) -> String?) -> Format {
        Format(description: description, write: write) { node, path, reading in
            guard let value = read(node, path, &reading) else { return nil }
            guard let objection = check(value) else { return value }
            reading.report(objection, at: node.place, path)
            return nil
        }
    }

    func map<Other>(to other: @escaping (Value) -> Other, from value: @escaping (Other) -> Value?) -> Format<Other> {
        Format<Other>(description: description) { other in
            value(other).flatMap(write)
        } read: { node, path, reading in
            read(node, path, &reading).map(other)
        }
    }

    /// A value whose default is to have none.
    var optional: Format<Value?> { map(to: { $0 }, from: { $0 }) }

    /// `false` is none.
    var orFalse: Format<Value?> {
        let expectation = description.expectation + ", or false for none"
        let schema: JSON = ["anyOf": [["const": false], description.schema]]
        return Format<Value?>(
            description: .init(expectation: expectation, example: description.example, schema: schema)
        ) { value in
            value.flatMap(write) ?? "false"
        } read: { node, path, reading in
            if case .scalar(let scalar) = node.content, scalar.type == .boolean, scalar.text == "false" {
                return .some(nil)
            }
            return read(node, path, &reading).map { .some($0) }
        }
    }

    /// A list of such values, or just one.
    var list: Format<[Value]> {
        let expectation = description.expectation + "; or a list of them"
        let schema: JSON = [
            "anyOf": [description.schema, ["type": "array", "minItems": 1, "items": description.schema]]
        ]
        return Format<[Value]>(
            description: .init(expectation: expectation, example: description.example, schema: schema)
        ) { values in
            values.isEmpty ? nil : "[" + values.compactMap(write).joined(separator: ", ") + "]"
        } read: { node, path, reading in
            guard case .sequence(let nodes) = node.content else { return read(node, path, &reading).map { [$0] } }
            guard !nodes.isEmpty else {
                reading.report("an empty list, expected \(expectation)", at: node.place, path)
                return nil
            }
            let values = nodes.enumerated().compactMap { index, item in
                let path = "\(path)[\(index)]"
                reading.note(item.place, for: path)
                return read(item, path, &reading)
            }
            // The others go on to their checks, so that their problems are told at the same time.
            return values
        }
    }

    /// The same, and where it stands.
    var placed: Format<Placed<Value>> {
        Format<Placed<Value>>(description: description) {
            write($0.value)
        } read: { node, path, reading in
            read(node, path, &reading).map { Placed(path: path, value: $0) }
        }
    }
}

extension ExpandedScalar {
    /// As a message names it.
    var found: String { "\"\(text.shown())\"" + (isExpanded ? " (from the environment)" : "") }
}

extension String {
    static func mismatch(found: String, expected: String, hint: String?) -> String {
        "found \(found), expected \(expected)" + (hint.map { "; \($0)" } ?? "")
    }
}
