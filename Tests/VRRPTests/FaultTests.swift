import Testing
import VRRP

@Suite("The fault state")
struct FaultTests {
    @Test(
        "a master with a fault gives up at once, whatever the fault",
        arguments: [.link, .trackedInterface, .script, .process, .address, .group] as [FaultSet])
    func master(fault: FaultSet) {
        var router = TestRouter.master()
        #expect(
            router.at(10, .faultRaised(fault)) == [
                .removeAddresses, .sendAdvertisement(priority: 0), .notify(.master, .fault, .fault(fault)),
                .disarmTimer,
            ])
    }

    @Test("a backup with a fault says nothing")
    func backup() {
        var router = TestRouter.backup()
        #expect(
            router.at(10, .faultRaised(.link)) == [.notify(.backup, .fault, .fault(.link)), .disarmTimer])
    }

    @Test("it stays until the last fault is gone, and hears nothing meanwhile")
    func lastFault() {
        var router = TestRouter.backup()
        _ = router.at(10, .faultRaised(.link))
        #expect(router.at(20, .faultRaised(.process)) == [])
        #expect(router.hears(0, at: 30) == [])
        #expect(router.at(40, .timerExpired) == [])
        #expect(router.at(50, .faultCleared(.link)) == [])
        #expect(router.at(60, .faultCleared(.process)).contains(.notify(.fault, .backup, .faultsCleared)))
        #expect(router.router.counters.advertisementsIgnored == 1)
    }

    @Test("an owner with state MASTER is master again at once")
    func owner() {
        var router = TestRouter.master(priority: 255) { $0.startsAsMaster = true }
        _ = router.at(10, .faultRaised(.link))
        #expect(router.at(20, .faultCleared(.link)).contains(.notify(.fault, .master, .owner)))
    }

    @Test("a fault that was not there is not cleared, and none raised is none")
    func nothing() {
        var router = TestRouter.backup()
        #expect(router.at(10, .faultCleared(.script)) == [])
        #expect(router.at(20, .faultRaised([])) == [])
        #expect(router.router.role == .backup)
    }

    @Test("shutdown in the fault state")
    func shutdown() {
        var router = TestRouter(faults: .link)
        _ = router.at(0, .startup)
        #expect(router.at(10, .shutdown) == [.notify(.fault, .initialize, .shutdown)])
    }

    @Test("the words for the log")
    func words() {
        #expect("\(FaultSet([.link, .process]))" == "interface down, process not running")
    }
}
