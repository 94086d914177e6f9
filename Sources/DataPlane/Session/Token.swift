/// Whom an event concerns, in the number that epoll keeps with a descriptor. With its generation, so that an event for
/// what was at a place before is not taken for one of its successor (the descriptor's number is used again too).
struct Token {
    enum Kind: UInt64 {
        case listener
        case client
        case server
        case inbox
    }

    let kind: Kind
    let index: Int32
    let generation: UInt32

    static let generationMask: UInt32 = (1 << 30) - 1

    init(_ kind: Kind, _ index: Int32 = 0, _ generation: UInt32 = 0) {
        self.kind = kind
        self.index = index
        self.generation = generation & Self.generationMask
    }

    init(_ value: UInt64) {
        // Two bits have four values, and there are four kinds.
        kind = Kind(rawValue: value >> 62) ?? .inbox
        generation = UInt32(truncatingIfNeeded: value >> 32) & Self.generationMask
        index = Int32(truncatingIfNeeded: value)
    }

    var value: UInt64 {
        kind.rawValue << 62 | UInt64(generation) << 32 | UInt64(UInt32(bitPattern: index))
    }
}
