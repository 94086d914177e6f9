/// How many idle connections to a server are kept (configuration.txt §5.2: `pool-max-conn`, `pool-purge-delay`; HAProxy
/// 2.6, src/server.c). Every `pool-purge-delay` half of those are closed that were not needed at the busiest moment
/// since.
package struct IdlePool: Hashable, Sendable {
    /// `pool-max-conn`; nil is without limit.
    package let limit: Int?
    /// `pool-purge-delay`; zero keeps none.
    package let purgeDelay: Interval
    /// Connections with a request on them.
    package private(set) var used = 0
    package private(set) var idle = 0
    /// The most in use since the last purge, and what was needed before.
    private var mostUsed = 0
    private var needed = 0

    package init(limit: Int? = nil, purgeDelay: Interval = .seconds(5)) {
        self.limit = limit
        self.purgeDelay = purgeDelay
    }

    /// A new connection, with a request on it.
    package mutating func opened() {
        used += 1
        mostUsed = max(mostUsed, used)
    }

    /// An idle connection gets a request.
    package mutating func reused() {
        idle = max(idle - 1, 0)
        opened()
    }

    /// A connection without its request: whether it is kept. If not, it is closed already as far as this is concerned.
    package mutating func released() -> Bool {
        used = max(used - 1, 0)
        guard purgeDelay > .zero, idle < limit ?? .max else { return false }
        idle += 1
        return true
    }

    /// A connection closed: one with a request, or an idle one.
    package mutating func closed(wasIdle: Bool) {
        if wasIdle { idle = max(idle - 1, 0) } else { used = max(used - 1, 0) }
    }

    /// To be asked every `purgeDelay`: how many idle connections to close. Each is then told by `closed`.
    package mutating func purge() -> Int {
        let excess = max(used + idle - max(mostUsed, needed), 0)
        needed = max((needed + mostUsed) / 2, mostUsed)
        mostUsed = used
        return min(excess / 2 + excess % 2, idle)
    }
}
