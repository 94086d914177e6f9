import Testing
import VRRP

@Suite("A reload with other settings")
struct ReloadTests {
    @Test("a master stays master: addresses that stay are not touched, the new priority is told")
    func master() {
        var router = TestRouter.master()
        let settings = TestRouter.settings(priority: 120, centiseconds: 10) {
            $0.addresses = ["10.0.0.10", "10.0.0.11"]
            $0.gratuitous.masterDelay = .zero
        }
        #expect(
            Array(router.router.reload(settings, now: .at(500))) == [
                .replaceAddresses, .sendAdvertisement(priority: 120), .announce(rounds: 1), .arm(600),
            ])
        #expect(router.router.role == .master)
    }

    @Test("a backup waits anew, with the master's interval that it learnt")
    func backup() {
        var router = TestRouter.backup()
        _ = router.hears(200, at: 100, centiseconds: 10)
        let settings = TestRouter.settings(priority: 228)
        #expect(Array(router.router.reload(settings, now: .at(200))) == [.arm(510.9375)])
    }

    @Test("weights that hold now are given along")
    func effectivePriority() {
        var router = TestRouter.master()
        let actions = Array(router.router.reload(TestRouter.settings(), effectivePriority: 90, now: .at(1)))
        #expect(actions.sent.first == .sendAdvertisement(priority: 90))
    }

    @Test("garp_master_refresh turned on and off")
    func refresh() {
        var router = TestRouter.master()
        let on = TestRouter.settings { $0.gratuitous.refresh = .milliseconds(300) }
        #expect(Array(router.router.reload(on, now: .at(0))).armed == .at(300))
        #expect(router.at(300, .timerExpired) == [.announce(rounds: 1), .arm(600)])
        #expect(Array(router.router.reload(TestRouter.settings(), now: .at(400))).armed == .at(1400))
    }

    @Test("the version, virtual_router_id and family make it another virtual router")
    func otherRouter() {
        let settings = TestRouter.settings()
        #expect(!TestRouter.settings { $0.version = .v2 }.isSameRouter(as: settings))
        #expect(!TestRouter.settings { $0.virtualRouterID = 52 }.isSameRouter(as: settings))
        #expect(!TestRouter.settings { $0.primaryAddress = "fe80::1" }.isSameRouter(as: settings))
    }

    @Test("priority, interval, addresses and password leave it the same")
    func sameRouter() {
        let other = TestRouter.settings(priority: 1, centiseconds: 1) {
            $0.addresses = []
            $0.authentication = .password(.init("x"))
            $0.primaryAddress = "10.0.0.77"
        }
        #expect(other.isSameRouter(as: TestRouter.settings()))
    }
}
