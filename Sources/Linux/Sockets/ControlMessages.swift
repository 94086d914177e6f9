/// Walks the control messages that came with a packet (cmsg(3)). Whatever the lengths in them say, the walk ends and
/// stays inside the bytes.
struct ControlMessages {
    /// One message: who says it, what it is, and where its payload stands.
    struct Message: Equatable {
        let level: Int32
        let kind: Int32
        let payload: Range<Int>
    }

    /// `struct cmsghdr`: its own length (a size_t), level, kind.
    static let headerLength = MemoryLayout<Int>.size + 8

    private var position = 0

    /// The next message in `bytes`, nil at the end or at a length that cannot be.
    mutating func next(in bytes: Span<UInt8>) -> Message? {
        guard
            let length = MemoryLayout<Int>.size == 8
                ? bytes.native64(at: position).map({ Int(clamping: $0) })
                : bytes.native32(at: position).map({ Int(clamping: $0) })
        else { return nil }
        guard length >= Self.headerLength, length <= bytes.count - position else { return nil }
        let fields = position + MemoryLayout<Int>.size
        guard let level = bytes.signed32(at: fields), let kind = bytes.signed32(at: fields + 4) else { return nil }
        let payload = position + Self.headerLength..<position + length
        position += Self.aligned(length)
        return Message(level: level, kind: kind, payload: payload)
    }

    static func aligned(_ length: Int) -> Int {
        (length + MemoryLayout<Int>.size - 1) & ~(MemoryLayout<Int>.size - 1)
    }
}
