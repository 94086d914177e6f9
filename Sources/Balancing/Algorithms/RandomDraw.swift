/// `balance random(draws)`: draws servers by their weights, and takes the one with the fewest requests for its weight
/// (the power of two choices; configuration.txt §4.2).
struct RandomDraw: Sendable {
    private struct Member: Sendable {
        let server: Int32
        let weight: Int64
        let limits: Limits
        /// Where its share of all weights ends.
        let end: UInt64
    }

    private let members: [Member]
    private let draws: Int

    init(_ servers: [BalancedServer], _ members: [Int], draws: Int) {
        var total: UInt64 = 0
        self.members = members.map {
            total += UInt64(servers[$0].weight)
            return Member(
                server: Int32($0), weight: Int64(servers[$0].weight), limits: servers[$0].limits, end: total)
        }
        self.draws = max(draws, 1)
    }

    /// - Returns: a server, but not `avoided` unless it is the only one; -1 if the one drawn is full: HAProxy then goes to
    ///   the backend's queue.
    func pick(
        served: Span<Int32>, queued: Span<Int32>, avoiding avoided: Int32, _ random: inout RandomSource
    ) -> Int32 {
        guard !members.isEmpty else { return -1 }
        var best = members[draw(avoiding: avoided, &random)]
        for _ in 1..<draws {
            let drawn = members[draw(avoiding: avoided, &random)]
            let mine = Int64(served[Int(drawn.server)]) * best.weight
            if mine <= Int64(served[Int(best.server)]) * drawn.weight { best = drawn }
        }
        let index = Int(best.server)
        return best.limits.hasRoom(served: served[index], queued: queued[index]) ? best.server : -1
    }

    /// One member, each as often as its weight says. An avoided one's share is left out.
    private func draw(avoiding avoided: Int32, _ random: inout RandomSource) -> Int {
        let total = members[members.count - 1].end
        var skipped: (start: UInt64, length: UInt64) = (total, 0)
        if avoided >= 0, members.count > 1, let position = members.firstIndex(where: { $0.server == avoided }) {
            let length = UInt64(members[position].weight)
            skipped = (members[position].end - length, length)
        }
        var ticket = random.next(below: total - skipped.length)
        if ticket >= skipped.start { ticket += skipped.length }
        return owner(of: ticket)
    }

    /// The first member whose share ends after the ticket.
    private func owner(of ticket: UInt64) -> Int {
        var (low, high) = (0, members.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if members[middle].end > ticket { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
