import Glibc

/// Plays a row: a client, servers, and the proxy between them, all in this thread's room.
final class Exchange {
    private let row: Row
    private let possible: [Outcome]
    private var origins: [Origin] = []
    private var clients: [Connection] = []
    private var steps: ArraySlice<ClientStep>
    private var pausedUntil: ContinuousClock.Instant?

    /// How long what is expected may take to come, and how long nothing more must come after it.
    private static let limit = Duration.seconds(6)
    private static let hold = Duration.milliseconds(60)
    /// Nothing that comes after such a silence is waited for. It is less than the time-outs that all rows share.
    private static let silence = Duration.milliseconds(2500)

    init(_ row: Row, _ engine: Engine) throws {
        self.row = row
        possible = row.expected(of: engine)
        steps = row.client[...]
        if case .connect? = steps.first {} else { steps = [.connect()] + steps }
        origins.append(try Origin(port: 81, row.origin))
        if let second = row.second { origins.append(try Origin(port: 82, second)) }
    }

    private var expected: Outcome { possible[0] }

    /// What is other than it may be, nil if nothing is.
    func mismatch() throws -> String? { Self.mismatch(try play(), possible) }

    private static func mismatch(_ seen: Seen, _ possible: [Outcome]) -> String? {
        let mismatches = possible.map(seen.mismatch)
        return mismatches.contains(nil) ? nil : mismatches[0]
    }

    /// What there was to see, once it is what was expected, or when waiting any longer makes no sense.
    private func play() throws -> Seen {
        let deadline = ContinuousClock.now + Self.limit
        var (movedAt, matchedAt) = (ContinuousClock.now, ContinuousClock.Instant?.none)
        while ContinuousClock.now < deadline {
            if try advance() {
                (movedAt, matchedAt) = (.now, nil)
            } else if steps.isEmpty {
                if matchedAt == nil, Self.mismatch(seen, possible) == nil { matchedAt = .now }
                if let matchedAt, ContinuousClock.now - matchedAt > Self.hold { break }
                if ContinuousClock.now - movedAt > Self.silence { break }
            }
            wait()
        }
        return seen
    }

    private var seen: Seen {
        let peers = origins.flatMap(\.peers)
        let answers = clients.flatMap { client in
            MessageReader(kind: expected.responses, isEnd: client.end != nil)
                .messages(client.received)
        }
        return Seen(
            server: peers.flatMap { $0.requests(expected.requests) }, client: answers,
            end: clients.last.map { $0.end == nil && $0.isOpen ? .kept : .closed } ?? .kept,
            serverConnections: peers.count, stepsLeft: steps.count)
    }

    private func wait() {
        var waiting = (origins.flatMap(\.numbers) + clients.compactMap(\.number)).map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        _ = unsafe poll(&waiting, nfds_t(waiting.count), 5)
    }

    private func advance() throws -> Bool {
        var moved = false
        for origin in origins where try origin.advance() { moved = true }
        for client in clients where client.pump() { moved = true }
        while try step() {
            moved = true
            _ = clients.last?.pump()
        }
        return moved
    }

    /// Does the client's next step, if it can be done.
    private func step() throws -> Bool {
        if let pause = pausedUntil {
            guard ContinuousClock.now >= pause else { return false }
            pausedUntil = nil
        }
        guard let step = steps.first, isReady(step) else { return false }
        steps.removeFirst()
        switch step {
        case .send(let bytes): clients.last?.send(bytes)
        case .pause(let milliseconds): pausedUntil = .now + .milliseconds(milliseconds)
        case .finish: clients.last?.finish()
        case .reset: clients.last?.reset()
        case .connect(let host):
            clients.append(Connection(try Socket.connecting(to: 80, from: host, UInt16(40_000 + clients.count))))
        case .answers, .serverHas: break
        }
        return true
    }

    private func isReady(_ step: ClientStep) -> Bool {
        guard let client = clients.last else { return true }
        switch step {
        case .answers(let count):
            let reader = MessageReader(kind: expected.responses, isEnd: client.end != nil)
            return reader.messages(client.received).count { $0.isOver } >= count || client.end != nil
        case .serverHas(let count): return seen.server.count >= count
        // So that two sends are two packets, and an end comes after them.
        case .send, .finish, .connect, .reset, .pause: return client.hasSent || client.end != nil || !client.isOpen
        }
    }
}
