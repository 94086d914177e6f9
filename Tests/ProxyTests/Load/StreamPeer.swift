import Glibc
import Synchronization

@testable import Linux

/// One side of an exchange in which very many bytes follow a head.
final class StreamPeer: Sendable {
    /// What it does.
    struct Job: Sendable {
        enum Side: Sendable {
            /// Sends once all has come.
            case server
            case client
        }

        let side: Side
        let port: UInt16
        let head: String
        /// Bytes after its own head, and after the one that it gets.
        let sends: Int
        let takes: Int
        /// Reads nothing for so long: what comes must wait elsewhere.
        var pause = Duration.zero
    }

    struct State: Sendable {
        var received = 0
        var isOver = false
        var problem: String?
    }

    private let worker: Worker
    private let shared: Shared

    private final class Shared: Sendable {
        let state = Mutex(State())
    }

    init(_ job: Job) throws {
        let shared = Shared()
        self.shared = shared
        worker = try Worker {
            let loop = try Loop(job)
            return {
                let goesOn = try loop.turn()
                shared.state.withLock {
                    $0 = State(received: job.takes - loop.sink.left, isOver: !goesOn, problem: loop.problem)
                }
                return goesOn
            }
        }
    }

    var state: State { shared.state.withLock { $0 } }
    func stop() { worker.stop() }

    private final class Loop {
        private let job: Job
        private let listener: Socket?
        private var socket: Socket?
        private var head: ArraySlice<UInt8>
        private var source: Stream.Source
        private(set) var sink: Stream.Sink
        private(set) var problem: String?
        private let readsFrom: ContinuousClock.Instant
        private var received: [UInt8] = []
        private var hasHead = false
        private var buffer = [UInt8](repeating: 0, count: 256 << 10)

        init(_ job: Job) throws {
            self.job = job
            listener = job.side == .server ? try Socket.listening(on: job.port) : nil
            socket = job.side == .client ? try Socket.connecting(to: job.port) : nil
            head = Array(job.head.utf8)[...]
            source = Stream.Source(left: job.sends)
            sink = Stream.Sink(left: job.takes)
            readsFrom = .now + job.pause
        }

        private var hasTaken: Bool { hasHead && sink.left <= 0 }
        private var maySend: Bool { job.side == .client || hasTaken }
        private var isOver: Bool { problem != nil || (hasTaken && head.isEmpty && source.left == 0) }

        /// False at the end.
        func turn() throws -> Bool {
            guard let socket else {
                socket = try listener?.accepted()
                usleep(1_000)
                return true
            }
            if maySend { send(socket) }
            if ContinuousClock.now >= readsFrom { read(socket) }
            if sink.isWrong { problem = "wrong bytes, \(sink.left) before the end" }
            guard !isOver else { return false }
            let interest = maySend && source.left > 0 ? POLLIN | POLLOUT : POLLIN
            var waiting = pollfd(fd: socket.number, events: Int16(interest), revents: 0)
            _ = unsafe poll(&waiting, 1, 5)
            return true
        }

        private func send(_ socket: Socket) {
            if !head.isEmpty, let count = socket.write(head) { head = head.dropFirst(count) }
            if head.isEmpty, !source.send(to: socket) { problem = "the connection broke while it was written to" }
        }

        private func read(_ socket: Socket) {
            switch socket.read(into: &buffer) {
            case .nothing: break
            case .end, .reset: problem = "the connection ended \(sink.left) bytes before the end"
            case .bytes(let count):
                guard !hasHead else { return sink.take(buffer[..<count]) }
                received += buffer[..<count]
                guard let end = received.firstRange(of: [13, 10, 13, 10]) else { return }
                hasHead = true
                sink.take(received[end.upperBound...])
                received = []
            }
        }
    }
}
