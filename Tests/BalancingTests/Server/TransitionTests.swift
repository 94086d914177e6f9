import Balancing
import Testing

@Suite("What changes of state ask for")
struct TransitionTests {
    private static func change(
        _ kind: StateChange.Kind, _ operational: OperationalState, _ administrative: AdministrativeState = [],
        _ cause: StateChange.Cause = .order
    ) -> ServerAction {
        .stateChanged(StateChange(kind, operational: operational, administrative: administrative, cause: cause))
    }

    @Test("fall: the check that takes it down")
    func goesDown() {
        var server = TestServer { $0.shutsSessionsWhenDown = true }
        server.checks("+")
        #expect(server.checks("--") == [.checkChanged(TestServer.failed), .checkChanged(TestServer.failed)])
        #expect(
            server.checks("-") == [
                .checkChanged(TestServer.failed), Self.change(.down, .stopped, [], .check(TestServer.failed)),
                .tablesChanged, .shutdownSessions, .redistributeQueue,
            ])
        #expect(server.checks("-") == [])
    }

    @Test("rise: the check that brings it up, on-marked-up shutdown-backup-sessions")
    func goesUp() {
        var server = TestServer { $0.shutsBackupSessionsWhenUp = true }
        server.checks("-")
        #expect(server.checks("+") == [.checkChanged(TestServer.passed)])
        #expect(
            server.checks("+") == [
                .checkChanged(TestServer.passed), Self.change(.up, .running, [], .check(TestServer.passed)),
                .tablesChanged, .shutdownBackupSessions, .takeFromQueue,
            ])
        #expect(server.checks("+") == [])
    }

    @Test("a check that tells something new is logged, though nothing changes")
    func news() {
        var server = TestServer()
        server.checks("+")
        let other = CheckReport(.layer4Passed)
        #expect(Array(server.server.finishCheck(other, at: .at(0))) == [.checkChanged(other)])
        #expect(Array(server.server.finishCheck(other, at: .at(0))) == [])
    }

    @Test(
        "an operator's orders, in the words of HAProxy's log",
        arguments: [
            ("+", "M", [.entersMaintenance]), ("-", "M", [.entersMaintenanceFromDown]), ("+M", "M", []),
            ("+M", "R", [.leavesMaintenance]), ("+M", "D", [.leavesMaintenance, .remainsInDrain]),
            ("+", "D", [.entersDrain]), ("+D", "D", []), ("+D", "R", [.leavesDrain]),
            ("+D", "M", [.entersMaintenance]), ("+", "R", []), ("+", "d", [.down]), ("+d", "d", []), ("+", "u", []),
            ("+d", "u", [.up]), ("+", "s", [.stopping]), ("+D", "d", [.down, .remainsInDrain]), ("+M", "d", []),
        ] as [(String, String, [StateChange.Kind])])
    func orders(before: String, order: String, changes: [StateChange.Kind]) {
        var server = TestServer()
        StatusWordTests.play(before, &server)
        let orders: [String: Server.Order] = [
            "R": .ready, "D": .drain, "M": .maintenance, "u": .healthUp, "s": .healthStopping, "d": .healthDown,
        ]
        let actions = server.order(orders[order]!, at: 60_000)
        #expect(actions.changes == changes)
        #expect(actions.contains(.tablesChanged) == !changes.isEmpty)
    }

    @Test("chkdown, chkfail and downtime")
    func counters() {
        var server = TestServer()
        server.checks("+---", from: 0)
        #expect(server.server.counters.failedChecks == 3)
        #expect(server.server.counters.downTransitions == 1)
        #expect(server.server.downTime(at: .at(10_000)) == .seconds(7))
        server.checks("-++", from: 11_000)
        #expect(server.server.counters.failedChecks == 3)
        #expect(server.server.downTime(at: .at(60_000)) == .seconds(10))
        server.order(.maintenance, at: 60_000)
        #expect(server.server.counters.downTransitions == 2)
        #expect(server.server.lastChange == .at(60_000))
        #expect(server.server.downTime(at: .at(61_000)) == .seconds(11))
    }

    @Test("no series of events makes a state that cannot be", arguments: 0..<200)
    func soundness(seed: Int) {
        var random = RandomSource(seed: UInt64(seed))
        var server = TestServer {
            $0.slowStartSeconds = seed % 3
            $0.observe = .layer7
            $0.errorLimit = 2
            $0.onError = OnError(rawValue: UInt8(seed % 4))!
        }
        var now = 0
        for _ in 0..<100 {
            now += Int(random.next() % 1500)
            let server0 = server.server
            switch random.next() % 4 {
            case 0: server.order(Server.Order.allCases[Int(random.next() % 6)], at: now)
            case 1: server.checks(["+", "-", "4"][Int(random.next() % 3)], from: now)
            case 2: _ = server.server.note(Observation.allCases[Int(random.next() % 9)], at: .at(now))
            default: _ = server.server.warmUp(at: .at(now))
            }
            let after = server.server
            #expect(!after.administrative.isMaintenance || after.operational == .stopped)
            #expect((after.nextWarmup != nil) == (after.operational == .starting))
            #expect((0...4).contains(after.health!.value))
            #expect(after.counters.downTransitions >= server0.counters.downTransitions)
            #expect(!after.acceptsNewRequests || after.acceptsPersistentRequests)
        }
    }
}
