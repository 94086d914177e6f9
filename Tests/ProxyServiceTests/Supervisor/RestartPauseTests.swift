import Balancing
import Testing

@testable import ProxyService

struct RestartPauseTests {
    @Test("the pause before a worker's successor doubles up to half a minute")
    func doubling() {
        var pause = RestartPause()
        let now = Instant(nanoseconds: 0)
        let lengths = (0..<11).map { _ in pause.workerDied(at: now, lived: .zero).nanoseconds / 1_000_000 }
        #expect(lengths == [100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000])
        #expect(pause.due == now + .seconds(30))
    }

    @Test("a worker that served for a minute is forgiven")
    func forgiveness() {
        var pause = RestartPause()
        for _ in 0..<5 { _ = pause.workerDied(at: Instant(nanoseconds: 0), lived: .seconds(59)) }
        let length = pause.workerDied(at: Instant(nanoseconds: 0), lived: .seconds(60))
        #expect(length == RestartPause.shortest)
    }
}
