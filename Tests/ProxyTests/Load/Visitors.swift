import Glibc
import Synchronization

@testable import Linux

/// Clients that ask one request after another, each on a connection of its own, and look at every byte of the answers.
final class Visitors: Sendable {
    struct Tally: Sendable {
        var requests = 0
        var failures: [String] = []
        /// A connection that had served before was closed as it was used again: the client asks on another one, as every
        /// client does (RFC 9112 §9.3.1).
        var askedAgain = 0
        var latencies: [Duration] = []
        /// What the field X-Generation of the last answer said.
        var generation = ""

        /// The latency that such a share of the requests did not exceed.
        func percentile(_ share: Double) -> Duration {
            let sorted = latencies.sorted()
            return sorted.isEmpty ? .zero : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
        }
    }

    private let worker: Worker
    private let shared: Shared

    final class Shared: Sendable {
        let tally = Mutex(Tally())
    }

    /// - Parameters:
    ///   - keepsAlive: else each request has a connection of its own.
    ///   - pause: what a client waits after an answer.
    init(_ count: Int, keepsAlive: Bool = true, pause: Duration = .milliseconds(1)) throws {
        let shared = Shared()
        self.shared = shared
        worker = try Worker {
            let loop = try Loop(count, keepsAlive, pause, shared)
            return {
                try loop.turn()
                return true
            }
        }
    }

    var tally: Tally { shared.tally.withLock { $0 } }

    /// Lets the answers that are under way come, for a moment, and gives all that was counted.
    func stop() -> Tally {
        worker.stop()
        return tally
    }

    private struct Client {
        var socket: Socket?
        var received: [UInt8] = []
        var isWaiting = false
        var hasServed = false
        var start = ContinuousClock.now
    }

    private final class Loop {
        static let request = Array("GET / HTTP/1.1\r\nHost: h\r\n\r\n".utf8)
        static let limit = Duration.seconds(10)

        let keepsAlive: Bool
        let pause: Duration
        let shared: Shared
        var poller: Poller
        var clients: [Client]
        var buffer = [UInt8](repeating: 0, count: 16_384)

        init(_ count: Int, _ keepsAlive: Bool, _ pause: Duration, _ shared: Shared) throws {
            self.keepsAlive = keepsAlive
            self.pause = pause
            self.shared = shared
            poller = try Poller()
            clients = Array(repeating: Client(), count: count)
        }

        func turn() throws {
            let now = ContinuousClock.now
            for index in clients.indices where !clients[index].isWaiting && clients[index].start <= now {
                clients[index].start = now
                try ask(index)
            }
            for number in 0..<(try poller.wait(milliseconds: 1)) { try read(Int(poller[number].token)) }
            for index in clients.indices where clients[index].isWaiting && now - clients[index].start > Self.limit {
                fail(index, "no answer within \(Self.limit)")
            }
        }

        private func ask(_ index: Int) throws {
            if clients[index].socket == nil {
                let socket = try Socket.connecting(to: 80)
                socket.waitUntilConnected()
                try socket.watch(in: poller, token: UInt64(index))
                clients[index].socket = socket
                clients[index].hasServed = false
            }
            clients[index].received = []
            clients[index].isWaiting = true
            guard clients[index].socket?.write(Self.request[...]) == Self.request.count else {
                return try lost(index, "the request could not be written")
            }
        }

        private func read(_ index: Int) throws {
            while let socket = clients[index].socket {
                switch socket.read(into: &buffer) {
                case .nothing: return
                case .bytes(let count):
                    clients[index].received += buffer[..<count]
                    if isOver(index) { return }
                case .end, .reset:
                    guard clients[index].isWaiting else {
                        clients[index].socket = nil
                        return
                    }
                    return try lost(index, "closed after \(Bytes(clients[index].received))")
                }
            }
        }

        /// Whether the answer is whole; a wrong one is a failure.
        private func isOver(_ index: Int) -> Bool {
            let received = clients[index].received
            guard let end = received.firstRange(of: [13, 10, 13, 10]) else { return false }
            let head = String(decoding: received[..<end.lowerBound], as: UTF8.self).lowercased()
            guard head.hasPrefix("http/1.1 200 ") else {
                fail(index, head)
                return true
            }
            guard received.count - end.upperBound >= LoadOrigin.body.count else { return false }
            guard received[end.upperBound...].elementsEqual(LoadOrigin.body) else {
                fail(index, "a wrong answer: \(Bytes(received))")
                return true
            }
            finish(index, head)
            return true
        }

        private func finish(_ index: Int, _ head: String) {
            let latency = ContinuousClock.now - clients[index].start
            let generation = head.split(separator: "\r\n").first { $0.hasPrefix("x-generation: ") }?.dropFirst(14)
            shared.tally.withLock {
                $0.requests += 1
                $0.latencies.append(latency)
                if let generation { $0.generation = String(generation) }
            }
            clients[index].isWaiting = false
            clients[index].hasServed = true
            clients[index].start = .now + pause
            if !keepsAlive || head.contains("\r\nconnection: close") { clients[index].socket = nil }
        }

        /// The connection is gone.
        private func lost(_ index: Int, _ how: String) throws {
            guard clients[index].hasServed, clients[index].received.isEmpty else { return fail(index, how) }
            shared.tally.withLock { $0.askedAgain += 1 }
            clients[index].socket = nil
            try ask(index)
        }

        private func fail(_ index: Int, _ how: String) {
            let client = clients[index].hasServed ? "a kept connection" : "a new connection"
            shared.tally.withLock { $0.failures.append("\(client): \(how)") }
            clients[index] = Client()
            clients[index].start = .now + .milliseconds(10)
        }
    }
}
