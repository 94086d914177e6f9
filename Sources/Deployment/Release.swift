import Foundation
import Observation

/// The identity of one deploy: what a host keeps under it is the way back from that deploy.
struct Release: Hashable, Sendable {
    /// Sorts by time.
    let id: String
    /// Hosts on which an earlier deploy of the same identity was cut off.
    let interrupted: [String]
    /// Name of the copy of the site that this attempt makes: a continued deploy must not touch the copy that its first
    /// attempt has put into use.
    let siteCopy: String

    /// A deploy that was cut off before its end is continued under its own identity, so that the way back still leads
    /// to what was there before it.
    init(_ observed: [String: HostObservation], now: Date = Date()) {
        let pending = observed.values.compactMap(\.pendingRelease).max()
        if let pending {
            id = pending
            interrupted = observed.filter { $0.value.pendingRelease == pending }.keys.sorted()
        } else {
            let time = now.formatted(
                .verbatim(
                    "\(year: .defaultDigits)\(month: .twoDigits)\(day: .twoDigits)T\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased))\(minute: .twoDigits)\(second: .twoDigits)Z",
                    locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt, calendar: Calendar(identifier: .iso8601))
            )
            id = "\(time)-\(String(UInt16.random(in: .min ... .max), radix: 16))"
            interrupted = []
        }
        siteCopy = "\(id).\(String(UInt16.random(in: .min ... .max), radix: 16))"
    }
}
