import HTTP1

/// Bytes on their way in one direction. They stand in a buffer as `[start, end)`, ready to leave, and `[end, limit)`,
/// received and not yet looked at (the next request of a pipeline).
struct Flow {
    /// What is still to come of the message.
    enum Rest: UInt8 {
        /// Nothing: it is complete.
        case nothing
        /// `remaining` bytes.
        case counted
        case chunked
        /// Whatever comes until the source ends.
        case untilEnd
    }

    var buffer: Int32 = -1
    var start: Int32 = 0
    var end: Int32 = 0
    var limit: Int32 = 0
    var rest = Rest.nothing
    /// Chunks become plain content, for a client that knows none (HTTP/1.0).
    var unwrapsChunks = false
    var remaining: UInt64 = 0
    var chunks = ChunkDecoder()
    /// Bytes that have left.
    var sent: UInt64 = 0
    /// Content received beside what came with the head.
    var received: UInt64 = 0
    /// A pipe that carries content past us, and the bytes in it.
    var pipe: Int32 = -1
    /// The kernel has no pipe for it.
    static let noPipe: Int32 = -2
    var piped: Int32 = 0

    var pending: Int32 { end - start }
    /// All of it has left.
    var isDone: Bool { rest == .nothing && start == end && piped == 0 }

    mutating func expect(_ framing: BodyFraming) {
        switch framing {
        case .none: rest = .nothing
        case .length(let count):
            rest = count == 0 ? .nothing : .counted
            remaining = count
        case .chunked:
            rest = .chunked
            chunks = ChunkDecoder()
        case .untilClose, .tunnel: rest = .untilEnd
        }
    }
}
