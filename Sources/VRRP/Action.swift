package import Addresses

/// What the daemon shall do for a virtual router, in the order given.
package enum Action: Hashable, Sendable {
    /// Send an advertisement with this priority; 0 says that we stop.
    case sendAdvertisement(priority: UInt8)
    /// Its one timer shall run out at this moment, and at no other.
    case armTimer(Instant)
    case disarmTimer
    /// Put the virtual addresses and routes on their interfaces.
    case addAddresses
    case removeAddresses
    /// Make what is on the interfaces what the new settings say: add what is missing, remove what is no longer there,
    /// leave the rest alone.
    case replaceAddresses
    /// Send so many rounds of gratuitous ARP or neighbour advertisements, one message for each virtual address a round.
    case announce(rounds: Int)
    /// It changed its state: log it, run the notify scripts.
    case notify(Transition)
    /// Something that an operator wants to read in the log.
    case note(Notice)
}

/// A change of state.
package struct Transition: Hashable, Sendable {
    package let from: Role
    package let to: Role
    package let reason: Reason

    package init(from: Role, to: Role, reason: Reason) {
        self.from = from
        self.to = to
        self.reason = reason
    }

    package enum Reason: Hashable, Sendable {
        case startup
        case shutdown
        /// The owner of the addresses starts as master.
        case owner
        /// No advertisement for Master_Down_Interval.
        case masterDown
        /// The master stopped: priority 0, and nobody was quicker in Skew_Time.
        case masterStopped
        /// The master has a lower priority than we.
        case preemption
        /// This router has a higher priority, or the same and a greater address.
        case higherPriority(IPAddress, UInt8)
        case fault(FaultSet)
        case faultsCleared
        case syncGroup
    }
}

/// The four states, without what belongs to each (RFC 5798 §6.3; fault is keepalived's).
package enum Role: String, Hashable, Sendable, CaseIterable {
    case initialize
    case backup
    case master
    case fault
}

/// What is worth a line in the log and no change of state. They can come as often as packets: limit their rate.
package enum Notice: Hashable, Sendable {
    /// Another master, with a lower priority (or the same and a smaller address): a split brain.
    case lowerMaster(IPAddress, UInt8)
    /// The lower master is silent or gone; the addresses were announced again.
    case splitBrainEnded(IPAddress)
    /// Two routers say that they own the addresses: one of the configurations is wrong.
    case ownerConflict(IPAddress)
    /// VRRPv3: the master's interval is not what we took it for.
    case masterInterval(AdvertisementInterval)
    /// A lower master is put up with until then (`preempt_delay`).
    case preemptionDelayed(Instant)
}
