import Testing
import VRRP

@Suite("Timers of the RFCs")
struct TimersTests {
    @Test(
        "Skew_Time and Master_Down_Interval",
        arguments: [
            ("RFC 3768 §6.1: (256 − 100) / 256 s", ProtocolVersion.v2, 100, 100, 609_375, 3_609_375),
            ("RFC 3768 §6.1: the owner", .v2, 255, 100, 3_906, 3_003_906),
            ("RFC 3768 §6.1: the lowest", .v2, 1, 100, 996_093, 3_996_093),
            ("RFC 3768 §6.1: the interval does not change the skew", .v2, 100, 1000, 609_375, 30_609_375),
            ("RFC 5798 §6.1: at 1 s", .v3, 100, 100, 609_375, 3_609_375),
            ("RFC 5798 §6.1: at 100 ms", .v3, 100, 10, 60_937, 360_937),
            ("RFC 5798 §6.1: at 10 ms", .v3, 100, 1, 6_093, 36_093),
            ("RFC 5798 §6.1: at 40.95 s, the lowest", .v3, 1, 4095, 40_790_039, 163_640_039),
        ] as [(String, ProtocolVersion, UInt8, Int, Int64, Int64)])
    func times(
        source: String, version: ProtocolVersion, priority: UInt8, centiseconds: Int, skewMicroseconds: Int64,
        downMicroseconds: Int64
    ) {
        let interval = AdvertisementInterval(centiseconds: centiseconds)
        let skew = Timers.skewTime(version, priority: priority, masterInterval: interval)
        let down = Timers.masterDownInterval(version, priority: priority, masterInterval: interval)
        #expect(skew / 1000 == skewMicroseconds)
        #expect(down / 1000 == downMicroseconds)
    }

    @Test(
        "what an interval can be",
        arguments: [
            ("RFC 3768 §5.3.7: 1 s", ProtocolVersion.v2, 100, true), ("RFC 3768 §5.3.7: 255 s", .v2, 25_500, true),
            ("RFC 3768 §5.3.7: 1.5 s", .v2, 150, false), ("RFC 3768 §5.3.7: 0", .v2, 0, false),
            ("RFC 5798 §5.2.7: 10 ms", .v3, 1, true), ("RFC 5798 §5.2.7: 40.95 s", .v3, 4095, true),
            ("RFC 5798 §5.2.7: 12 bits", .v3, 4096, false), ("RFC 5798 §5.2.7: 0", .v3, 0, false),
            ("below zero", .v3, -1, false),
        ] as [(String, ProtocolVersion, Int, Bool)])
    func intervals(source: String, version: ProtocolVersion, centiseconds: Int, fits: Bool) {
        #expect(AdvertisementInterval(centiseconds: centiseconds).fits(version) == fits)
    }

    @Test("a moment too far away is the last one, not a crash")
    func saturation() {
        #expect(Instant(nanoseconds: .max) + .seconds(1) == Instant(nanoseconds: .max))
        #expect(Instant(nanoseconds: .min) + .seconds(-1) == Instant(nanoseconds: .min))
        #expect(Instant(nanoseconds: 0) + .seconds(Int64.max) == Instant(nanoseconds: .max))
        #expect(Instant(nanoseconds: 5) - Instant(nanoseconds: 7) == .nanoseconds(-2))
    }
}
