/// `balance leastconn`: the server with the fewest requests, running and queued, for its weight; among equals the one
/// that was asked least recently (HAProxy 2.6, src/lb_fwlc.c).
///
/// It looks at every server: the numbers of connections come from outside, and a tree would have to be told of every
/// end of a connection. That is quicker than a tree up to some dozens of servers.
struct LeastConnections: Sendable {
    private struct Candidate: Sendable {
        let server: Int32
        let weight: UInt64
        let limits: Limits
        /// When it was picked last, in picks.
        var pickedAt: UInt64
    }

    private var candidates: [Candidate]
    private var picks: UInt64 = 0

    init(_ servers: [BalancedServer], _ members: [Int]) {
        candidates = members.map {
            Candidate(
                server: Int32($0), weight: UInt64(servers[$0].weight), limits: servers[$0].limits, pickedAt: 0)
        }
    }

    /// - Returns: a server, but not `avoided` unless it is the only one; -1 if all are full.
    mutating func pick(served: Span<Int32>, queued: Span<Int32>, avoiding avoided: Int32) -> Int32 {
        var best = -1
        var bestLoad: UInt64 = 0
        var fallback = -1
        for position in 0..<candidates.count {
            let candidate = candidates[position]
            let index = Int(candidate.server)
            guard candidate.limits.hasRoomInQueue(served: served[index], queued: queued[index]) else { continue }
            guard candidate.server != avoided else {
                fallback = position
                continue
            }
            let load = Self.load(served: served[index], queued: queued[index])
            // load / weight < bestLoad / bestWeight, without a division
            let left = best < 0 ? 0 : load &* candidates[best].weight
            let right = best < 0 ? 1 : bestLoad &* candidate.weight
            if left < right || (left == right && candidate.pickedAt < candidates[best].pickedAt) {
                (best, bestLoad) = (position, load)
            }
        }
        if best < 0 { best = fallback }
        guard best >= 0 else { return -1 }
        picks &+= 1
        candidates[best].pickedAt = picks
        return candidates[best].server
    }

    /// HAProxy counts the request to come too, except for an idle server: that one is always the least loaded.
    private static func load(served: Int32, queued: Int32) -> UInt64 {
        let load = max(Int64(served) + Int64(queued), 0)
        return load == 0 ? 0 : UInt64(load) + 1
    }
}
