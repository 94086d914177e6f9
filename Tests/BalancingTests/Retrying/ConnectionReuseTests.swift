import Balancing
import Testing

@Suite("http-reuse (configuration.txt §4.2)")
struct ConnectionReuseTests {
    @Test(
        "which idle connections a request may use",
        arguments: [
            (ConnectionReuse.never, true, [], []), (.never, false, [], []), (.safe, true, [], [.idle, .safe]),
            (.safe, false, [.idle, .safe], [.idle, .safe]), (.aggressive, true, [.safe], [.idle, .safe]),
            (.aggressive, false, [.idle, .safe], [.idle, .safe]), (.always, true, [.safe, .idle], [.idle, .safe]),
            (.always, false, [.idle, .safe], [.idle, .safe]),
        ] as [(ConnectionReuse, Bool, [ConnectionReuse.Kind], [ConnectionReuse.Kind])])
    func choice(
        mode: ConnectionReuse, first: Bool, plain: [ConnectionReuse.Kind], repeatable: [ConnectionReuse.Kind]
    ) {
        for (isRepeatable, expected) in [(false, plain), (true, repeatable)] {
            let choice = mode.choice(isFirstRequest: first, isRepeatable: isRepeatable)
            #expect([choice.first, choice.second].compactMap(\.self) == (mode == .never ? [] : expected))
        }
    }

    @Test(
        "what a connection is after a response",
        arguments: [
            (ConnectionReuse.safe, 1, false, ConnectionReuse.Kind.idle), (.safe, 2, false, .safe),
            (.always, 1, false, .idle), (.safe, 2, true, nil), (.never, 2, false, nil),
        ] as [(ConnectionReuse, Int, Bool, ConnectionReuse.Kind?)])
    func kind(mode: ConnectionReuse, requests: Int, isPrivate: Bool, kind: ConnectionReuse.Kind?) {
        #expect(mode.kind(requests: requests, isPrivate: isPrivate) == kind)
    }

    @Test("what covers a reused connection's failures")
    func covered() {
        #expect(RetryPolicy.Conditions.allRetryableErrors.coverReusedConnections)
        #expect(!RetryPolicy.Conditions.connectionFailure.coverReusedConnections)
        #expect(!([.connectionFailure, .emptyResponse] as RetryPolicy.Conditions).coverReusedConnections)
    }

    @Test("pool-max-conn", arguments: [(nil, 5), (2, 2), (0, 0)] as [(Int?, Int)])
    func limit(limit: Int?, kept: Int) {
        var pool = IdlePool(limit: limit)
        for _ in 0..<5 { pool.opened() }
        for _ in 0..<5 { _ = pool.released() }
        #expect(pool.idle == kept)
        #expect(pool.used == 0)
    }

    @Test("pool-purge-delay 0 keeps none")
    func noDelay() {
        var pool = IdlePool(purgeDelay: .zero)
        pool.opened()
        let isKept = pool.released()
        #expect(!isKept)
    }

    @Test("half of what was not needed goes, then half of the rest")
    func purge() {
        var pool = IdlePool()
        for _ in 0..<8 { pool.opened() }
        for _ in 0..<8 { _ = pool.released() }
        var purged: [Int] = []
        for _ in 0..<6 {
            let count = pool.purge()
            for _ in 0..<count { pool.closed(wasIdle: true) }
            purged.append(count)
        }
        // Nothing at first: all eight were in use since the last time; then the need is forgotten by halves.
        #expect(purged == [0, 0, 2, 2, 2, 1])
        #expect(pool.idle == 1)
    }

    @Test("what is in use again is needed again")
    func needed() {
        var pool = IdlePool()
        for _ in 0..<4 { pool.opened() }
        for _ in 0..<4 { _ = pool.released() }
        _ = pool.purge()
        for _ in 0..<4 { pool.reused() }
        for _ in 0..<4 { _ = pool.released() }
        let count = pool.purge()
        #expect(count == 0)
        #expect(pool.idle == 4)
    }
}
