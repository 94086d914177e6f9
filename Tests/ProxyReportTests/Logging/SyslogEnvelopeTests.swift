import Testing

@testable import ProxyReport

@Suite("What stands before a line, beside haproxy's own")
struct SyslogEnvelopeTests {
    private func text(
        _ format: SyslogEnvelope.Format, facility: UInt8 = 16, _ level: SyslogLevel = .information,
        minimum: SyslogLevel = .emergency, hostname: String = "", offset: Int32 = 0, at: Int64 = 1_795_537_331_313_307
    ) -> String {
        var envelope = SyslogEnvelope(
            format: format, facility: facility, minimumLevel: minimum, hostname: hostname, tag: "haproxy",
            processIdentifier: 30541, offset: offset)
        return line { envelope.write(level, at: at, into: &$0) }
    }

    @Test("every format (configuration.txt §4.2, \"log\")")
    func formats() {
        #expect(text(.local) == "<134>Nov 24 16:22:11 haproxy[30541]: ")
        let rfc3164 = text(.rfc3164, facility: 18, hostname: "balancer1")
        #expect(rfc3164 == "<150>Nov 24 16:22:11 balancer1 haproxy[30541]: ")
        let rfc5424 = text(.rfc5424, facility: 17, hostname: "balancer1")
        #expect(rfc5424 == "<142>1 2026-11-24T16:22:11.313307+00:00 balancer1 haproxy 30541 - - ")
        #expect(text(.priority) == "<134>")
        #expect(text(.short) == "<6>")
        #expect(text(.timed) == "<6>2026-11-24T16:22:11.313307+00:00 ")
        #expect(text(.iso) == "2026-11-24T16:22:11.313307+00:00 ")
        #expect(text(.raw) == "")
    }

    @Test("a target's least urgent and most urgent level")
    func levels() {
        #expect(text(.short, .alert, minimum: .error) == "<3>")
        let envelope = SyslogEnvelope(
            format: .raw, facility: 16, maximumLevel: .notice, hostname: "", tag: "", processIdentifier: 1, offset: 0)
        #expect(envelope.wants(.notice))
        #expect(!envelope.wants(.information))
    }

    @Test("without a name, a host is localhost or nil (RFC 3164 §4.1.2, RFC 5424 §6.2.4)")
    func withoutHostname() {
        #expect(text(.rfc3164) == "<134>Nov 24 16:22:11 localhost haproxy[30541]: ")
        #expect(text(.rfc5424).hasSuffix("+00:00 - haproxy 30541 - - "))
    }

    @Test("local time is west or east of UTC")
    func offsets() {
        #expect(text(.iso, offset: -12600) == "2026-11-24T12:52:11.313307-03:30 ")
        #expect(text(.local, offset: 86400 * 7) == "<134>Dec  1 16:22:11 haproxy[30541]: ")
    }

    @Test("a day below ten has a blank before it (RFC 3164 §4.1.2)")
    func blank() {
        #expect(text(.local, at: 0) == "<134>Jan  1 00:00:00 haproxy[30541]: ")
    }
}

@Suite("The calendar")
struct CalendarTimeTests {
    @Test(
        "days are the calendar's",
        arguments: [
            (0, [1970, 1, 1, 0, 0, 0]), (-1, [1969, 12, 31, 23, 59, 59]), (951_782_400, [2000, 2, 29, 0, 0, 0]),
            (951_868_800, [2000, 3, 1, 0, 0, 0]), (4_107_542_400, [2100, 3, 1, 0, 0, 0]),
            (1_795_537_331, [2026, 11, 24, 16, 22, 11]), (1_735_689_599, [2024, 12, 31, 23, 59, 59]),
        ] as [(Int64, [Int])])
    func days(seconds: Int64, expected: [Int]) {
        let time = CalendarTime(seconds: seconds)
        #expect([time.year, time.month, time.day, time.hour, time.minute, time.second] == expected)
    }

    @Test("no moment is too far", arguments: [Int64.min, Int64.max])
    func extremes(seconds: Int64) {
        let time = CalendarTime(seconds: seconds, offset: seconds > 0 ? .max : .min)
        #expect((1...12).contains(time.month))
        #expect((1...31).contains(time.day))
    }
}
