/// The last transitions of a virtual router with their times, for `--status`. The oldest goes when it is full.
package struct TransitionLog: Sendable {
    package struct Entry: Hashable, Sendable {
        package let at: Instant
        package let transition: Transition
    }

    package static let capacity = 32
    private var storage = InlineArray<32, Entry?>(repeating: nil)
    /// How many were ever added.
    package private(set) var total = 0

    package init() {}

    package mutating func append(_ transition: Transition, at: Instant) {
        storage[total % TransitionLog.capacity] = Entry(at: at, transition: transition)
        total += 1
    }

    /// Oldest first. Makes an array: for the status, not for the hot path.
    package var entries: [Entry] {
        (max(0, total - TransitionLog.capacity)..<total).compactMap { storage[$0 % TransitionLog.capacity] }
    }

    package var last: Entry? { total == 0 ? nil : storage[(total - 1) % TransitionLog.capacity] }
}
