package import Observation
package import Rendering

/// How a file of ours differs, in words that tell no content.
package struct FileDifference: Hashable, Sendable {
    package var expected: String
    package var found: String

    /// nil where the file is as it should be.
    package init?(_ file: ManagedFile, _ found: ObservedFile?) {
        switch (file.content, found) {
        case (.text(let text), .text(let other, let mode, let owner)):
            guard let differences = Self.differences(file, text, other, mode, owner) else { return nil }
            self = differences
        case (.link(let target), .link(let other)):
            guard target != other else { return nil }
            self.init("a link to \(target)", "a link to \(other)")
        case (.text, _): self.init("the rendered file", Self.name(found))
        case (.link(let target), _): self.init("a link to \(target)", Self.name(found))
        }
    }

    private init(_ expected: String, _ found: String) {
        self.expected = expected
        self.found = found
    }

    private static func differences(
        _ file: ManagedFile, _ text: String, _ other: String, _ mode: UInt16, _ owner: String
    ) -> FileDifference? {
        var expected: [String] = []
        var found: [String] = []
        if let line = firstDifference(text, other) {
            expected.append("the rendered text")
            found.append("other text from line \(line)")
        }
        if mode != file.mode {
            expected.append("mode \(octal(file.mode))")
            found.append("mode \(octal(mode))")
        }
        if owner != "root:root" {
            expected.append("owner root:root")
            found.append("owner \(owner)")
        }
        guard !expected.isEmpty else { return nil }
        return FileDifference(expected.joined(separator: ", "), found.joined(separator: ", "))
    }

    /// The number, from 1, of the first line that differs.
    private static func firstDifference(_ text: String, _ other: String) -> Int? {
        guard text != other else { return nil }
        // Bytes, so that a carriage return before a line's end is a difference of that line.
        let ours = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let theirs = other.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let same = zip(ours, theirs).prefix { $0.elementsEqual($1) }
        return same.count + 1
    }

    private static func octal(_ mode: UInt16) -> String { "0" + String(mode, radix: 8) }

    private static func name(_ file: ObservedFile?) -> String {
        switch file {
        case nil: "missing"
        case .text: "a file"
        case .link(let target): "a link to \(target)"
        case .large: "a file larger than 1 MiB"
        case .other: "neither file nor link"
        }
    }
}
