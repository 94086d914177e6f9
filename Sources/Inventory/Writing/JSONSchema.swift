/// The inventory's keys as a JSON Schema (draft 2020-12), for editors. It says what a schema can say; what must hold
/// between values, and in the file system, only the loader knows.
package enum JSONSchema {
    /// The text of `inventory/schema.json`.
    package static func text() throws -> String { try document.text() }

    static var document: JSON {
        guard case .object(let root) = object(Inventory.keys, isNullable: false) else { return .null }
        let frame: [String: JSON] = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "cluster inventory",
            "$defs": ["variable": variable],
        ]
        return .object(root.merging(frame) { $1 })
    }

    /// What a variable expands to is not known to an editor.
    private static var variable: JSON {
        [
            "type": "string", "pattern": #"\$\{[A-Za-z_][A-Za-z0-9_]*(:-[^}$]*)?\}"#,
            "description": "A value out of the environment: ${NAME} or ${NAME:-default}.",
        ]
    }

    private static func object(_ keys: [Key], isNullable: Bool) -> JSON {
        [
            "type": isNullable ? ["object", "null"] : "object",
            "properties": .object(Dictionary(uniqueKeysWithValues: keys.map { ($0.name, property($0)) })),
            "required": .array(keys.filter(\.isRequired).map { .string($0.name) }),
            "additionalProperties": false,
        ]
    }

    private static func property(_ key: Key) -> JSON {
        guard case .object(var property) = schema(of: key.content) else { return .null }
        property["description"] = .string(key.description)
        if let value = key.defaultValue { property["default"] = json(value) }
        return .object(property)
    }

    private static func schema(of content: Key.Content) -> JSON {
        switch content {
        case .value(let value): return value.schema
        case .section(let keys): return object(keys, isNullable: true)
        case .hosts(let keys):
            let shorthand = keys.first { $0.isRequired }.map { schema(of: $0.content) } ?? .null
            return [
                "type": "object", "minProperties": 1, "propertyNames": TextRule.hostName.schema,
                "additionalProperties": ["anyOf": [shorthand, object(keys, isNullable: false)]],
            ]
        }
    }

    private static func json(_ text: String) -> JSON {
        if let number = Int(text) { return .integer(number) }
        return Bool(text).map(JSON.bool) ?? .string(text)
    }
}

extension Inventory {
    /// The description of every key, with its default.
    static var keys: [Key] { Section<InventoryDraft>.inventory.keys(defaults: InventoryDraft(file: "")) }
}

extension Key {
    /// Summary, values and default in prose.
    var description: String {
        guard case .value(let value) = content else { return summary }
        return "\(summary) Value: \(value.expectation).\(defaultText.map { " Default: \($0)." } ?? "")"
    }

    /// The default as prose names it; nil where there can be none.
    var defaultText: String? {
        guard case .value = content, !isRequired else { return nil }
        return defaultNote ?? defaultValue ?? "none"
    }
}
