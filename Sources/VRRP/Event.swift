package import Addresses

/// What can happen to a virtual router.
package enum Event: Hashable, Sendable {
    /// The daemon starts it (RFC 5798 §6.4.1).
    case startup
    /// The daemon stops it: a master gives its addresses up with priority 0.
    case shutdown
    /// An advertisement that `Advertisement.decode` has accepted.
    case advertisement(Advertisement, source: IPAddress)
    /// The one timer it asked for has run out. One that comes too early only arms it again.
    case timerExpired
    /// Faults that it did not have before; those it has are no news.
    case faultRaised(FaultSet)
    case faultCleared(FaultSet)
    /// Its effective priority (`Tracking.effectivePriority`) is now this one.
    case priorityChanged(UInt8)
    /// The sync group says what to become.
    case groupBecomes(GroupOrder)

    /// What a sync group can order. A fault comes as `faultRaised(.group)`.
    package enum GroupOrder: Hashable, Sendable {
        case master
        case backup
    }
}
