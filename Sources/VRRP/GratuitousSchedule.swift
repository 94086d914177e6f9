package import Addresses

/// When a master announces its addresses: a set on becoming master and one `garp_master_delay` later, refreshing sets,
/// and those that heal a split brain.
///
/// A lower master that is heard means that neighbours may know the wrong host. So a set goes out at once, and again
/// `settleTime` later, when the other one has heard our answer and has taken its addresses off; again
/// `garp_lower_prio_delay` later, as keepalived does; and again when it has missed an advertisement, since then it is
/// surely gone. Within `settleTime` further advertisements of it cause nothing more, so that a flood of them is
/// answered at most twice in that time.
package struct GratuitousSchedule: Hashable, Sendable {
    /// What a router needs to receive an advertisement and to remove its addresses, with much to spare. Small, since
    /// neighbours that asked in between wait for it.
    package static let settleTime: Duration = .milliseconds(20)

    private var secondSet: Instant?
    private var refresh: Instant?
    private var settled: Instant?
    private var delayed: Instant?
    private var silence: Instant?
    /// The lower master that was heard last, until it is silent.
    package private(set) var contender: IPAddress?

    package init() {}

    /// On becoming master.
    /// - Returns: how many rounds to announce now.
    mutating func start(now: Instant, _ settings: GratuitousSettings) -> Int {
        self = GratuitousSchedule()
        secondSet = settings.masterDelay > .zero ? now + settings.masterDelay : nil
        refresh = settings.refresh > .zero ? now + settings.refresh : nil
        return settings.masterRepeat
    }

    /// On the advertisement of a lower master.
    /// - Returns: how many rounds to announce now; nil if that was done a moment ago.
    mutating func heardLowerMaster(
        _ source: IPAddress, interval: AdvertisementInterval, now: Instant, _ settings: GratuitousSettings
    ) -> Int? {
        contender = source
        silence = now.adding(interval.nanoseconds * 3 / 2)
        guard settled == nil else { return nil }
        settled = now + GratuitousSchedule.settleTime
        if delayed == nil, settings.lowerPriorityDelay > .zero { delayed = now + settings.lowerPriorityDelay }
        return settings.lowerPriorityRepeat
    }

    /// On a master's priority 0: it is gone now.
    /// - Returns: how many rounds to announce now.
    mutating func otherMasterStopped(now: Instant, _ settings: GratuitousSettings) -> Int? {
        silence = nil
        contender = nil
        guard settled == nil else { return nil }
        settled = now + GratuitousSchedule.settleTime
        return settings.lowerPriorityRepeat
    }

    /// After a reload that turns refreshing on or off.
    mutating func apply(_ settings: GratuitousSettings, now: Instant) {
        if settings.refresh <= .zero {
            refresh = nil
        } else {
            refresh = min(refresh ?? now + settings.refresh, now + settings.refresh)
        }
    }

    /// Takes what is due by now.
    /// - Returns: how many rounds to announce (sets that fall together count once), and the lower master that has just
    ///   been found silent.
    mutating func takeDue(now: Instant, _ settings: GratuitousSettings) -> (rounds: Int, silent: IPAddress?) {
        var rounds = 0
        if GratuitousSchedule.take(&secondSet, now) { rounds = max(rounds, settings.masterRepeat) }
        if GratuitousSchedule.take(&refresh, now) {
            rounds = max(rounds, settings.refreshRepeat)
            if settings.refresh > .zero { refresh = now + settings.refresh }
        }
        if GratuitousSchedule.take(&settled, now) { rounds = max(rounds, settings.lowerPriorityRepeat) }
        if GratuitousSchedule.take(&delayed, now) { rounds = max(rounds, settings.lowerPriorityRepeat) }
        guard GratuitousSchedule.take(&silence, now) else { return (rounds, nil) }
        defer { contender = nil }
        return (max(rounds, settings.lowerPriorityRepeat), contender)
    }

    private static func take(_ moment: inout Instant?, _ now: Instant) -> Bool {
        guard let due = moment, due <= now else { return false }
        moment = nil
        return true
    }

    /// The next moment that something is due.
    var next: Instant? {
        var earliest = secondSet
        earliest.keepEarlier(refresh)
        earliest.keepEarlier(settled)
        earliest.keepEarlier(delayed)
        earliest.keepEarlier(silence)
        return earliest
    }
}
