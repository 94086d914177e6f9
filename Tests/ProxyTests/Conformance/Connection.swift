/// One end of a connection, as a client or a server has it.
final class Connection {
    enum End {
        case finished
        case reset
    }

    private var socket: Socket?
    private(set) var received: [UInt8] = []
    private(set) var end: End?
    private var outgoing: ArraySlice<UInt8> = []
    private var closesWhenSent = false
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    init(_ socket: Socket) { self.socket = socket }

    var isOpen: Bool { socket != nil }
    var hasSent: Bool { outgoing.isEmpty }
    /// What to wait for; nil if nothing.
    var number: Int32? { end == nil ? socket?.number : nil }

    func send(_ bytes: Bytes) { outgoing += bytes.bytes }

    func finish() { socket?.finish() }

    func reset() {
        try? socket?.resetOnClose()
        close()
    }

    func closeWhenSent() { closesWhenSent = true }

    func close() {
        socket = nil
        outgoing = []
    }

    /// Writes and reads what can be; whether anything moved.
    func pump() -> Bool {
        guard let socket else { return false }
        var moved = false
        while !outgoing.isEmpty, let count = socket.write(outgoing.prefix(1 << 20)), count > 0 {
            outgoing = outgoing.dropFirst(count)
            moved = true
        }
        while end == nil {
            switch socket.read(into: &buffer) {
            case .bytes(let count): received += buffer[..<count]
            case .end: end = .finished
            case .reset: (end, outgoing) = (.reset, [])
            case .nothing:
                if closesWhenSent, outgoing.isEmpty { close() }
                return moved
            }
            moved = true
        }
        if closesWhenSent, outgoing.isEmpty { close() }
        return moved
    }
}
