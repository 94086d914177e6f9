import Balancing
import Testing

@Suite("When checks run (configuration.txt §5.2: inter, fastinter, downinter)")
struct ScheduleTests {
    private static func settings(
        _ interval: Int, fast: Int? = nil, down: Int? = nil, isDisabled: Bool = false
    ) -> ServerSettings {
        var settings = ServerSettings()
        settings.check = CheckSettings()
        settings.check?.interval = .milliseconds(interval)
        settings.check?.fastInterval = fast.map { .milliseconds($0) }
        settings.check?.downInterval = down.map { .milliseconds($0) }
        settings.isDisabled = isDisabled
        return settings
    }

    @Test(
        "the first checks are spread over an interval",
        arguments: [
            ("alone: at once", 0, [settings(2000)], 0), ("the second of four", 1, four, 500),
            ("the last of four", 3, four, 1500),
            ("a longer interval than the smallest counts", 1, [settings(2000), settings(10_000)], 5000),
            ("below a second it counts the smallest of the others", 1, [settings(60_000), settings(300)], 30_000),
            ("only intervals below a second", 1, [settings(300), settings(500)], 250),
            ("heard of HAProxy: 1 s with fastinter 300 ms first", 1, heard, 667),
            ("heard of HAProxy: 3 s with fastinter 200 ms last", 2, heard, 1333),
            ("disabled: downinter", 1, [settings(2000), settings(2000, down: 8000, isDisabled: true)], 4000),
            ("a server without check does not count", 0, [settings(300), ServerSettings()], 0),
        ])
    func spread(reason: String, position: Int, all: [ServerSettings], first: Int) {
        let schedule = CheckSchedule(
            start: .at(0), all[position], position: position, count: all.count,
            smallest: CheckSchedule.smallestInterval(of: all))
        // HAProxy counts whole milliseconds.
        let late = (schedule.next - .at(first)).nanoseconds
        #expect(abs(late) <= 1_000_000)
    }

    private static let four = [settings(2000), settings(2000), settings(2000), settings(2000)]
    private static let heard = [settings(1000, fast: 300), settings(2000), settings(3000, fast: 200)]

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
