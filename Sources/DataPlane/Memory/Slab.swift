/// Values at indices that stay theirs until they are freed; their memory never moves. One thread's own.
@safe struct Slab<Element>: ~Copyable {
    private static var chunkBits: Int { 8 }
    private static var chunkSize: Int { 1 << chunkBits }

    private let fresh: Element
    private var chunks: [UnsafeMutablePointer<Element>] = unsafe []
    /// Free indices, the last freed on top: its memory is warm.
    private var free: [Int32] = []

    /// - Parameter fresh: what a place holds that was never taken.
    init(_ fresh: Element) { self.fresh = fresh }

    deinit { for index in unsafe chunks.indices { unsafe chunks[index].deallocate() } }

    /// How many are in use.
    var count: Int { unsafe chunks.count << Self.chunkBits - free.count }
    /// Every index is below this.
    var limit: Int { unsafe chunks.count << Self.chunkBits }

    /// A free place; what was there before is still in it. Allocates only when there are more in use than ever before.
    mutating func take() -> Int32 {
        if free.isEmpty { grow() }
        return free.removeLast()
    }

    mutating func give(back index: Int32) { free.append(index) }

    private mutating func grow() {
        let first = Int32(limit)
        let chunk = UnsafeMutablePointer<Element>.allocate(capacity: Self.chunkSize)
        unsafe chunk.initialize(repeating: fresh, count: Self.chunkSize)
        unsafe chunks.append(chunk)
        // So that giving back never has to grow it.
        free.reserveCapacity(limit)
        for index in (0..<Int32(Self.chunkSize)).reversed() { free.append(first + index) }
    }

    subscript(index: Int32) -> Element {
        @inline(__always)
        _read { yield unsafe chunks[Int(index) >> Self.chunkBits][Int(index) & (Self.chunkSize - 1)] }
        @inline(__always)
        // The array checks the chunk; the rest of the index is below the chunk's size.
        _modify { yield unsafe &chunks[Int(index) >> Self.chunkBits][Int(index) & (Self.chunkSize - 1)] }
    }
}
