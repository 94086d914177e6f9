/// Texts of a URL's query and of a form's body: `+` is a blank, `%41` is a byte.
enum FormText {
    /// - Returns: nil if a `%` is not followed by two hexadecimal digits.
    static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(Number.value(of:)),
                let low = rest.popFirst().flatMap(Number.value(of:))
            else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: high << 4 | low))
        }
        // C would read only what stands before a NUL.
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// The parameters of a query or a form, in order; a value is nil where no `=` stands.
    ///
    /// - Returns: nil if one cannot be decoded.
    static func parameters(_ text: Substring) -> [(key: String, value: String?)]? {
        var parameters: [(key: String, value: String?)] = []
        for part in text.split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let key = decoded(pair[0]) else { return nil }
            guard pair.count > 1 else {
                parameters.append((key, nil))
                continue
            }
            guard let value = decoded(pair[1]) else { return nil }
            parameters.append((key, value))
        }
        return parameters
    }
}
