@testable import Inventory

/// As much of JSON Schema as `inventory/schema.json` uses. A keyword that it does not know is a failure.
struct SchemaCheck {
    struct UnknownKeyword: Error {
        let keyword: String
    }

    let root: JSON

    func accepts(_ value: JSON) throws -> Bool { try accepts(value, by: root) }

    private func accepts(_ value: JSON, by schema: JSON) throws -> Bool {
        guard case .object(let keywords) = schema else { return schema == true }
        return try keywords.allSatisfy { keyword, argument in
            try accepts(value, by: keyword, argument, in: keywords)
        }
    }

    private func accepts(_ value: JSON, by keyword: String, _ argument: JSON, in schema: [String: JSON]) throws -> Bool
    {
        switch (keyword, argument, value) {
        case ("$schema", _, _), ("$defs", _, _), ("title", _, _), ("description", _, _), ("default", _, _): return true
        case ("$ref", .string(let path), _): return try accepts(value, by: resolve(path))
        case ("anyOf", .array(let choices), _): return try choices.contains { try accepts(value, by: $0) }
        case ("const", _, _): return value == argument
        case ("enum", .array(let values), _): return values.contains(value)
        case ("type", .string(let type), _): return value.type == type
        case ("type", .array(let types), _): return types.contains(.string(value.type))
        case ("pattern", .string(let pattern), .string(let text)):
            return text.firstMatch(of: try Regex(pattern).matchingSemantics(.unicodeScalar)) != nil
        case ("minimum", .integer(let bound), .integer(let number)): return number >= bound
        case ("maximum", .integer(let bound), .integer(let number)): return number <= bound
        case ("minItems", .integer(let bound), .array(let items)): return items.count >= bound
        case ("items", _, .array(let items)): return try items.allSatisfy { try accepts($0, by: argument) }
        case ("minProperties", .integer(let bound), .object(let object)): return object.count >= bound
        case ("required", .array(let names), .object(let object)):
            return names.allSatisfy { name in object.keys.contains { .string($0) == name } }
        case ("propertyNames", _, .object(let object)):
            return try object.keys.allSatisfy { try accepts(.string($0), by: argument) }
        case ("properties", .object(let properties), .object(let object)):
            return try object.allSatisfy { key, value in
                try properties[key].map { try accepts(value, by: $0) } ?? true
            }
        case ("additionalProperties", _, .object(let object)):
            let named =
                if case .object(let properties) = schema["properties"] { Set(properties.keys) } else { Set<String>() }
            return try object.filter { !named.contains($0.key) }.allSatisfy { try accepts($0.value, by: argument) }
        case ("pattern", _, _), ("minimum", _, _), ("maximum", _, _), ("minItems", _, _), ("items", _, _),
            ("minProperties", _, _), ("required", _, _), ("propertyNames", _, _), ("properties", _, _),
            ("additionalProperties", _, _):
            return true
        default: throw UnknownKeyword(keyword: keyword)
        }
    }

    private func resolve(_ path: String) -> JSON {
        path.split(separator: "/").dropFirst().reduce(root) { schema, key in
            if case .object(let object) = schema { object[String(key)] ?? false } else { false }
        }
    }
}

extension JSON {
    fileprivate var type: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// A document as an editor sees it. Numbers that are not whole are null here, which no value of ours may be.
    init(_ node: YAMLNode) {
        switch node.content {
        case .refused: self = .null
        case .sequence(let items): self = .array(items.map(JSON.init))
        case .mapping(let entries): self = .object(Dictionary(entries.map { ($0.key, JSON($0.value)) }) { $1 })
        case .scalar(let scalar):
            switch scalar.type {
            case .null: self = .null
            case .boolean: self = .bool(scalar.text.lowercased() == "true")
            case .number: self = Int(scalar.text).map(JSON.integer) ?? .null
            case .text: self = .string(scalar.text)
            }
        }
    }
}
