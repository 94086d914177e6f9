import Addresses
import Testing
import VRRP

@Suite("Backup (RFC 5798 §6.4.2)")
struct BackupTests {
    /// A backup of priority 100 since 0 ms hears something at 500 ms.
    struct Row: CustomTestStringConvertible, Sendable {
        let source: String
        var version = ProtocolVersion.v3
        var priority: UInt8 = 100
        var preempts = true
        let heard: UInt8
        var centiseconds = 100
        /// When the timer runs out then; nil if it is not touched.
        let armed: Double?

        var testDescription: String { source }
    }

    @Test(
        "what an advertisement does to Master_Down_Timer",
        arguments: [
            Row(source: "§6.4.2: higher priority: wait anew", heard: 101, armed: 4109.375),
            Row(source: "§6.4.2: the same priority: wait anew", heard: 100, armed: 4109.375),
            Row(source: "§6.4.2: lower priority: discard", heard: 99, armed: nil),
            Row(source: "§6.4.2: lower, Preempt_Mode False: wait anew", preempts: false, heard: 99, armed: 4109.375),
            Row(source: "§6.1: an owner preempts always", priority: 255, preempts: false, heard: 254, armed: nil),
            Row(source: "§6.4.2: priority 0: Skew_Time", heard: 0, armed: 1109.375),
            Row(source: "§6.4.2: the master's interval is learnt", heard: 200, centiseconds: 10, armed: 860.9375),
            Row(source: "§6.4.2: a lower master's interval is not", heard: 50, centiseconds: 10, armed: nil),
            Row(source: "§6.4.2: nor one with priority 0", heard: 0, centiseconds: 10, armed: 1109.375),
            Row(source: "RFC 3768 §6.4.2: higher priority", version: .v2, heard: 101, armed: 4109.375),
            Row(source: "RFC 3768 §6.4.2: priority 0", version: .v2, heard: 0, armed: 1109.375),
            Row(source: "RFC 3768 §6.4.2: lower priority", version: .v2, heard: 99, armed: nil),
        ])
    func masterDownTimer(row: Row) {
        var router = TestRouter.backup(row.version, priority: row.priority) { $0.preempts = row.preempts }
        let actions = router.hears(row.heard, at: 500, centiseconds: row.centiseconds)
        #expect(actions.armed == row.armed.map { .at($0) })
        #expect(actions.sent == [])
        #expect(router.router.role == .backup)
    }

    @Test("Master_Down_Timer runs out: advertise, take the addresses, tell the neighbours")
    func becomesMaster() {
        var router = TestRouter.backup()
        #expect(
            router.at(3609.375, .timerExpired) == [
                .sendAdvertisement(priority: 100), .addAddresses, .announce(rounds: 5),
                .notify(.backup, .master, .masterDown), .arm(4609.375),
            ])
    }

    @Test("a timer that fires too early is armed again and changes nothing")
    func earlyTimer() {
        var router = TestRouter.backup()
        #expect(router.at(3609.374, .timerExpired) == [.arm(3609.375)])
    }

    @Test(
        "why it becomes master",
        arguments: [
            (0, 609.375, .masterStopped), (99, 3609.375, .preemption), (101, 3609.375, .masterDown),
        ] as [(UInt8, Double, Transition.Reason)])
    func reasons(heard: UInt8, after: Double, reason: Transition.Reason) {
        var router = TestRouter.backup()
        _ = router.hears(heard, at: 0)
        #expect(router.at(after, .timerExpired).contains(.notify(.backup, .master, reason)))
    }

    @Test("as master it uses its own interval, not the one it learnt (RFC 5798 §6.4.2)")
    func ownInterval() {
        var router = TestRouter.backup(centiseconds: 100)
        #expect(router.hears(200, at: 0, centiseconds: 10).contains(.note(.masterInterval(.init(centiseconds: 10)))))
        #expect(router.at(360.9375, .timerExpired).armed == .at(1360.9375))
    }

    @Test("preempt_delay: a lower master is put up with so long, then no more")
    func preemptDelay() {
        var router = TestRouter.backup { $0.preemptDelay = .seconds(2) }
        #expect(router.hears(50, at: 100) == [.note(.preemptionDelayed(.at(2100))), .arm(3709.375)])
        #expect(router.hears(50, at: 2099).armed == .at(5708.375))
        #expect(router.hears(50, at: 2100) == [])
        #expect(router.at(5708.375, .timerExpired).contains(.notify(.backup, .master, .preemption)))
    }

    @Test("preempt_delay begins anew after a higher master")
    func preemptDelayAnew() {
        var router = TestRouter.backup { $0.preemptDelay = .seconds(2) }
        _ = router.hears(50, at: 100)
        _ = router.hears(200, at: 1000)
        #expect(router.hears(50, at: 3000).contains(.note(.preemptionDelayed(.at(5000)))))
    }

    @Test("preempt_delay does not slow the start without a master (keepalived 2.2.7), nor an owner")
    func preemptDelayAlone() {
        var router = TestRouter.backup { $0.preemptDelay = .seconds(100) }
        #expect(router.at(3609.375, .timerExpired).contains(.addAddresses))
        var owner = TestRouter.backup(priority: 255) { $0.preemptDelay = .seconds(100) }
        #expect(owner.hears(100, at: 100) == [])
    }

    @Test("a priority that falls makes the skew longer, one that rises shorter")
    func priorityChanges() {
        var router = TestRouter.backup(priority: 100)
        #expect(router.at(1000, .priorityChanged(36)) == [.arm(3859.375)])
        #expect(router.at(2000, .priorityChanged(228)) == [.arm(3109.375)])
        #expect(router.hears(227, at: 2500) == [])
    }

    @Test("the status knows the last master, and only the first packet of a new one is compared address by address")
    func master() {
        var router = TestRouter.backup { $0.checksEveryAddressList = false }
        #expect(router.router.expectations.trustedSource == nil)
        _ = router.hears(200, at: 0, from: "10.0.0.7")
        #expect(router.router.expectations.trustedSource == "10.0.0.7")
        guard case .backup(let backup) = router.router.state else {
            Issue.record("not a backup")
            return
        }
        #expect(backup.master?.address == "10.0.0.7")
        #expect(backup.master?.priority == 200)
    }

    @Test("shutdown: nothing is said, the timer stops")
    func shutdown() {
        var router = TestRouter.backup()
        #expect(router.at(10, .shutdown) == [.notify(.backup, .initialize, .shutdown), .disarmTimer])
    }
}
