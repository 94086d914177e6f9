import Linux

/// The unix socket at which `clusterd vrrp --status` asks. One question a connection: a line, then the answer.
struct StatusServer: ~Copyable {
    /// A class, because a dictionary cannot hold what cannot be copied.
    final class Client {
        let connection: UnixConnection
        var question: [UInt8] = []
        var answer: [UInt8] = []
        var sent = 0
        var isAnswered = false

        init(_ connection: consuming UnixConnection) { self.connection = connection }
    }

    /// Whoever may connect can do no more harm than to hold so many connections: of more the oldest is closed, so that one
    /// who asks is always answered.
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
        try listener?.watch(&poller)
    }

    mutating func accept(_ poller: inout Poller) {
        while let connection = listener?.next() {
            if clients.count >= Self.most, let oldest = clients.keys.min() { close(oldest, &poller) }
            let client = Client(connection)
            guard (try? poller.add(client.connection.descriptor, .reading, token: Token(.client, next).value)) != nil
            else { continue }
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

extension Daemon {
    /// A client has sent something, or can take more of its answer.
    func answer(_ number: UInt32) {
        guard let client = server.clients[number] else { return }
        if !client.isAnswered, !readQuestion(client, number) { return }
        send(to: client, number)
    }

    /// - Returns: whether there is an answer to send.
    private func readQuestion(_ client: StatusServer.Client, _ number: UInt32) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count: Int
        do throws(LinuxError) {
            guard let read = try client.connection.read(into: &buffer) else { return false }
            count = read
        } catch {
            server.close(number, &poller)
            return false
        }
        client.question += buffer[..<count]
        guard let end = client.question.firstIndex(of: UInt8(ascii: "\n")) else {
            if count == 0 || client.question.count > 256 { server.close(number, &poller) }
            return false
        }
        client.answer = Array(reply(to: String(decoding: client.question[..<end], as: UTF8.self)).utf8)
        client.isAnswered = true
        return true
    }

    private func send(to client: StatusServer.Client, _ number: UInt32) {
        while client.sent < client.answer.count {
            let answer = client.answer
            do throws(LinuxError) {
                guard
                    let count = try client.connection.write(
                        answer.span.extracting(client.sent..<answer.count))
                else {
                    return try poller.change(
                        client.connection.descriptor, .writing, token: Token(.client, number).value)
                }
                client.sent += count
            } catch {
                return server.close(number, &poller)
            }
        }
        server.close(number, &poller)
    }

    /// The first line of an answer is the exit status for whoever asked.
    private func reply(to question: String) -> String {
        switch question {
        case "status": "0\n" + status.text
        case "status json": "0\n" + status.json + "\n"
        case "reload":
            if let error = reload() { "1\n\(error)\n" } else { "0\n\(options.file) reloaded\n" }
        default: "2\nthere is no such question\n"
        }
    }
}
