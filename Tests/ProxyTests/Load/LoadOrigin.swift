import Glibc
import Synchronization

@testable import Linux

/// A server that answers every GET with the same 65 bytes, at once, as often as it is asked.
final class LoadOrigin: Sendable {
    static let body = [UInt8]((0..<65).map { UInt8(ascii: "a") + $0 % 26 })
    private static let answer = Array("HTTP/1.1 200 OK\r\nContent-Length: 65\r\n\r\n".utf8) + body

    private let worker: Worker
    private let counter: Counter

    final class Counter: Sendable {
        let value = Atomic(0)
    }

    init(port: UInt16) throws {
        let counter = Counter()
        self.counter = counter
        worker = try Worker {
            let loop = try Loop(port: port, counter)
            return {
                try loop.turn()
                return true
            }
        }
    }

    var requests: Int { counter.value.load(ordering: .relaxed) }

    /// It is gone as if it had been killed: nobody listens, and its connections are closed.
    func stop() { worker.stop() }

    private final class Loop {
        let listener: Socket
        let counter: Counter
        var poller: Poller
        var sockets: [UInt64: Socket] = [:]
        var next: UInt64 = 1
        var buffer = [UInt8](repeating: 0, count: 65_536)

        init(port: UInt16, _ counter: Counter) throws {
            listener = try Socket.listening(on: port)
            self.counter = counter
            poller = try Poller()
            try listener.watch(in: poller, token: 0)
        }

        func turn() throws {
            for index in 0..<(try poller.wait(milliseconds: 5)) {
                let token = poller[index].token
                if token == 0 { try accept() } else { serve(token) }
            }
        }

        private func accept() throws {
            while let socket = try listener.accepted() {
                try socket.watch(in: poller, token: next)
                sockets[next] = socket
                next += 1
            }
        }

        /// A request of the tests comes whole, because it is short.
        private func serve(_ token: UInt64) {
            switch sockets[token]?.read(into: &buffer) {
            case .bytes(let count):
                let requests = buffer[..<count].ranges(of: [13, 10, 13, 10]).count
                counter.value.add(requests, ordering: .relaxed)
                for _ in 0..<requests { _ = sockets[token]?.write(LoadOrigin.answer[...]) }
            case .end, .reset: sockets[token] = nil
            case .nothing, nil: break
            }
        }
    }
}
