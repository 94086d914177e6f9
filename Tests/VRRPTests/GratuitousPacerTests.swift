import Testing
import VRRP

@Suite("Spacing announcements (garp_interval)")
struct GratuitousPacerTests {
    @Test("messages come one by one, an interval apart, round after round")
    func spacing() {
        var pacer = GratuitousPacer(interval: .milliseconds(10))
        pacer.add(router: 7, addressCount: 2, rounds: 2)
        #expect(drain(&pacer) == ["0: 7.0", "10: 7.1", "20: 7.0", "30: 7.1"])
        #expect(pacer.deadline == nil)
    }

    @Test("routers on one interface share the interval, first come, first served")
    func shared() {
        var pacer = GratuitousPacer(interval: .milliseconds(10))
        pacer.add(router: 1, addressCount: 1, rounds: 1)
        pacer.add(router: 2, addressCount: 1, rounds: 1)
        #expect(drain(&pacer) == ["0: 1.0", "10: 2.0"])
    }

    @Test("a second request of a router fills up the first, so that a flood makes no queue")
    func flood() {
        var pacer = GratuitousPacer(interval: .milliseconds(10))
        for _ in 0..<1000 { pacer.add(router: 1, addressCount: 1, rounds: 3) }
        #expect(drain(&pacer).count == 3)
    }

    @Test("a router that gives way is taken out, also in the middle")
    func cancelled() {
        var pacer = GratuitousPacer(interval: .milliseconds(10))
        pacer.add(router: 1, addressCount: 3, rounds: 2)
        pacer.add(router: 2, addressCount: 1, rounds: 1)
        _ = pacer.next(now: .at(0))
        pacer.cancel(router: 1)
        #expect(pacer.deadline == .at(10))
        #expect(drain(&pacer) == ["10: 2.0"])
    }

    @Test("without an interval all come at once; nothing asked for is nothing")
    func noInterval() {
        var pacer = GratuitousPacer(interval: .zero)
        pacer.add(router: 1, addressCount: 0, rounds: 5)
        pacer.add(router: 1, addressCount: 5, rounds: 0)
        #expect(pacer.deadline == nil)
        pacer.add(router: 1, addressCount: 2, rounds: 1)
        #expect(drain(&pacer) == ["0: 1.0", "0: 1.1"])
    }

    /// What comes out, asked for every millisecond of a second.
    private func drain(_ pacer: inout GratuitousPacer) -> [String] {
        var sent: [String] = []
        for milliseconds in 0...1000 {
            while let message = pacer.next(now: .at(Double(milliseconds))) {
                sent.append("\(milliseconds): \(message.router).\(message.address)")
            }
        }
        return sent
    }
}
