package import Addresses

/// One virtual router: the state machine of RFC 3768 §6.4 and RFC 5798 §6.4, with keepalived's fault state.
///
/// It takes events and the moment they happen, and returns what to do. It owns no socket, timer or address; the caller
/// carries the actions out in their order. It is a value and belongs to one thread.
package struct VirtualRouter: Sendable {
    /// What it is, with what belongs to each state.
    package enum State: Hashable, Sendable {
        case initialize
        case backup(Backup)
        case master(Master)
        case fault
    }

    package struct Backup: Hashable, Sendable {
        /// When Master_Down_Timer runs out.
        var masterDown: Instant
        /// Master_Adver_Interval (RFC 5798 §6.1).
        package internal(set) var masterInterval: AdvertisementInterval
        /// The master whose advertisement was heard last.
        package internal(set) var master: Peer?
        /// Until when a lower master is put up with (`preempt_delay`).
        package internal(set) var preemptionDelayedUntil: Instant?
        /// What it will say on becoming master when the timer runs out.
        var reason = Transition.Reason.masterDown
        /// The timer has run out; the sync group is not ready yet.
        package internal(set) var wantsMaster = false
    }

    package struct Master: Hashable, Sendable {
        var nextAdvertisement: Instant
        var schedule = GratuitousSchedule()

        /// The lower master that is heard beside us, if any.
        package var contender: IPAddress? { schedule.contender }
    }

    /// Another router of the same virtual router.
    package struct Peer: Hashable, Sendable {
        package let address: IPAddress
        package let priority: UInt8
    }

    package internal(set) var settings: RouterSettings
    package internal(set) var state = State.initialize
    package internal(set) var faults: FaultSet
    /// The priority with the weights of what is tracked.
    package internal(set) var effectivePriority: UInt8
    package internal(set) var counters = Counters()
    package internal(set) var transitions = TransitionLog()
    /// What the timer stands at, as far as the caller was told.
    private var armed: Instant?

    /// - Parameters:
    ///   - faults: those it has from the beginning; with one it starts in the fault state.
    ///   - effectivePriority: the settings' priority unless something tracked says otherwise.
    package init(_ settings: RouterSettings, faults: FaultSet = [], effectivePriority: UInt8? = nil) {
        self.settings = settings
        self.faults = faults
        self.effectivePriority = effectivePriority ?? settings.priority
    }

    package var role: Role {
        switch state {
        case .initialize: .initialize
        case .backup: .backup
        case .master: .master
        case .fault: .fault
        }
    }

    /// What to expect of the next advertisement.
    package var expectations: Expectations {
        guard case .backup(let backup) = state else { return settings.expectations(master: nil) }
        return settings.expectations(master: backup.master?.address)
    }

    /// Reads a received advertisement, and counts what is wrong with it.
    ///
    /// - Throws: the first check of `Advertisement.decode` that fails.
    package mutating func decode(_ payload: Span<UInt8>, header: PacketHeader) throws(Refusal) -> Advertisement {
        do throws(Refusal) {
            let advertisement = try Advertisement.decode(payload, header: header, expecting: expectations)
            if let misconfiguration = advertisement.misconfiguration { counters.count(misconfiguration) }
            return advertisement
        } catch {
            counters.count(error)
            throw error
        }
    }

    /// - Returns: what to do, in this order.
    package mutating func handle(_ event: Event, now: Instant) -> Actions {
        var actions = Actions()
        handle(event, now: now, &actions)
        return actions
    }

    /// - Parameter actions: where what to do is added, in this order. On the way back it would be copied.
    package mutating func handle(_ event: Event, now: Instant, _ actions: inout Actions) {
        switch event {
        case .startup: start(now, reason: .startup, &actions)
        case .shutdown: stop(now, &actions)
        case .advertisement(let advertisement, let source): hear(advertisement, from: source, now, &actions)
        case .timerExpired: expire(now, &actions)
        case .faultRaised(let new): raise(new, now, &actions)
        case .faultCleared(let gone): clear(gone, now, &actions)
        case .priorityChanged(let priority): changePriority(to: priority, now, &actions)
        case .groupBecomes(let order): obey(order, now, &actions)
        }
        settleTimer(&actions)
    }

    /// Goes on with other settings (SIGHUP). A master stays one, and its addresses that stay are not touched.
    /// - Precondition: `isSameRouter(as:)`.
    package mutating func reload(
        _ settings: RouterSettings, effectivePriority: UInt8? = nil, now: Instant
    ) -> Actions {
        precondition(settings.isSameRouter(as: self.settings), "another virtual router is not a reload of this one")
        var actions = Actions()
        apply(settings, effectivePriority: effectivePriority ?? settings.priority, now, &actions)
        settleTimer(&actions)
        return actions
    }

    /// The moment the state waits for.
    package var deadline: Instant? {
        switch state {
        case .initialize, .fault: nil
        case .backup(let backup): backup.masterDown
        case .master(let master):
            master.schedule.next.map { min($0, master.nextAdvertisement) }
                ?? master.nextAdvertisement
        }
    }

    /// Tells the caller of the deadline, if it is not what the timer stands at.
    private mutating func settleTimer(_ actions: inout Actions) {
        let deadline = deadline
        guard deadline != armed else { return }
        actions.append(deadline.map { .armTimer($0) } ?? .disarmTimer)
        armed = deadline
    }

    private mutating func expire(_ now: Instant, _ actions: inout Actions) {
        armed = nil
        switch state {
        case .initialize, .fault: break
        case .backup(let backup): expire(backup, now, &actions)
        case .master(let master): expire(master, now, &actions)
        }
    }

    private mutating func hear(
        _ advertisement: Advertisement, from source: IPAddress, _ now: Instant, _ actions: inout Actions
    ) {
        counters.advertisementsReceived &+= 1
        if advertisement.priority == 0 { counters.priorityZeroReceived &+= 1 }
        switch state {
        case .initialize, .fault: counters.advertisementsIgnored &+= 1
        case .backup(let backup): hear(advertisement, from: source, as: backup, now, &actions)
        case .master(let master): hear(advertisement, from: source, as: master, now, &actions)
        }
    }
}
