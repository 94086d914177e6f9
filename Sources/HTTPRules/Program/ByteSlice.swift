/// Bytes of a program's arena.
struct ByteSlice: BitwiseCopyable, Sendable {
    var start: UInt32 = 0
    var count: UInt32 = 0

    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
    @inline(__always)
    var isEmpty: Bool { count == 0 }
}

/// Neighbours in one of a program's arrays.
struct Run: BitwiseCopyable, Sendable {
    var start: UInt32 = 0
    var count: UInt32 = 0

    init() {}

    /// What an array has got since it had `start` elements.
    init(from start: Int, to end: Int) {
        (self.start, count) = (UInt32(truncatingIfNeeded: start), UInt32(truncatingIfNeeded: end - start))
    }

    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
    @inline(__always)
    var isEmpty: Bool { count == 0 }
}
