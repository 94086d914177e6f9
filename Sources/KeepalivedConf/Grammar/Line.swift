/// One line of a file, freed from its comment and surrounding blanks.
struct Line {
    /// Valid UTF-8 without control characters but blanks.
    let text: [UInt8]
    let location: SourceLocation

    /// - Parameter raw: the line without its line feed.
    /// - Returns: nil for a blank line or one that is refused (and told).
    init?(_ raw: ArraySlice<UInt8>, at location: SourceLocation, _ diagnostics: inout Diagnostics) {
        let content = raw.last == 0x0D ? raw.dropLast() : raw
        guard Self.isReadable(content, at: location, &diagnostics) else { return nil }
        var scan = CommentScan(content.drop { $0.isBlank })
        scan.run()
        if let failure = scan.failure {
            diagnostics.error(location, failure)
            return nil
        }
        while scan.text.last?.isBlank == true { scan.text.removeLast() }
        guard !scan.text.isEmpty else { return nil }
        text = scan.text
        self.location = location
    }

    private static func isReadable(
        _ content: ArraySlice<UInt8>, at location: SourceLocation, _ diagnostics: inout Diagnostics
    ) -> Bool {
        guard content.count <= Limit.lineLength else {
            diagnostics.error(location, "the line has \(content.count) bytes; at most \(Limit.lineLength) are read")
            return false
        }
        if let control = content.first(where: { ($0 < 0x20 && !$0.isBlank) || $0 == 0x7F }) {
            diagnostics.error(location, "the line contains the control character \(control): is this a text file?")
            return false
        }
        guard String(validating: content, as: UTF8.self) != nil else {
            diagnostics.error(location, "the line is not valid UTF-8: is this a text file?")
            return false
        }
        return true
    }
}

/// Finds where a comment begins: at `#` or `!` outside of double quotes and not after a backslash.
private struct CommentScan {
    private let raw: ArraySlice<UInt8>
    var text: [UInt8] = []
    var failure: String?

    init(_ raw: ArraySlice<UInt8>) { self.raw = raw }

    mutating func run() {
        text.reserveCapacity(raw.count)
        var index = raw.startIndex
        var isQuoted = false
        while index < raw.endIndex {
            let byte = raw[index]
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "#") where !isQuoted, UInt8(ascii: "!") where !isQuoted: return
            case UInt8(ascii: "\\"):
                guard index + 1 < raw.endIndex else {
                    failure =
                        "clusterd does not support a line continued with '\\': write it in one line "
                        + "(keepalived continues only definitions)"
                    return
                }
                index += 1
                let isEscapedComment = raw[index] == UInt8(ascii: "#") || raw[index] == UInt8(ascii: "!")
                if isQuoted || !isEscapedComment { text.append(byte) }
            default: break
            }
            text.append(raw[index])
            index += 1
        }
        if isQuoted { failure = "a quoted string is not closed on its line: add the missing \"" }
    }
}
