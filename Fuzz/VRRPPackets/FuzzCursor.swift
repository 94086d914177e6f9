/// Where the reading of an input stands; zeros where the input is too short.
struct FuzzCursor {
    private(set) var position = 0

    mutating func byte(of bytes: Span<UInt8>) -> UInt8 {
        guard position < bytes.count else { return 0 }
        defer { position += 1 }
        return bytes[position]
    }

    /// The next bytes, at most so many.
    mutating func range(_ count: Int, of bytes: Span<UInt8>) -> Range<Int> {
        let start = min(position, bytes.count)
        position = min(start + count, bytes.count)
        return start..<position
    }
}
