/// Counts the masters of each virtual router over time, and how long, while the network was whole, there were two or
/// more, or none.
struct MasterWatch {
    private(set) var longestWithTwo: Int64 = 0
    private(set) var longestWithNone: Int64 = 0
    private var counts: [Int]
    private var since: [Int64]
    /// Nil while something is broken.
    private var wholeSince: Int64?

    init(routers: Int) {
        counts = Array(repeating: 0, count: routers)
        since = Array(repeating: 0, count: routers)
    }

    /// From `time` on the network is whole; what lies before does not count.
    mutating func whole(from time: Int64) { wholeSince = time }

    mutating func broken(at time: Int64) {
        advance(to: time)
        wholeSince = nil
    }

    mutating func change(router: Int, by difference: Int, at time: Int64) {
        account(router, to: time)
        counts[router] += difference
        since[router] = time
    }

    mutating func advance(to time: Int64) {
        for router in counts.indices { account(router, to: time) }
    }

    private mutating func account(_ router: Int, to time: Int64) {
        guard let wholeSince else { return }
        let length = time - max(since[router], wholeSince)
        if counts[router] == 0 { longestWithNone = max(longestWithNone, length) }
        if counts[router] > 1 { longestWithTwo = max(longestWithTwo, length) }
    }
}
