/// The checks of an inventory's bytes that come before YAML.
enum YAMLText {
    private static let maximumSize = 1 << 20

    /// The text without a byte order mark, or what is wrong with it.
    static func check(_ bytes: [UInt8], file: String) throws(InventoryError) -> [UInt8] {
        guard bytes.count <= maximumSize else {
            throw InventoryError(
                file: file, "\(bytes.count) bytes are too many for an inventory; at most 1 MiB is read")
        }
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
            throw InventoryError(file: file, "the file is UTF-16; save it as UTF-8")
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        guard let text = String(validating: body, as: UTF8.self) else {
            throw InventoryError(problems: [invalid(body, file: file)])
        }
        let problems = unusable(in: text, file: file)
        guard problems.isEmpty else { throw InventoryError(problems: problems) }
        return body
    }

    /// The place of the first byte that is not UTF-8.
    private static func invalid(_ bytes: [UInt8], file: String) -> InventoryError.Problem {
        // Decoding mends what is wrong with U+FFFD; the text that the mended and the true bytes share ends at the fault.
        let mended = Array(String(decoding: bytes, as: UTF8.self).utf8)
        let valid = zip(bytes, mended).prefix { $0 == $1 }.map(\.0)
        let lines = String(decoding: valid, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let place = Place(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
        return .init(file: file, place: place, message: "not UTF-8 text; is this an inventory, saved as UTF-8?")
    }

    /// Tabs that indent, and the first control character: YAML allows neither, and says so less clearly.
    private static func unusable(in text: String, file: String) -> [InventoryError.Problem] {
        var problems: [InventoryError.Problem] = []
        var place = (line: 1, column: 1)
        var isIndentation = true
        for scalar in text.unicodeScalars {
            let here = Place(line: place.line, column: place.column)
            if scalar == "\t", isIndentation {
                problems.append(.init(file: file, place: here, message: "a tab indents this line; use spaces"))
            } else if isRefused(scalar) {
                let message =
                    "the control character \(codePoint(scalar)) is not text; is this an inventory?"
                return problems + [.init(file: file, place: here, message: message)]
            }
            isIndentation = scalar == "\n" || scalar == "\r" || (isIndentation && scalar == " ")
            place = scalar == "\n" ? (place.line + 1, 1) : (place.line, place.column + 1)
        }
        return problems
    }

    private static func codePoint(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\t", "\n", "\r": false
        case "\u{FEFF}", "\u{FFFE}", "\u{FFFF}": true
        default: scalar.properties.generalCategory == .control
        }
    }
}
