import Testing

@testable import Inventory

@Suite("a duration's text")
struct DurationTextTests {
    @Test(
        "is read exactly",
        arguments: [
            ("500ms", .milliseconds(500)), ("1s", .seconds(1)), ("1.5s", .milliseconds(1500)), ("2m", .seconds(120)),
            ("1h", .seconds(3600)), ("1d", .seconds(86400)), ("0s", .zero), ("0.1s", .milliseconds(100)),
            ("0.000000001s", .nanoseconds(1)), ("999999999d", .seconds(86_399_999_913_600)),
        ] as [(String, Duration)])
    func read(text: String, duration: Duration) {
        #expect(DurationText.parse(text) == duration)
    }

    @Test(
        "is none",
        arguments: [
            "", "1", "s", "1 s", "-1s", "+1s", "1.s", ".5s", "1S", "1us", "1min", "1s2ms", "1e3s", "1234567890s", "１s",
        ])
    func none(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test(
        "is written in the largest unit that is whole",
        arguments: [
            ("0s", "0s"), ("1500ms", "1500ms"), ("1000ms", "1s"), ("90s", "90s"), ("60s", "1m"), ("120m", "2h"),
            ("24h", "1d"), ("40950ms", "40950ms"),
        ])
    func written(text: String, expected: String) throws {
        let duration = try #require(DurationText.parse(text))
        #expect(DurationText.text(duration) == expected)
        #expect(DurationText.parse(expected) == duration)
    }
}
