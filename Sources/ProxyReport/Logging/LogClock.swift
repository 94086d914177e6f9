/// A moment of the calendar, from seconds since 1970 and the distance of the local time from UTC.
package struct CalendarTime: Sendable, Equatable {
    package let year: Int
    /// 1 to 12.
    package let month: Int
    package let day: Int
    package let hour: Int
    package let minute: Int
    package let second: Int

    /// - Parameters:
    ///   - seconds: since 1970-01-01 00:00 UTC.
    ///   - offset: seconds that the local time is ahead of UTC.
    package init(seconds: Int64, offset: Int32 = 0) {
        // ± 10⁹ years, so that nothing below overflows.
        let limited = min(max(seconds, -30_000_000_000_000_000), 30_000_000_000_000_000)
        let local = Int(limited) + Int(offset)
        let days = local >= 0 ? local / 86400 : (local - 86399) / 86400
        let rest = local - days * 86400
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
        // The civil calendar counted in years that begin in March, 400 of which have 146,097 days.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}

/// The text of the last second that was asked for, so that the lines of one second work it out once.
package struct LogClock: Sendable {
    /// How a time is written.
    enum Style: Sendable {
        /// `24/Nov/2026:15:35:09`
        case access
        /// `Nov 24 15:35:09`, the day with a blank for its zero (RFC 3164 §4.1.2).
        case syslog
        /// `2026-11-24T15:35:09` (RFC 5424 §6.2.3).
        case iso
    }

    /// Seconds that the local time is ahead of UTC; whoever owns the clock keeps it true.
    package var offset: Int32 {
        didSet { seconds = .min }
    }
    private let style: Style
    private var seconds = Int64.min
    private var text: [24 of UInt8] = .init(repeating: 0)
    private var length = 0

    init(_ style: Style, offset: Int32 = 0) {
        self.style = style
        self.offset = offset
    }

    /// The clock of access lines.
    package static func access(offset: Int32) -> LogClock { LogClock(.access, offset: offset) }

    /// - Parameter milliseconds: since 1970.
    mutating func put(_ milliseconds: Int64, into line: inout OutputSpan<UInt8>) {
        let wanted = milliseconds / 1000
        if wanted != seconds { renew(wanted) }
        line.put(text.span.extracting(0..<length))
    }

    private mutating func renew(_ wanted: Int64) {
        seconds = wanted
        let time = CalendarTime(seconds: wanted, offset: offset)
        length = 0
        switch style {
        case .access:
            add(time.day, "/")
            add(month: time.month)
            add("/")
            add(year: time.year)
            add(":")
        case .syslog:
            add(month: time.month)
            add(" ")
            if time.day < 10 { add(" ") }
            add(time.day, width: 1, " ")
        case .iso:
            add(year: time.year)
            add("-")
            add(time.month, "-")
            add(time.day, "T")
        }
        add(time.hour, ":")
        add(time.minute, ":")
        add(time.second)
    }

    private mutating func add(_ byte: Unicode.Scalar) {
        guard length < 24 else { return }
        text[length] = UInt8(ascii: byte)
        length += 1
    }

    private mutating func add(_ number: Int, width: Int = 2, _ end: Unicode.Scalar? = nil) {
        if number > 9 || width > 1 { add(digit: number / 10) }
        add(digit: number)
        if let end { add(end) }
    }

    private mutating func add(digit number: Int) {
        guard length < 24 else { return }
        text[length] = UInt8(truncatingIfNeeded: 48 + number % 10)
        length += 1
    }

    private mutating func add(year: Int) {
        let limited = min(max(year, 0), 9999)
        add(limited / 100)
        add(limited % 100)
    }

    private mutating func add(month: Int) {
        let names: StaticString = "JanFebMarAprMayJunJulAugSepOctNovDec"
        for index in (month * 3 - 3)..<(month * 3) where length < 24 {
            // month is 1 to 12, and the literal has 36 bytes.
            text[length] = unsafe names.utf8Start[index]
            length += 1
        }
    }
}
