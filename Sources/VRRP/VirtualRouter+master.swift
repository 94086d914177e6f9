import Addresses

/// The master state (RFC 3768 §6.4.3, RFC 5798 §6.4.3).
extension VirtualRouter {
    /// Adver_Timer ran out, or an announcement is due.
    mutating func expire(_ master: Master, _ now: Instant, _ actions: inout Actions) {
        var master = master
        if now >= master.nextAdvertisement {
            advertise(effectivePriority, &actions)
            // From the deadline, not from now, so that a late wake-up does not stretch the interval; unless a whole
            // one was slept through.
            let next = master.nextAdvertisement + settings.interval
            master.nextAdvertisement = next > now ? next : now + settings.interval
        }
        let (rounds, silent) = master.schedule.takeDue(now: now, settings.gratuitous)
        announce(rounds, &actions)
        if let silent { actions.append(.note(.splitBrainEnded(silent))) }
        state = .master(master)
    }

    mutating func hear(
        _ advertisement: Advertisement, from source: IPAddress, as master: Master, _ now: Instant,
        _ actions: inout Actions
    ) {
        if advertisement.priority == 0 {
            hearStop(from: source, as: master, now, &actions)
            return
        }
        if advertisement.priority == effectivePriority, effectivePriority == RouterSettings.ownerPriority {
            actions.append(.note(.ownerConflict(source)))
        }
        let isHigher =
            advertisement.priority > effectivePriority
            || advertisement.priority == effectivePriority && source > settings.primaryAddress
        if isHigher {
            giveWay(to: advertisement, from: source, now, &actions)
        } else {
            answerLower(advertisement, from: source, as: master, now, &actions)
        }
    }

    /// "If the Priority in the ADVERTISEMENT is zero, then: Send an ADVERTISEMENT; reset the Adver_Timer" (RFC 5798
    /// §6.4.3). It was a master, so neighbours may know the wrong host.
    private mutating func hearStop(
        from source: IPAddress, as master: Master, _ now: Instant, _ actions: inout Actions
    ) {
        var master = master
        advertise(effectivePriority, &actions)
        master.nextAdvertisement = now + settings.interval
        if let rounds = master.schedule.otherMasterStopped(now: now, settings.gratuitous) {
            announce(rounds, &actions)
            actions.append(.note(.splitBrainEnded(source)))
        }
        state = .master(master)
    }

    private mutating func giveWay(
        to advertisement: Advertisement, from source: IPAddress, _ now: Instant, _ actions: inout Actions
    ) {
        releaseIfMaster(lastPriority: settings.advertisesBeforeGivingWay ? effectivePriority : nil, &actions)
        let interval = settings.version == .v3 ? advertisement.interval : settings.interval
        becomeBackup(
            masterInterval: interval, master: Peer(address: source, priority: advertisement.priority),
            .higherPriority(source, advertisement.priority), now, &actions)
    }

    /// RFC 5798 §6.4.3 discards it and leaves it to the timer to make the other one give way. keepalived answers at
    /// once, and announces; so do we.
    private mutating func answerLower(
        _ advertisement: Advertisement, from source: IPAddress, as master: Master, _ now: Instant,
        _ actions: inout Actions
    ) {
        var master = master
        counters.lowerMasterHeard &+= 1
        let rounds = master.schedule.heardLowerMaster(
            source, interval: advertisement.interval, now: now, settings.gratuitous)
        if let rounds {
            if settings.answersLowerPriority {
                advertise(effectivePriority, &actions)
                master.nextAdvertisement = now + settings.interval
            }
            announce(rounds, &actions)
            actions.append(.note(.lowerMaster(source, advertisement.priority)))
        }
        state = .master(master)
    }
}
