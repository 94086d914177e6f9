internal import CLinux

/// CLOCK_MONOTONIC: never set back, so what intervals are measured with.
package enum MonotonicClock {
    /// Nanoseconds since some moment at or before the machine's start.
    package static var now: Int64 { Moment(clock: CLOCK_MONOTONIC).nanoseconds }
}

/// CLOCK_REALTIME: the time of day, for logs and status only.
package enum WallClock {
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    package static var now: Int64 { Moment(clock: CLOCK_REALTIME).nanoseconds }

    /// `2026-11-24T12:02:14.058Z` (RFC 3339), for nanoseconds since 1970.
    package static func text(_ nanoseconds: Int64) -> String {
        let (days, rest) = nanoseconds.quotientAndRemainder(flooringBy: 86_400_000_000_000)
        let date = Date(daysSince1970: days)
        let milliseconds = rest / 1_000_000
        let time = [milliseconds / 3_600_000, milliseconds / 60_000 % 60, milliseconds / 1000 % 60]
        return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
            + time.map { padded($0, 2) }.joined(separator: ":") + ".\(padded(milliseconds % 1000, 3))Z"
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// A day of the Gregorian calendar.
private struct Date {
    let year: Int64
    let month: Int64
    let day: Int64

    init(daysSince1970: Int64) {
        // Years are taken to begin in March, so that the leap day is the last of its year and months follow a pattern
        // of 153 days in 5; a cycle of 400 years has 146097 days, and 0000-03-01 is 719468 days before 1970.
        let (era, dayOfEra) = (daysSince1970 + 719_468).quotientAndRemainder(flooringBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}

extension Int64 {
    /// The quotient rounded down, and the remainder that is never negative.
    fileprivate func quotientAndRemainder(flooringBy divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

/// What a clock shows.
private struct Moment {
    let nanoseconds: Int64

    init(clock: clockid_t) {
        var time = timespec()
        // Cannot fail: both clocks exist on every Linux, and `time` is ours.
        _ = unsafe clock_gettime(clock, &time)
        nanoseconds = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
