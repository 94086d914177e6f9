import Testing
import VRRP

@Suite("Counters, limits and the log of transitions")
struct CountersTests {
    @Test("each refusal has a counter of its own", arguments: Refusal.allCases)
    func refusals(refusal: Refusal) {
        var counters = Counters()
        counters.count(refusal)
        #expect(Refusal.allCases.filter { counters[$0] == 1 } == [refusal])
        #expect(counters.refused == 1)
    }

    @Test("a packet that a router refuses is counted by it")
    func refused() {
        var router = TestRouter()
        let header = PacketHeader(
            source: "10.0.0.7", destination: PacketHeader.multicastGroupV4, hopLimit: PacketHeader.linkLocalHopLimit)
        #expect(throws: Refusal.tooShort) {
            try router.router.decode([UInt8](repeating: 0, count: 7).span, header: header)
        }
        #expect(router.router.counters[.tooShort] == 1)
        #expect(router.router.counters.refused == 1)
    }

    @Test("keepalived's groups")
    func groups() {
        var counters = Counters()
        for refusal in Refusal.allCases { counters.count(refusal) }
        #expect(counters.lengthErrors == 2)
        #expect(counters.addressListErrors == 2)
    }

    @Test("a life in numbers")
    func life() {
        var router = TestRouter.backup()
        _ = router.hears(99, at: 10)
        _ = router.hears(0, at: 20)
        _ = router.at(629.375, .timerExpired)
        _ = router.at(1629.375, .timerExpired)
        _ = router.hears(99, at: 1700)
        _ = router.hears(101, at: 1800)
        let counters = router.router.counters
        #expect(counters.advertisementsReceived == 4)
        #expect(counters.advertisementsIgnored == 1)
        #expect(counters.priorityZeroReceived == 1)
        #expect(counters.advertisementsSent == 4)
        #expect(counters.becameMaster == 1)
        #expect(counters.releasedMaster == 1)
        #expect(counters.lowerMasterHeard == 1)
        #expect(counters.announcements == 10)
    }

    @Test("the log of transitions keeps the last 32, oldest first")
    func transitions() {
        var router = TestRouter.backup()
        for cycle in 1...20 {
            _ = router.at(Double(cycle * 10), .faultRaised(.link))
            _ = router.at(Double(cycle * 10 + 5), .faultCleared(.link))
        }
        let log = router.router.transitions
        #expect(log.total == 41)
        #expect(log.entries.count == 32)
        #expect(log.entries.first?.at == .at(50))
        #expect(log.last?.at == .at(205))
        #expect(log.last?.transition == Transition(from: .fault, to: .backup, reason: .faultsCleared))
    }

    @Test("a limiter lets so many through in a window, and says how many it held back")
    func limiter() {
        var limiter = RateLimiter(limit: 2, per: .seconds(10))
        #expect(limiter.ask(now: .at(0)) == .pass(suppressed: 0))
        #expect(limiter.ask(now: .at(1)) == .pass(suppressed: 0))
        #expect(limiter.ask(now: .at(2)) == .hold)
        #expect(limiter.ask(now: .at(9999)) == .hold)
        #expect(limiter.ask(now: .at(10_000)) == .pass(suppressed: 2))
        #expect(limiter.ask(now: .at(10_001)) == .pass(suppressed: 0))
    }
}
