import Glibc
import Testing

@testable import Linux

@Suite("timers and clocks")
struct TimerTests {
    private func waits(_ timer: borrowing Timer, milliseconds: Int32) throws -> Bool {
        var poller = try Poller(capacity: 1)
        try poller.add(timer.descriptor, .reading, token: 1)
        return try poller.wait(milliseconds: milliseconds) == 1
    }

    @Test("wakes at its moment and not before, once")
    func wakes() throws {
        let timer = try Timer()
        let moment = MonotonicClock.now + 20_000_000
        try timer.arm(at: moment)
        #expect(try !timer.acknowledge())
        #expect(try waits(timer, milliseconds: 5000))
        #expect(MonotonicClock.now >= moment)
        #expect(try timer.acknowledge())
        #expect(try !timer.acknowledge())
        #expect(try !waits(timer, milliseconds: 0))
    }

    @Test("wakes at once for a moment that is past", arguments: [Int64.min, -1, 0, 1])
    func past(moment: Int64) throws {
        let timer = try Timer()
        try timer.arm(at: moment)
        #expect(try waits(timer, milliseconds: 5000))
    }

    @Test("takes the farthest moment there is")
    func farthest() throws {
        let timer = try Timer()
        try timer.arm(at: .max)
        #expect(try !waits(timer, milliseconds: 1))
    }

    @Test("does not wake when it is disarmed, even if its moment has come")
    func disarmed() throws {
        let timer = try Timer()
        try timer.arm(at: 1)
        #expect(try waits(timer, milliseconds: 5000))
        try timer.disarm()
        #expect(try !waits(timer, milliseconds: 5))
        #expect(try !timer.acknowledge())
    }

    @Test(
        "a moment of the wall clock has RFC 3339's text",
        arguments: [
            (Int64(0), "1970-01-01T00:00:00.000Z"), (951_782_399_999_000_000, "2000-02-28T23:59:59.999Z"),
            (951_782_400_000_000_000, "2000-02-29T00:00:00.000Z"),
            (1_795_521_734_058_999_999, "2026-11-24T12:02:14.058Z"),
            (4_107_542_400_000_000_000, "2100-03-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
        ])
    func wallClock(nanoseconds: Int64, expected: String) {
        #expect(WallClock.text(nanoseconds) == expected)
    }

    @Test("the clocks run, in nanoseconds")
    func clocks() {
        let before = MonotonicClock.now
        usleep(2000)
        #expect(MonotonicClock.now - before >= 2_000_000)
        #expect(WallClock.now / 1_000_000_000 - Int64(time(nil)) <= 1)
    }
}
