import Foundation

extension ClusterStatus {
    /// The whole status as one JSON object, keys in alphabetical order. It ends with a line end.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
