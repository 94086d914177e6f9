/// What operators and visitors can write into names and descriptions, made harmless in each language of the reports.
extension ReportText {
    /// A CSV cell as HAProxy writes it: quoted, with quotes doubled, only where it holds a comma, a quote or a line
    /// break (management.txt §9.1).
    mutating func add(csv text: String) {
        let needsQuotes = text.utf8.contains { $0 == 0x0A || $0 == 0x0D || $0 == 0x2C || $0 == 0x22 }
        guard needsQuotes else { return add(text) }
        add(byte: 0x22)
        for byte in text.utf8 {
            if byte == 0x22 { add(byte: 0x22) }
            add(byte: byte)
        }
        add(byte: 0x22)
    }

    /// The inside of a JSON string (RFC 8259 §7). HAProxy 2.6 escapes nothing, and so writes what no reader accepts.
    mutating func add(json text: String) {
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C:
                add(byte: 0x5C)
                add(byte: byte)
            case 0..<0x20:
                add("\\u")
                add(UInt64(byte), width: 4, radix: 16)
            default: add(byte: byte)
            }
        }
    }

    /// Text or an attribute's value of HTML.
    mutating func add(html text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): add("&lt;")
            case UInt8(ascii: ">"): add("&gt;")
            case UInt8(ascii: "&"): add("&amp;")
            case UInt8(ascii: "\""): add("&quot;")
            case UInt8(ascii: "'"): add("&#39;")
            default: add(byte: byte)
            }
        }
    }

    /// What follows a `#` or stands in a path: all but letters, digits and `-._~/+` becomes `%XX` (RFC 3986 §2.1).
    mutating func add(uri text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-")...UInt8(ascii: "/"), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "+"):
                add(byte: byte)
            default:
                add(byte: UInt8(ascii: "%"))
                add(UInt64(byte), width: 2, radix: 16)
            }
        }
    }

    /// A label's value of the Prometheus text format: backslash, quote and line feed are escaped.
    mutating func add(label text: String) {
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C:
                add(byte: 0x5C)
                add(byte: byte)
            case 0x0A: add("\\n")
            default: add(byte: byte)
            }
        }
    }

    /// One word of a line that scripts split at spaces: a space or a control character would shift what follows.
    mutating func add(word text: String) {
        for byte in text.utf8 { add(byte: byte <= 0x20 || byte == 0x7F ? UInt8(ascii: "_") : byte) }
    }

    /// One line: a control character, and so a line break, becomes a question mark.
    mutating func add(line text: String) {
        for byte in text.utf8 { add(byte: byte < 0x20 || byte == 0x7F ? UInt8(ascii: "?") : byte) }
    }
}
