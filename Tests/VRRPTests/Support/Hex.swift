/// The bytes of annotated hexadecimal text: spaces, line ends and what follows a `#` on a line are left out.
func hex(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var high: UInt8?
    for line in text.split(separator: "\n") {
        for digit in line.prefix(while: { $0 != "#" }).compactMap({ $0.hexDigitValue }) {
            if let first = high {
                bytes.append(first << 4 | UInt8(digit))
                high = nil
            } else {
                high = UInt8(digit)
            }
        }
    }
    precondition(high == nil, "half a byte in \(text)")
    return bytes
}
