import Addresses

/// What a fetch yields.
enum FetchedValue {
    case missing
    case truth(Bool)
    case number(Int)
    case address(IPAddress)
    /// Bytes of the message's buffer.
    case text(Range<Int>)
    /// Bytes of the program's arena.
    case constant(ByteSlice)
}
