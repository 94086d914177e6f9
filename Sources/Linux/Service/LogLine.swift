/// How a line of the log is written down.
enum LogLine {
    /// The longest line in bytes; what is beyond is left out, and `…` says so. The journal itself takes 48 KiB.
    static let capacity = 4096

    /// What there is beside the text: `<N>`, the ellipsis, the line break, and room for one more that is escaped.
    static let margin = 16

    private static let hexadecimal: InlineArray<16, UInt8> = [
        0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66,
    ]

    /// Appends `<N>`, the text with its control characters escaped, and a line break.
    ///
    /// - Precondition: `line` is empty and has room for `capacity` bytes.
    static func append(_ text: Span<UInt8>, level: LogLevel?, to line: inout OutputSpan<UInt8>) {
        if let level {
            line.append(UInt8(ascii: "<"))
            line.append(UInt8(ascii: "0") + level.rawValue)
            line.append(UInt8(ascii: ">"))
        }
        for index in 0..<text.count {
            // Room for one more that is escaped, for the ellipsis and for the line break.
            guard line.freeCapacity >= 8 else {
                line.append(0xE2)
                line.append(0x80)
                line.append(0xA6)
                break
            }
            append(text, at: index, to: &line)
        }
        line.append(UInt8(ascii: "\n"))
    }

    private static func append(_ text: Span<UInt8>, at index: Int, to line: inout OutputSpan<UInt8>) {
        let byte = text[index]
        guard isControl(text, at: index) else {
            line.append(byte)
            return
        }
        line.append(UInt8(ascii: "\\"))
        line.append(UInt8(ascii: "x"))
        line.append(hexadecimal[Int(byte >> 4)])
        line.append(hexadecimal[Int(byte & 0xF)])
    }

    /// Whether the byte is, or belongs to, a control character: C0 and DEL, and C1 in UTF-8 (C2 80 to C2 9F), by which
    /// terminals take orders.
    private static func isControl(_ text: Span<UInt8>, at index: Int) -> Bool {
        func isC1(_ first: Int) -> Bool {
            first >= 0 && first + 1 < text.count && text[first] == 0xC2 && (0x80...0x9F).contains(text[first + 1])
        }
        return text[index] < 0x20 || text[index] == 0x7F || isC1(index) || isC1(index - 1)
    }
}
