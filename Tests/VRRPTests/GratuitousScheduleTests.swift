import Testing
import VRRP

@Suite("When addresses are announced")
struct GratuitousScheduleTests {
    @Test("garp_master_repeat at once and garp_master_delay later (keepalived's defaults: 5 and 5 s)")
    func master() {
        var router = TestRouter.backup()
        #expect(router.at(3609.375, .timerExpired).contains(.announce(rounds: 5)))
        #expect(announcements(&router, from: 3610, to: 20_000) == [8610])
    }

    @Test("garp_master_refresh and garp_master_refresh_repeat")
    func refresh() {
        var router = TestRouter.master {
            $0.gratuitous.refresh = .seconds(3)
            $0.gratuitous.refreshRepeat = 2
        }
        #expect(announcements(&router, from: 10, to: 10_000, rounds: 2) == [3000, 6000, 9000])
    }

    @Test("vrrp_min_garp: one round, no second set")
    func minimum() {
        var router = TestRouter.backup {
            $0.gratuitous.masterRepeat = 1
            $0.gratuitous.masterDelay = .zero
        }
        #expect(router.at(3609.375, .timerExpired).contains(.announce(rounds: 1)))
        #expect(announcements(&router, from: 3610, to: 20_000, rounds: 1) == [])
    }

    @Test("nothing more is announced after giving way")
    func ends() {
        var router = TestRouter.backup()
        _ = router.at(3609.375, .timerExpired)
        _ = router.hears(200, at: 4000)
        #expect(router.at(9000, .faultRaised(.link)).sent == [])
    }

    /// The milliseconds, in steps of ten, at which so many rounds are announced.
    private func announcements(
        _ router: inout TestRouter, from start: Int, to end: Int, rounds: Int = 5
    ) -> [Int] {
        stride(from: start, through: end, by: 10).filter { milliseconds in
            router.at(Double(milliseconds), .timerExpired).contains(.announce(rounds: rounds))
        }
    }
}
