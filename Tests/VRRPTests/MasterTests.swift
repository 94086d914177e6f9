import Addresses
import Testing
import VRRP

@Suite("Master (RFC 5798 §6.4.3)")
struct MasterTests {
    /// A master of priority 100, 10.0.0.2, hears something.
    struct Row: CustomTestStringConvertible, Sendable {
        let source: String
        var version = ProtocolVersion.v3
        var priority: UInt8 = 100
        let heard: UInt8
        var from: IPAddress = "10.0.0.1"
        let role: Role
        let sent: [Action]

        var testDescription: String { source }
    }

    private static let answer: [Action] = [.sendAdvertisement(priority: 100), .announce(rounds: 5)]
    private static let lastWord: [Action] = [.sendAdvertisement(priority: 100)]

    @Test(
        "who stays master, and what it says",
        arguments: [
            Row(source: "§6.4.3: higher priority", heard: 101, role: .backup, sent: lastWord),
            Row(source: "§6.4.3: same, greater address", heard: 100, from: "10.0.0.3", role: .backup, sent: lastWord),
            Row(source: "§6.4.3: same, smaller address", heard: 100, role: .master, sent: answer),
            Row(source: "§6.4.3: lower, greater address", heard: 99, from: "10.0.0.3", role: .master, sent: answer),
            Row(source: "§6.4.3: priority 0", heard: 0, role: .master, sent: answer),
            Row(source: "RFC 3768 §6.4.3: higher", version: .v2, heard: 101, role: .backup, sent: lastWord),
            Row(source: "RFC 3768 §6.4.3: lower", version: .v2, heard: 99, role: .master, sent: answer),
            Row(source: "RFC 3768 §6.4.3: priority 0", version: .v2, heard: 0, role: .master, sent: answer),
            Row(
                source: "an owner hears another owner with a greater address", priority: 255, heard: 255,
                from: "10.0.0.3", role: .backup, sent: [.sendAdvertisement(priority: 255)]),
            Row(
                source: "an owner hears a lower one: it heals the split brain, though RFC 5798 §7.1 would not listen",
                priority: 255, heard: 254, role: .master,
                sent: [.sendAdvertisement(priority: 255), .announce(rounds: 5)]),
        ])
    func hears(row: Row) {
        var router = TestRouter.master(row.version, priority: row.priority)
        let actions = router.hears(row.heard, at: 500, from: row.from)
        #expect(actions.sent == row.sent)
        #expect(router.router.role == row.role)
    }

    @Test("addresses are compared as numbers, in IPv6 too (§6.4.3: greater than)")
    func ipv6Tie() {
        var router = TestRouter.master {
            $0.primaryAddress = "fe80::9"
            $0.addresses = ["fe80::10"]
        }
        _ = router.hears(100, at: 10, from: "fe80::8")
        #expect(router.router.role == .master)
        _ = router.hears(100, at: 20, from: "fe80::10")
        #expect(router.router.role == .backup)
    }

    @Test("it advertises every interval, counted from the deadline and not from a late wake-up")
    func interval() {
        var router = TestRouter.master()
        #expect(router.at(1000, .timerExpired) == [.sendAdvertisement(priority: 100), .arm(2000)])
        #expect(router.at(2300, .timerExpired) == [.sendAdvertisement(priority: 100), .arm(3000)])
        #expect(router.at(7100, .timerExpired) == [.sendAdvertisement(priority: 100), .arm(8100)])
    }

    @Test("it gives way: addresses off, a last word, then backup with the other's interval")
    func givesWay() {
        var router = TestRouter.master()
        #expect(
            router.hears(101, at: 500, centiseconds: 10) == [
                .removeAddresses, .sendAdvertisement(priority: 100),
                .notify(.master, .backup, .higherPriority("10.0.0.1", 101)), .arm(860.9375),
            ])
    }

    @Test("without higher_prio_send_advert it gives way without a word")
    func silentGivingWay() {
        var router = TestRouter.master { $0.advertisesBeforeGivingWay = false }
        #expect(router.hears(101, at: 500).sent == [])
    }

    @Test("with lower_prio_no_advert a lower master is not answered, but neighbours are told")
    func noAnswer() {
        var router = TestRouter.master { $0.answersLowerPriority = false }
        #expect(router.hears(99, at: 500).sent == [.announce(rounds: 5)])
    }

    @Test("garp_lower_prio_repeat 0: a lower master is answered, and nothing announced")
    func noAnnouncement() {
        var router = TestRouter.master { $0.gratuitous.lowerPriorityRepeat = 0 }
        #expect(router.hears(99, at: 500).sent == [.sendAdvertisement(priority: 100)])
    }

    @Test("priority 0: it advertises and counts the interval anew (§6.4.3)")
    func priorityZero() {
        var router = TestRouter.master()
        #expect(
            router.hears(0, at: 500) == [
                .sendAdvertisement(priority: 100), .announce(rounds: 5), .note(.splitBrainEnded("10.0.0.1")),
                .arm(520),
            ])
        #expect(router.at(520, .timerExpired) == [.announce(rounds: 5), .arm(1500)])
    }

    @Test("shutdown: addresses off, priority 0 (§6.4.3)")
    func shutdown() {
        var router = TestRouter.master()
        #expect(
            router.at(10, .shutdown) == [
                .removeAddresses, .sendAdvertisement(priority: 0), .notify(.master, .initialize, .shutdown),
                .disarmTimer,
            ])
        #expect(router.router.counters.priorityZeroSent == 1)
    }

    @Test("two owners: that is said")
    func ownerConflict() {
        var router = TestRouter.master(priority: 255)
        #expect(router.hears(255, at: 10).contains(.note(.ownerConflict("10.0.0.1"))))
    }

    @Test("another priority is told at once")
    func priorityChanged() {
        var router = TestRouter.master()
        #expect(router.at(500, .priorityChanged(50)) == [.sendAdvertisement(priority: 50), .arm(1500)])
        #expect(router.at(600, .priorityChanged(50)) == [])
        #expect(router.hears(60, at: 700).contains(.removeAddresses))
    }
}
