import Testing
import VRRP

@Suite("Initialize (RFC 5798 §6.4.1)")
struct StartupTests {
    @Test("a router that is no owner starts as backup and waits Master_Down_Interval")
    func backup() {
        var router = TestRouter(priority: 100)
        #expect(router.at(0, .startup) == [.notify(.initialize, .backup, .startup), .arm(3609.375)])
    }

    @Test("state MASTER changes nothing for it (keepalived 2.2.7)")
    func stateMaster() {
        var router = TestRouter(priority: 100) { $0.startsAsMaster = true }
        #expect(router.at(0, .startup) == [.notify(.initialize, .backup, .startup), .arm(3609.375)])
    }

    @Test("an owner with state MASTER is master at once")
    func owner() {
        var router = TestRouter(priority: 255) { $0.startsAsMaster = true }
        #expect(
            router.at(0, .startup) == [
                .sendAdvertisement(priority: 255), .addAddresses, .announce(rounds: 5),
                .notify(.initialize, .master, .owner), .arm(1000),
            ])
    }

    @Test("an owner with state BACKUP waits (keepalived.conf(5), state)")
    func ownerBackup() {
        var router = TestRouter(priority: 255)
        #expect(router.at(0, .startup) == [.notify(.initialize, .backup, .startup), .arm(3003.90625)])
    }

    @Test("with a fault it starts in the fault state, and in backup when the last fault is gone")
    func fault() {
        var router = TestRouter(faults: [.link, .script])
        #expect(router.at(0, .startup) == [.notify(.initialize, .fault, .fault([.link, .script]))])
        #expect(router.at(10, .faultCleared(.link)) == [])
        #expect(router.at(20, .faultCleared(.script)) == [.notify(.fault, .backup, .faultsCleared), .arm(3629.375)])
    }

    @Test("before it starts it does nothing", arguments: [.heard(0), .heard(100), .timerExpired, .shutdown] as [Event])
    func nothing(event: Event) {
        var router = TestRouter()
        #expect(router.at(0, event) == [])
        #expect(router.router.role == .initialize)
    }

    @Test("a fault before the start is remembered")
    func earlyFault() {
        var router = TestRouter()
        #expect(router.at(0, .faultRaised(.link)) == [])
        #expect(router.at(0, .startup) == [.notify(.initialize, .fault, .fault(.link))])
    }

    @Test("starting twice is starting once")
    func twice() {
        var router = TestRouter.backup()
        #expect(router.at(100, .startup) == [])
    }
}
