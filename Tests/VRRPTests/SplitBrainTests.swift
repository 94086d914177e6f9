import Testing
import VRRP

/// After a partition heals, neighbours may know the address at the host that gives way. Its silence must not be the only
/// thing they hear.
@Suite("Healing a split brain")
struct SplitBrainTests {
    /// 1 s, 100 ms and 10 ms between advertisements.
    static let intervals = [100, 10, 1]

    @Test("a lower master: announced at once and again when it has surely given way", arguments: intervals)
    func announcedTwice(centiseconds: Int) {
        var router = TestRouter.master(centiseconds: centiseconds)
        let first = router.hears(99, at: 3, centiseconds: centiseconds)
        #expect(first.sent == [.sendAdvertisement(priority: 100), .announce(rounds: 5)])
        var announcedAt: [Int64] = []
        var deadline = first.armed
        while let now = deadline, now <= .at(50) {
            let actions = Array(router.router.handle(.timerExpired, now: now))
            if actions.sent.contains(.announce(rounds: 5)) { announcedAt.append(now.nanoseconds / 1_000_000) }
            deadline = actions.armed
        }
        #expect(announcedAt.contains(23))
    }

    @Test("the one that gives way tells the higher one, which may not have heard it before", arguments: intervals)
    func lastWord(centiseconds: Int) {
        var lower = TestRouter.master(priority: 99, centiseconds: centiseconds)
        var higher = TestRouter.master(priority: 100, centiseconds: centiseconds) { $0.primaryAddress = "10.0.0.1" }
        let advertisement = lower.hears(100, at: 5, centiseconds: centiseconds)
        #expect(advertisement.prefix(2) == [.removeAddresses, .sendAdvertisement(priority: 99)])
        let healing = higher.hears(99, at: 5.1, from: "10.0.0.2", centiseconds: centiseconds)
        #expect(healing.sent.contains(.announce(rounds: 5)))
    }

    @Test("a lower master that cannot hear us is silent one day: then announced once more")
    func silence() {
        var router = TestRouter.master { $0.gratuitous.lowerPriorityDelay = .zero }
        _ = router.hears(99, at: 100)
        _ = router.at(120, .timerExpired)
        _ = router.hears(99, at: 1100)
        _ = router.at(1120, .timerExpired)
        _ = router.at(2100, .timerExpired)
        let actions = router.at(2600, .timerExpired)
        #expect(actions.prefix(2) == [.announce(rounds: 5), .note(.splitBrainEnded("10.0.0.1"))])
        #expect(router.at(3100, .timerExpired) == [.sendAdvertisement(priority: 100), .arm(4100)])
    }

    @Test("a flood of lower advertisements is answered at most twice in 20 ms")
    func flood() {
        var router = TestRouter.master()
        var sent = 0
        var deadline: Instant?
        for microsecond in stride(from: 0, to: 1_000_000, by: 100) {
            let now = Instant(nanoseconds: Int64(microsecond) * 1000)
            var actions = Array(router.router.handle(.heard(99), now: now))
            deadline = actions.armed ?? deadline
            if let due = deadline, due <= now {
                let more = Array(router.router.handle(.timerExpired, now: now))
                deadline = more.armed
                actions += more
            }
            sent += actions.sent.count { $0 == .announce(rounds: 5) }
        }
        #expect(sent <= 100)
        #expect(router.router.counters.lowerMasterHeard == 10_000)
        #expect(router.router.counters.advertisementsSent <= 60)
    }

    @Test("garp_lower_prio_delay: another set as keepalived sends it")
    func delayed() {
        var router = TestRouter.master { $0.gratuitous.lowerPriorityDelay = .seconds(3) }
        _ = router.hears(99, at: 100)
        var announced: [Double] = []
        for milliseconds in stride(from: 120.0, through: 4000, by: 10) {
            let actions = router.at(milliseconds, .timerExpired)
            if actions.sent.contains(.announce(rounds: 5)) { announced.append(milliseconds) }
        }
        #expect(announced == [120, 1600, 3100])
    }
}
