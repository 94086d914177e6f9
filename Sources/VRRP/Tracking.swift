/// What a virtual router follows (`track_script`, `track_process`, `track_interface`), and what follows from it:
/// faults from those without a weight, another priority from those with one.
package struct Tracking: Sendable {
    /// One thing followed.
    package struct Item: Hashable, Sendable {
        /// The fault that it is, without a weight, while it is down.
        package let fault: FaultSet
        /// −253…253; zero is none: a fault while down. A positive one is added to the priority while it is up, a
        /// negative one while it is down (keepalived.conf(5), `weight`).
        package let weight: Int
        /// `reverse`: the weight's sign the other way round.
        package let isReversed: Bool
        package fileprivate(set) var isUp: Bool

        package init(fault: FaultSet, weight: Int = 0, isReversed: Bool = false, isUp: Bool) {
            self.fault = fault
            self.weight = weight
            self.isReversed = isReversed
            self.isUp = isUp
        }

        /// What it adds to the priority now.
        fileprivate var contribution: Int {
            let sign = isReversed ? -1 : 1
            return weight > 0 ? (isUp ? weight * sign : 0) : (isUp ? 0 : weight * sign)
        }
    }

    package private(set) var items: [Item]

    package init(_ items: [Item] = []) {
        self.items = items
    }

    /// - Returns: whether anything changed.
    package mutating func set(_ index: Int, isUp: Bool) -> Bool {
        guard items[index].isUp != isUp else { return false }
        items[index].isUp = isUp
        return true
    }

    /// The faults of those that are down and have no weight.
    package var faults: FaultSet {
        var faults: FaultSet = []
        for item in items where item.weight == 0 && !item.isUp { faults.formUnion(item.fault) }
        return faults
    }

    /// The priority with all weights, kept within 1…254. An owner stays one (255), and nobody becomes one
    /// (keepalived.conf(5), `priority`).
    package func effectivePriority(of priority: UInt8) -> UInt8 {
        guard priority != RouterSettings.ownerPriority else { return priority }
        var sum = Int(priority)
        for item in items { sum += item.contribution }
        return UInt8(min(254, max(1, sum)))
    }
}
