import Foundation
import Observation

/// The identity of one deploy: what a host keeps under it is the way back from that deploy.
struct Release: Hashable, Sendable {
    /// Sorts by time.
    let id: String
    /// Hosts on which an earlier deploy was cut off, with that deploy's identity.
    let cutOff: [String: String]
    /// Name of the copy of the site that this attempt makes: a continued deploy must not touch the copy that its first
    /// attempt has put into use.
    let siteCopy: String

    /// A deploy that was cut off before its end is continued under its own identity, so that the way back still leads
    /// to what was there before it. One that is older than what another host has seen since is not: the ways back are
    /// in the order of time.
    init(_ observed: [String: HostObservation], now: Date = Date()) {
        cutOff = observed.compactMapValues(\.pendingRelease)
        let newest = observed.values.compactMap(\.lastRelease).max() ?? ""
        if let pending = cutOff.values.max(), pending >= newest {
            id = pending
        } else {
            id = "\(Self.time(now))-\(Self.random())"
        }
        siteCopy = "\(id).\(Self.random())"
    }

    /// The hosts on which this deploy itself was cut off.
    var interrupted: [String] { cutOff.filter { $0.value == id }.keys.sorted() }

    private static func random() -> String { String(UInt16.random(in: .min ... .max), radix: 16) }

    private static func time(_ now: Date) -> String {
        now.formatted(
            .verbatim(
                "\(year: .defaultDigits)\(month: .twoDigits)\(day: .twoDigits)T\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased))\(minute: .twoDigits)\(second: .twoDigits)Z",
                locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt, calendar: Calendar(identifier: .iso8601)))
    }
}
