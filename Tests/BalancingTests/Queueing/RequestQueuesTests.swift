import Balancing
import Testing

@Suite("Queues (configuration.txt §5.2: maxconn, maxqueue; §4.2: timeout queue)")
struct RequestQueuesTests {
    /// Two backends, of one and of two servers.
    private func queues() -> RequestQueues { RequestQueues(serverCounts: [1, 2], slots: 8) }

    @Test("a server takes its own and the backend's requests in the order they came")
    func order() {
        var queues = queues()
        for (slot, server) in [(3, -1), (1, 0), (4, 1), (2, -1), (0, 0)] as [(Int32, Int32)] {
            queues.enqueue(slot, backend: 1, server: server, at: .at(0))
        }
        var order: [Int32] = []
        for server in [0, 0, 0, 0, 0, 1, 1] as [Int32] {
            order.append(queues.dequeue(backend: 1, server: server, takesFromBackend: true))
        }
        #expect(order == [3, 1, 2, 0, -1, 4, -1])
    }

    @Test("a server that takes no new requests takes only its own")
    func draining() {
        var queues = queues()
        queues.enqueue(5, backend: 1, server: -1, at: .at(0))
        queues.enqueue(6, backend: 1, server: 1, at: .at(0))
        let own = queues.dequeue(backend: 1, server: 1, takesFromBackend: false)
        let none = queues.dequeue(backend: 1, server: 1, takesFromBackend: false)
        #expect([own, none] == [6, -1])
        #expect(queues.count(backend: 1, server: -1) == 1)
    }

    @Test("backends do not see each other's")
    func backends() {
        var queues = queues()
        queues.enqueue(0, backend: 0, server: -1, at: .at(0))
        queues.enqueue(1, backend: 1, server: -1, at: .at(0))
        #expect([queues.total(backend: 0), queues.total(backend: 1)] == [1, 1])
        let slot = queues.dequeue(backend: 1, server: 0, takesFromBackend: true)
        #expect(slot == 1)
        #expect(queues.isWaiting(0))
    }

    @Test("timeout queue: the oldest first, whichever queue it stands in")
    func timeout() {
        var queues = queues()
        #expect(queues.deadline(backend: 1, timeout: .seconds(5)) == nil)
        queues.enqueue(2, backend: 1, server: 1, at: .at(100))
        queues.enqueue(7, backend: 1, server: -1, at: .at(200))
        #expect(queues.deadline(backend: 1, timeout: .seconds(5)) == .at(5100))
        let expired = [5099, 5100, 5100, 5200].map {
            queues.expire(backend: 1, timeout: .seconds(5), at: .at($0))
        }
        #expect(expired == [-1, 2, -1, 7])
    }

    @Test("the log's places in a queue: what left it before")
    func left() {
        var queues = queues()
        for slot in 0..<3 as Range<Int32> { queues.enqueue(slot, backend: 0, server: -1, at: .at(0)) }
        queues.remove(1)
        _ = queues.dequeue(backend: 0, server: 0, takesFromBackend: true)
        #expect(queues.left(backend: 0, server: -1) == 1)
    }

    @Test("no entry is lost or comes twice, whatever happens", arguments: 0..<50)
    func model(seed: Int) {
        var random = RandomSource(seed: UInt64(seed))
        func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
        var queues = RequestQueues(serverCounts: [3, 2], slots: 30)
        var models = [RequestQueueModel(), RequestQueueModel()]
        var now = 0
        for _ in 0..<500 {
            now += below(20)
            let backend = below(2)
            let server = Int32(below(3 - backend))
            switch below(8) {
            case 0...3:
                let slot = Int32(below(30))
                guard !queues.isWaiting(slot) else { continue }
                let target: Int32 = below(2) == 0 ? -1 : server
                queues.enqueue(slot, backend: backend, server: target, at: .at(now))
                models[backend].waiting.append(.init(slot: slot, server: target, since: now))
            case 4:
                let slot = Int32(below(30))
                let removed = models[0].remove(slot)
                let expected = models[1].remove(slot) || removed
                let wasWaiting = queues.remove(slot)
                #expect(wasWaiting == expected)
            case 5:
                let slot = queues.expire(backend: backend, timeout: .milliseconds(100), at: .at(now))
                let expected = models[backend].expire(timeout: 100, now: now)
                #expect(slot == expected)
            case 6:
                let slot = queues.redistribute(backend: backend, server: server)
                let expected = models[backend].redistribute(server: server)
                #expect(slot == expected)
            default:
                let takes = below(2) == 0
                let slot = queues.dequeue(backend: backend, server: server, takesFromBackend: takes)
                let expected = models[backend].dequeue(server: server, takesFromBackend: takes)
                #expect(slot == expected)
            }
            for backend in 0..<2 {
                #expect(Int(queues.total(backend: backend)) == models[backend].waiting.count)
                let counts = (-1..<Int32(3 - backend)).map { queues.count(backend: backend, server: $0) }
                #expect(counts.reduce(0, +) == queues.total(backend: backend))
            }
        }
    }

    @Test(
        "connect, wait, choose another or refuse",
        arguments: [
            ("no maxconn", Limits(), 1000, 0, true, true, Admission.connect),
            ("below maxconn", Limits(connections: 2), 1, 0, true, true, .connect),
            ("at maxconn", Limits(connections: 2), 2, 0, true, true, .waitForServer),
            ("somebody waits already", Limits(connections: 2), 1, 1, true, true, .waitForServer),
            ("maxqueue not reached", Limits(connections: 2, queue: 3), 2, 2, true, true, .waitForServer),
            ("maxqueue, cookie, redispatch", Limits(connections: 2, queue: 3), 2, 3, true, true, .chooseAnother),
            ("maxqueue, cookie", Limits(connections: 2, queue: 3), 2, 3, true, false, .refuse),
            ("maxqueue, hash, redispatch", Limits(connections: 2, queue: 3), 2, 3, false, true, .refuse),
        ] as [(String, Limits, Int32, Int32, Bool, Bool, Admission)])
    func admission(
        reason: String, limits: Limits, served: Int32, queued: Int32, isDirect: Bool, redispatches: Bool,
        admission: Admission
    ) {
        #expect(
            Admission(limits, served: served, queued: queued, isDirect: isDirect, redispatches: redispatches)
                == admission)
    }
}
