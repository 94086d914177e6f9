/// Bytes as they travel, written so that a row of the table shows every line end: `|` is CR LF, and `¦` is a `|`.
/// Any other character is itself, a lone `\r` or `\n` too.
struct Bytes: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation, CustomStringConvertible
{
    var bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    init(stringLiteral text: String) {
        bytes = Array(text.replacing("|", with: "\r\n").replacing("¦", with: "|").utf8)
    }

    /// Written in the same way, long ones cut.
    var description: String {
        let text = bytes.map { byte -> String in
            switch byte {
            case 0x20...0x7E: String(UnicodeScalar(byte))
            case 0x0D: "\\r"
            case 0x0A: "\\n"
            default: "\\" + String(byte, radix: 16)
            }
        }.joined().replacing("\\r\\n", with: "|")
        return text.count <= 600 ? text : "\(text.prefix(500))…(\(bytes.count) bytes)"
    }

    static func + (left: Bytes, right: Bytes) -> Bytes { Bytes(left.bytes + right.bytes) }

    /// `text` so many times.
    static func repeated(_ text: String, _ count: Int) -> Bytes {
        Bytes(Array(String(repeating: text, count: count).utf8))
    }
}
