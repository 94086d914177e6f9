/// Spaces the messages that announce addresses on one interface (`garp_interval`, `gna_interval`), for all virtual
/// routers on it: what `Action.announce` asks for goes in, single messages come out. Allocates only while it grows to
/// the number of virtual routers.
package struct GratuitousPacer: Sendable {
    /// One message to send now.
    package struct Message: Hashable, Sendable {
        /// The caller's name for the virtual router.
        package let router: Int
        /// Which of its addresses, from zero.
        package let address: Int
    }

    private struct Burst {
        let router: Int
        var addressCount: Int
        /// Messages still to send; the last one is that of the last address.
        var remaining: Int
    }

    private let interval: Duration
    private var bursts: [Burst] = []
    private var notBefore: Instant?

    /// - Parameter interval: from one message to the next; zero for no pause.
    package init(interval: Duration) {
        self.interval = interval
    }

    /// Rounds that the same virtual router still has in the queue count: what neighbours must know is the same.
    package mutating func add(router: Int, addressCount: Int, rounds: Int) {
        guard addressCount > 0, rounds > 0 else { return }
        let messages = addressCount * rounds
        guard let index = bursts.firstIndex(where: { $0.router == router }) else {
            bursts.append(Burst(router: router, addressCount: addressCount, remaining: messages))
            return
        }
        if bursts[index].addressCount != addressCount { bursts[index].remaining = 0 }
        bursts[index].addressCount = addressCount
        bursts[index].remaining = max(bursts[index].remaining, messages)
    }

    /// A virtual router that is no longer master announces nothing more.
    package mutating func cancel(router: Int) {
        bursts.removeAll { $0.router == router }
    }

    /// When to ask `next` again; nil if nothing waits.
    package var deadline: Instant? {
        bursts.isEmpty ? nil : notBefore ?? Instant(nanoseconds: .min)
    }

    /// - Returns: the message that is due; nil if none is.
    package mutating func next(now: Instant) -> Message? {
        guard let first = bursts.first, notBefore.map({ now >= $0 }) ?? true else { return nil }
        let address = (first.addressCount - first.remaining % first.addressCount) % first.addressCount
        bursts[0].remaining -= 1
        if bursts[0].remaining == 0 { bursts.removeFirst() }
        notBefore = interval > .zero ? now + interval : nil
        return Message(router: first.router, address: address)
    }
}
