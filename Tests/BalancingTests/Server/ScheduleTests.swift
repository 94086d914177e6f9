import Balancing
import Testing

@Suite("When checks run (configuration.txt §5.2: inter, fastinter, downinter)")
struct ScheduleTests {
    @Test(
        "the first checks are spread over an interval",
        arguments: [
            ("alone: at once", 2000, 0, 1, [2000], 0), ("the second of four", 2000, 1, 4, [2000, 2000], 500),
            ("the last of four", 2000, 3, 4, [2000], 1500),
            ("a longer interval than the smallest counts", 10_000, 1, 2, [2000, 10_000], 5000),
            ("below a second it counts the smallest of the others", 300, 1, 3, [300, 60_000], 20_000),
            ("only intervals below a second", 300, 1, 3, [300, 500], 100),
        ] as [(String, Int, Int, Int, [Int], Int)])
    func spread(reason: String, interval: Int, position: Int, count: Int, all: [Int], first: Int) {
        let smallest = CheckSchedule.smallestInterval(of: all.map { .milliseconds($0) })
        let schedule = CheckSchedule(
            start: .at(0), interval: .milliseconds(interval), position: position, count: count, smallest: smallest)
        #expect(schedule.next == .at(first))
    }

    private func server(fast: Int? = 700, down: Int? = 5000) -> TestServer {
        TestServer {
            $0.check?.fastInterval = fast.map { .milliseconds($0) }
            $0.check?.downInterval = down.map { .milliseconds($0) }
        }
    }

    @Test(
        "the next check comes an interval after the end of the last",
        arguments: [
            ("up: inter", "+", 2000, 2000), ("on its way down: fastinter", "+-", 700, 2000),
            ("down: downinter", "-", 5000, 2000), ("on its way up: fastinter", "-+", 700, 2000),
            ("up again: inter", "-++", 2000, 2000), ("stopping and well: inter", "4", 2000, 2000),
        ])
    func intervals(reason: String, checks: String, with: Int, without: Int) {
        let end = 1000 * (checks.count - 1)
        var server = server()
        server.checks(checks)
        #expect(server.server.nextEvent == .at(end + with))
        var plain = self.server(fast: nil, down: nil)
        plain.checks(checks)
        #expect(plain.server.nextEvent == .at(end + without))
    }

    @Test("one check at a time, and none before its time")
    func begin() {
        var server = TestServer()
        #expect(server.server.beginCheck(at: .at(-1)) == nil)
        #expect(server.server.beginCheck(at: .at(0)) == .at(2000))
        #expect(server.server.beginCheck(at: .at(1)) == nil)
        #expect(server.server.nextEvent == nil)
        server.checks("+", from: 30)
        #expect(server.server.nextEvent == .at(2030))
    }

    @Test(
        "how long it may take (timeout check)",
        arguments: [
            (nil, nil, 2000, 2000), (nil, 100, 2000, 2000), (500, 100, 100, 560), (500, 9000, 2000, 560),
            (500, nil, 2000, 560),
        ] as [(Int?, Int?, Int, Int)])
    func timeouts(check: Int?, connect: Int?, connected: Int, over: Int) throws {
        var server = TestServer {
            $0.check?.timeout = check.map { .milliseconds($0) }
            $0.check?.connectTimeout = connect.map { .milliseconds($0) }
        }
        let begun = server.server.beginCheck(at: .at(0))
        let deadline = try #require(begun)
        #expect(deadline == .at(connected))
        #expect(server.server.checkDeadline(connectedAt: .at(60), deadline: deadline) == .at(over))
    }

    @Test("in maintenance checks rest, and keep their rhythm")
    func maintenance() {
        var server = TestServer()
        server.checks("+", from: 300)
        server.order(.maintenance, at: 1000)
        #expect(server.server.beginCheck(at: .at(2300)) == nil)
        #expect(server.server.nextEvent == .at(4300))
        #expect(server.server.beginCheck(at: .at(60_000)) == nil)
        #expect(server.server.nextEvent == .at(60_300))
        server.order(.ready, at: 60_100)
        #expect(server.server.beginCheck(at: .at(60_300)) == .at(62_300))
    }

    @Test("an interval of nothing does not stand still")
    func zero() {
        var server = TestServer { $0.check?.interval = .zero }
        server.order(.maintenance)
        #expect(server.server.beginCheck(at: .at(5000)) == nil)
        #expect(server.server.nextEvent! > .at(5000))
    }
}
