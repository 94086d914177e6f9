/// What the supervisor and a worker tell each other: a line `kind length`, and so many bytes.
enum Message: Equatable {
    // Of a worker:
    /// It serves.
    case ready
    /// It cannot serve, and ends.
    case failed(String)
    /// The answer to `ping`.
    case pong
    /// What is to survive a reload, as `SavedState` writes it: when asked, and whenever an operator changed something.
    case state([UInt8])
    // Of the supervisor:
    case ping
    case askState

    /// The longest content. A state has about a hundred bytes for each server.
    static let limit = 16 << 20

    var bytes: [UInt8] {
        switch self {
        case .ready: Self.encode("ready", [])
        case .failed(let text): Self.encode("failed", Array(text.utf8.prefix(Self.limit)))
        case .pong: Self.encode("pong", [])
        case .state(let content): Self.encode("state", content.count <= Self.limit ? content : [])
        case .ping: Self.encode("ping", [])
        case .askState: Self.encode("ask", [])
        }
    }

    private static func encode(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        Array("\(kind) \(content.count)\n".utf8) + content
    }

    fileprivate init?(_ kind: String, _ content: ArraySlice<UInt8>) {
        switch kind {
        case "ready": self = .ready
        case "failed": self = .failed(String(decoding: content, as: UTF8.self))
        case "pong": self = .pong
        case "state": self = .state(Array(content))
        case "ping": self = .ping
        case "ask": self = .askState
        default: return nil
        }
    }
}

/// Cuts what comes into messages, whatever the pieces are. The supervisor is root and a worker reads from the network:
/// what is no message ends the conversation.
struct MessageReader {
    struct Nonsense: Error {}

    /// The longest first line.
    private static let lineLimit = 32
    private var buffer: [UInt8] = []
    private var start = 0

    mutating func receive(_ bytes: ArraySlice<UInt8>) {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        buffer += bytes
    }

    /// The next whole message, nil before more has come.
    mutating func next() throws(Nonsense) -> Message? {
        let rest = buffer[start...]
        guard let end = rest.prefix(Self.lineLimit).firstIndex(of: 0x0A) else {
            if rest.count >= Self.lineLimit { throw Nonsense() }
            return nil
        }
        let words = rest[..<end].split(separator: 0x20)
        guard words.count == 2, let count = Int(String(decoding: words[1], as: UTF8.self)), count >= 0,
            count <= Message.limit
        else { throw Nonsense() }
        guard buffer.count - end - 1 >= count else { return nil }
        start = end + 1 + count
        guard let message = Message(String(decoding: words[0], as: UTF8.self), buffer[(end + 1)..<start]) else {
            throw Nonsense()
        }
        return message
    }
}
