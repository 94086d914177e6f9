/// A response that is ready to be sent, in each way in which a connection can go on.
struct Page: BitwiseCopyable, Sendable {
    var status: UInt16 = 0
    /// How many of the last bytes are the body.
    var bodyCount: UInt32 = 0
    var closing = ByteSlice()
    var keeping = ByteSlice()
    /// For HTTP/1.0.
    var keeping10 = ByteSlice()
    /// Whether it says itself that the connection is closed.
    var closes = false
}

/// A prepared page of a program.
package struct PageIndex: BitwiseCopyable, Sendable {
    var number: UInt16

    static let none = PageIndex(number: .max)
}

/// Which pages a proxy has of its own: none, or one place for each page that is built in.
struct PageTable: BitwiseCopyable, Sendable {
    var run = Run()
}

/// What a response says of the connection.
package enum ReplyConnection: UInt8, Sendable, BitwiseCopyable {
    /// It is closed: `connection: close`.
    case close
    /// It goes on, as HTTP/1.1 does unless said otherwise.
    case keepAlive
    /// It goes on, and the client speaks HTTP/1.0: `connection: keep-alive`.
    case keepAlive10
}
