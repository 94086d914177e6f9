import Foundation

/// The one form in which every command prints JSON: sorted keys, snake case.
enum JSON {
    static func text(_ value: some Encodable) throws -> String { try text(value, .prettyPrinted) }

    /// On one line, for a stream of objects.
    static func line(_ value: some Encodable) throws -> String { try text(value, []) }

    private static func text(_ value: some Encodable, _ form: JSONEncoder.OutputFormatting) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = form.union([.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
