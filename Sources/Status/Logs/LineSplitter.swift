/// Cuts a stream of bytes into lines.
struct LineSplitter {
    /// A longer line is no journal entry: its beginning is given, the rest passed over.
    static let limit = 1 << 20

    private var rest: [UInt8] = []
    private var isTooLong = false

    /// The lines that `bytes` complete, without their ends.
    mutating func add(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var bytes = bytes[...]
        while let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
            keep(bytes[..<end])
            lines.append(rest)
            rest = []
            isTooLong = false
            bytes = bytes[(end + 1)...]
        }
        keep(bytes)
        return lines
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        guard !isTooLong else { return }
        rest += bytes.prefix(Self.limit - rest.count)
        isTooLong = rest.count == Self.limit
    }
}
