/// A place in the inventory's file. Lines and columns count from 1; a column is a character, not a byte.
package struct Place: Hashable, Sendable, Comparable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: Place, right: Place) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// Everything that is wrong with an inventory, in the order of the file.
package struct InventoryError: Error, Hashable, Sendable {
    package struct Problem: Hashable, Sendable, Encodable {
        /// The file, as the operator named it; nil where no file is concerned.
        package let file: String?
        /// nil where the whole file is concerned.
        package let place: Place?
        /// The key concerned, as in `proxy.timeouts.connect` or `vips[0]`; empty at the top of the file.
        package let keyPath: String
        /// What was found, what was expected, what to do.
        package let message: String

        package init(file: String? = nil, place: Place? = nil, keyPath: String = "", message: String) {
            self.file = file
            self.place = place
            self.keyPath = keyPath
            self.message = message
        }

        private enum CodingKeys: String, CodingKey {
            case file, line, column, keyPath, message
        }

        /// One object: `file`, `line`, `column`, `keyPath` (each where there is one) and `message`.
        package func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: CodingKeys.self)
            try object.encodeIfPresent(file, forKey: .file)
            try object.encodeIfPresent(place?.line, forKey: .line)
            try object.encodeIfPresent(place?.column, forKey: .column)
            try object.encodeIfPresent(keyPath.isEmpty ? nil : keyPath, forKey: .keyPath)
            try object.encode(message, forKey: .message)
        }
    }

    /// At least one.
    package let problems: [Problem]

    package init(problems: [Problem]) {
        self.problems = problems
    }

    package init(file: String? = nil, _ message: String) {
        problems = [Problem(file: file, message: message)]
    }
}

extension InventoryError.Problem: CustomStringConvertible {
    /// `file:line:column: key.path: message`
    package var description: String {
        let position = place.map { ":\($0.line):\($0.column)" } ?? ""
        let subject = [file.map { $0 + position }, keyPath.isEmpty ? nil : keyPath].compactMap(\.self)
        return (subject + [message]).joined(separator: ": ")
    }
}

extension InventoryError: CustomStringConvertible {
    /// More than a screen of problems has one cause: a file of another kind.
    private static let shown = 50

    /// One problem a line.
    package var description: String {
        let lines = problems.prefix(Self.shown).map(\.description)
        let hidden = problems.count - lines.count
        return (lines + (hidden > 0 ? ["… and \(hidden) more problems"] : [])).joined(separator: "\n")
    }
}
