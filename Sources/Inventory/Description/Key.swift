/// A key of the inventory, described for people and editors. The loader reads what the same description allows.
struct Key: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        case value(Value)
        case section([Key])
        /// A map of hosts by name; a plain string is the host's address.
        case hosts([Key])
    }

    struct Value: Hashable, Sendable {
        /// As an error says it: `a whole number, 1 to 65535`.
        let expectation: String
        /// How a value is written in YAML.
        let example: String
        let schema: JSON
    }

    let name: String
    let summary: String
    let isRequired: Bool
    /// The default as it would be written in YAML; nil where there is none.
    let defaultValue: String?
    /// The default in words, where it depends on something else.
    let defaultNote: String?
    let content: Content
}
