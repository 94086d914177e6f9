internal import CLinux

/// Buffers of one size, for bytes on their way. One thread's own; held only while they hold something. The kernel gives
/// their memory when it is first written to, and gets it back when many are free.
@safe struct BufferPool: ~Copyable {
    /// HAProxy's tune.bufsize.
    static let size = 16_384
    /// Room kept before a message for a head that grows (HAProxy's tune.maxrewrite).
    static let headroom = 1024
    private static let perChunk = 64

    private var chunks: [UnsafeMutableRawPointer] = unsafe []
    private var free: [Int32] = []

    init() {}

    deinit { for index in unsafe chunks.indices { unsafe linux_unmap(chunks[index], Self.size * Self.perChunk) } }

    /// A buffer, -1 if the kernel has no memory.
    mutating func take() -> Int32 {
        if free.isEmpty { grow() }
        return free.popLast() ?? -1
    }

    mutating func give(back buffer: inout Int32) {
        guard buffer >= 0 else { return }
        free.append(buffer)
        buffer = -1
    }

    var count: Int { unsafe chunks.count * Self.perChunk - free.count }

    private mutating func grow() {
        guard let chunk = unsafe linux_map(Self.size * Self.perChunk) else { return }
        let first = unsafe Int32(chunks.count * Self.perChunk)
        unsafe chunks.append(chunk)
        unsafe free.reserveCapacity(chunks.count * Self.perChunk)
        for index in (0..<Int32(Self.perChunk)).reversed() { free.append(first + index) }
    }

    /// Where a buffer's bytes begin: `size` of them, until it is given back.
    @inline(__always)
    func pointer(_ buffer: Int32) -> UnsafeMutablePointer<UInt8> {
        // The array checks the chunk.
        let chunk = unsafe chunks[Int(buffer) / Self.perChunk]
        return unsafe (chunk + Int(buffer) % Self.perChunk * Self.size).assumingMemoryBound(to: UInt8.self)
    }
}
