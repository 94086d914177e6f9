import Linux

/// The unix socket at which `clusterd proxy --reload` asks. One question a connection: a line, then the answer, whose
/// first line is an exit status.
struct ControlServer: ~Copyable {
    /// A class, because a dictionary cannot hold what cannot be copied.
    final class Client {
        let connection: UnixConnection
        var question: [UInt8] = []
        /// It waits for the end of a reload.
        var waits = false

        init(_ connection: consuming UnixConnection) { self.connection = connection }
    }

    /// Only root may connect; more than so many wait for nothing.
    private static let most = 32

    private let listener: UnixListener?
    private(set) var clients: [UInt32: Client] = [:]
    private var next: UInt32 = 1

    init(at path: String?) throws(LinuxError) {
        guard let path else {
            listener = nil
            return
        }
        listener = try UnixListener(at: path)
    }

    func watch(_ poller: inout Poller) throws(LinuxError) {
        guard listener != nil else { return }
        try listener?.watch(&poller)
    }

    mutating func accept(_ poller: inout Poller) {
        while let connection = listener?.next() {
            if clients.count >= Self.most, let oldest = clients.keys.min() { close(oldest, &poller) }
            let client = Client(connection)
            let token = Token(.client, next).value
            guard (try? poller.add(client.connection.descriptor, .reading, token: token)) != nil else { continue }
            clients[next] = client
            next &+= 1
        }
    }

    mutating func close(_ number: UInt32, _ poller: inout Poller) {
        guard let client = clients.removeValue(forKey: number) else { return }
        try? poller.remove(client.connection.descriptor)
    }
}

extension UnixListener {
    fileprivate func watch(_ poller: inout Poller) throws(LinuxError) {
        try poller.add(descriptor, .reading, token: Token(.listener).value)
    }

    /// A connection that waits; one that broke meanwhile is none.
    fileprivate func next() -> UnixConnection? { (try? accept()) ?? nil }
}

extension Supervisor {
    /// A client has sent something, or has gone.
    func answer(_ number: UInt32) {
        guard let client = control.clients[number] else { return }
        var buffer = [UInt8](repeating: 0, count: 256)
        guard let read = try? client.connection.read(into: &buffer) else { return }
        guard read > 0, !client.waits else { return control.close(number, &poller) }
        client.question += buffer[..<read]
        guard let end = client.question.firstIndex(of: UInt8(ascii: "\n")) else {
            if client.question.count > 256 { control.close(number, &poller) }
            return
        }
        switch String(decoding: client.question[..<end], as: UTF8.self) {
        case "reload":
            client.waits = true
            beginReload()
        default: send("2\nthere is no such question\n", to: number)
        }
    }

    /// Tells those who wait what became of the reload.
    ///
    /// - Parameter failure: nil if it was done.
    func answerReload(_ failure: String?) {
        guard !reloadsAgain else { return }
        let answer = failure.map { "1\n\($0)\n" } ?? "0\n\(options.file) reloaded\n"
        for (number, client) in control.clients where client.waits { send(answer, to: number) }
    }

    /// The answers are short: a client that cannot take one at once gets none.
    private func send(_ answer: String, to number: UInt32) {
        guard let client = control.clients[number] else { return }
        try? client.connection.writeAll(Array(answer.utf8).span)
        control.close(number, &poller)
    }
}
