import Glibc
import Testing

@testable import Linux

@Suite("clocks")
struct MonotonicClockTests {
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
