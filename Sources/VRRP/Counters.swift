/// What a virtual router has counted since it was made: the numbers of keepalived's statistics, and ours.
package struct Counters: Sendable {
    /// Advertisements that passed every check.
    package var advertisementsReceived: UInt64 = 0
    package var advertisementsSent: UInt64 = 0
    package var becameMaster: UInt64 = 0
    package var releasedMaster: UInt64 = 0
    package var priorityZeroReceived: UInt64 = 0
    package var priorityZeroSent: UInt64 = 0
    /// Advertisements of a lower master that reached us while master.
    package var lowerMasterHeard: UInt64 = 0
    /// Advertisements that passed every check and changed nothing: of a lower master that shall be preempted, or in the
    /// fault state.
    package var advertisementsIgnored: UInt64 = 0
    /// Rounds of gratuitous ARP or neighbour advertisements asked for.
    package var announcements: UInt64 = 0
    private var refusals = InlineArray<17, UInt64>(repeating: 0)

    package init() {}

    /// How many advertisements were refused for this reason.
    package subscript(refusal: Refusal) -> UInt64 { refusals[refusal.rawValue] }

    package mutating func count(_ refusal: Refusal) {
        refusals[refusal.rawValue] &+= 1
    }
}

extension Counters {
    /// keepalived's "Packet Errors" and "Authentication Errors", as its statistics group them.
    package var lengthErrors: UInt64 { self[.tooShort] + self[.lengthMismatch] }
    package var addressListErrors: UInt64 { self[.addressCount] + self[.addressList] }
    /// All refusals together.
    package var refused: UInt64 {
        var sum: UInt64 = 0
        for index in refusals.indices { sum += refusals[index] }
        return sum
    }
}
