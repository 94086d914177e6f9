import Testing
import VRRP

@Suite("Sync groups (keepalived.conf(5), vrrp_sync_group)")
struct SyncGroupTests {
    @Test("one fault is a fault of all, and all come back together")
    func fault() {
        var pair = TestGroup()
        pair.handle(.startup, at: 0)
        pair.handle(.faultRaised(.link), member: 1, at: 10)
        #expect(pair.roles == [.fault, .fault])
        pair.handle(.faultRaised(.script), member: 0, at: 20)
        pair.handle(.faultCleared(.link), member: 1, at: 30)
        #expect(pair.roles == [.fault, .fault])
        pair.handle(.faultCleared(.script), member: 0, at: 40)
        #expect(pair.roles == [.backup, .backup])
        #expect(pair.changes == [.backup, .fault, .backup])
    }

    @Test("nobody is master before all want to be")
    func allWant() {
        var pair = TestGroup()
        pair.handle(.startup, at: 0)
        pair.handle(.heard(200), member: 1, at: 2000)
        pair.handle(.timerExpired, member: 0, at: 3609.375)
        #expect(pair.roles == [.backup, .backup])
        #expect(pair.router(0).deadline == .at(4609.375))
        pair.handle(.timerExpired, member: 1, at: 5609.375)
        #expect(pair.roles == [.master, .master])
        #expect(pair.changes == [.backup, .master])
    }

    @Test("a master heard meanwhile takes the wish back")
    func wishTakenBack() {
        var pair = TestGroup()
        pair.handle(.startup, at: 0)
        pair.handle(.timerExpired, member: 0, at: 3609.375)
        pair.handle(.heard(200), member: 0, at: 3700)
        pair.handle(.timerExpired, member: 1, at: 3800)
        #expect(pair.roles == [.backup, .backup])
    }

    @Test("one that gives way takes the others along, with priority 0")
    func backup() {
        var pair = TestGroup.masters()
        pair.handle(.heard(200), member: 0, at: 10_000)
        #expect(pair.roles == [.backup, .backup])
        #expect(pair.actions[1].contains(.sendAdvertisement(priority: 0)))
        #expect(pair.actions[1].contains(.notify(.master, .backup, .syncGroup)))
    }

    @Test("a fault of a master takes the addresses of all off")
    func masterFault() {
        var pair = TestGroup.masters()
        pair.handle(.faultRaised(.process), member: 1, at: 10_000)
        #expect(pair.roles == [.fault, .fault])
        #expect(pair.actions[0].contains(.removeAddresses))
        #expect(pair.actions[1].contains(.removeAddresses))
    }

    @Test("an owner in a group waits for the others")
    func owner() {
        var pair = TestGroup { $0.priority = 255 }
        pair.handle(.startup, member: 0, at: 0)
        #expect(pair.router(0).role == .backup)
    }

    @Test("a new group around a master and a new member makes the member master: no address is dropped")
    func newMember() {
        var pair = TestGroup()
        pair.handle(.startup, member: 0, at: 0)
        _ = pair.routers[0].at(1, .groupBecomes(.master))
        pair.handle(.startup, member: 1, at: 2)
        #expect(pair.roles == [.master, .master])
    }

    @Test("orders that change nothing", arguments: [Event.GroupOrder.master, .backup])
    func idempotent(order: Event.GroupOrder) {
        var router = TestRouter(faults: .link)
        _ = router.at(0, .startup)
        #expect(router.at(1, .groupBecomes(order)) == [])
    }
}
