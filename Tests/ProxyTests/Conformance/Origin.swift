/// A server that answers as a row says, and keeps all that it gets.
final class Origin {
    private let listener: Socket
    private var replies: ArraySlice<Reply>
    private(set) var peers: [Peer] = []

    /// A connection to it.
    final class Peer {
        let connection: Connection
        /// Requests that a reply has been begun for.
        fileprivate(set) var answered = 0
        fileprivate var reply: Reply?
        fileprivate var parts: ArraySlice<Reply.Part> = []
        fileprivate var pausedUntil: ContinuousClock.Instant?

        fileprivate init(_ socket: Socket) { connection = Connection(socket) }

        var requests: [Message] { requests(.requests) }

        func requests(_ kind: MessageReader.Kind) -> [Message] {
            MessageReader(kind: kind, isEnd: connection.end != nil).messages(connection.received)
        }
    }

    init(port: UInt16, _ replies: [Reply]) throws {
        listener = try Socket.listening(on: port)
        self.replies = replies[...]
    }

    var numbers: [Int32] { [listener.number] + peers.compactMap(\.connection.number) }

    /// Does what can be done now; whether anything happened.
    func advance() throws -> Bool {
        var moved = false
        while let socket = try listener.accepted() {
            peers.append(Peer(socket))
            moved = true
        }
        for peer in peers {
            if peer.connection.pump() { moved = true }
            while step(peer) { moved = true }
            if peer.connection.pump() { moved = true }
        }
        return moved
    }

    private func step(_ peer: Peer) -> Bool {
        guard peer.connection.isOpen else { return false }
        if let pause = peer.pausedUntil {
            guard ContinuousClock.now >= pause else { return false }
            peer.pausedUntil = nil
        }
        guard let part = peer.parts.first else { return begin(peer) }
        if case .request = part, !(peer.requests.dropFirst(peer.answered - 1).first?.isOver ?? false) { return false }
        peer.parts.removeFirst()
        switch part {
        case .send(let bytes): peer.connection.send(bytes)
        case .pause(let milliseconds): peer.pausedUntil = .now + .milliseconds(milliseconds)
        case .close: peer.connection.closeWhenSent()
        case .reset: peer.connection.reset()
        case .request: break
        }
        return true
    }

    /// Takes the next reply if its time has come.
    private func begin(_ peer: Peer) -> Bool {
        let reply = replies.first ?? .ok
        switch reply.after {
        case .connection: guard peer.answered == 0 else { return false }
        case .head:
            guard let request = peer.requests.dropFirst(peer.answered).first, request.hasHead else { return false }
        case .request:
            guard let request = peer.requests.dropFirst(peer.answered).first, request.isOver else { return false }
        }
        replies = replies.dropFirst()
        peer.answered += 1
        peer.parts = reply.parts[...]
        return true
    }
}

extension Message {
    fileprivate var hasHead: Bool {
        if case .incomplete = body, fields.isEmpty { return false }
        return true
    }
}
