/// A row of servers, each in it as often as its weight says and evenly spread: for `static-rr`, and for the hashes
/// (`hash-type map-based`, HAProxy 2.6's src/lb_map.c, whose map this equals place by place).
///
/// At each place every server gains its weight, and the one that is owed most whole turns is taken, the first of the
/// file among equals. A server with weight w of a total t is owed its j-th place (from 0) at place ⌈j × t / w⌉ - 1; so
/// the map is filled from lists of what falls due where, in time that does not grow with servers × places.
struct ServerMap: Sendable {
    private(set) var places: [Int32]
    private let limits: [Limits]
    private var position = 0

    init() {
        places = []
        limits = []
    }

    /// - Parameter divisor: the greatest common divisor of all configured weights, which keeps the map short.
    init(_ servers: [BalancedServer], _ members: [Int], divisor: Int) {
        let weights = members.map { (servers[$0].weight + divisor - 1) / divisor }
        places = Self.fill(weights).map { Int32(members[$0]) }
        limits = servers.map { $0.limits }
    }

    /// The greatest common divisor of the weights that are not 0, at least 1.
    static func divisor(_ weights: some Sequence<Int>) -> Int {
        var divisor = 0
        for weight in weights {
            var (larger, smaller) = (divisor, weight)
            while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
            divisor = larger
        }
        return max(divisor, 1)
    }

    private static func fill(_ weights: [Int]) -> [Int] {
        let total = weights.reduce(0, +)
        var due = [Int](repeating: -1, count: total)
        var next = [Int](repeating: -1, count: weights.count)
        var given = [Int](repeating: 0, count: weights.count)
        /// By how many places they are behind: most of the time one, two or three.
        var owed = [IndexSet64](repeating: IndexSet64(count: weights.count), count: 1)
        var debts = [Int](repeating: 0, count: weights.count)
        var places: [Int] = []
        places.reserveCapacity(total)

        for index in weights.indices where weights[index] > 0 { (next[index], due[0]) = (due[0], index) }
        for place in 0..<total {
            var index = due[place]
            while index >= 0 {
                let following = next[index]
                // A server alone falls due twice at the first place; no other does.
                var then = place
                while then == place {
                    owe(index, debts[index] + 1, &debts, &owed)
                    given[index] += 1
                    then = (given[index] * total + weights[index] - 1) / weights[index] - 1
                }
                if then < total { (next[index], due[then]) = (due[then], index) }
                index = following
            }
            var debt = owed.count - 1
            while debt > 0, owed[debt].isEmpty { debt -= 1 }
            let taken = owed[debt].first
            owe(taken, debts[taken] - 1, &debts, &owed)
            places.append(taken)
        }
        return places
    }

    private static func owe(_ index: Int, _ debt: Int, _ debts: inout [Int], _ owed: inout [IndexSet64]) {
        if debts[index] > 0 { owed[debts[index]].remove(index) }
        debts[index] = debt
        guard debt > 0 else { return }
        if debt == owed.count { owed.append(IndexSet64(count: debts.count)) }
        owed[debt].insert(index)
    }

    /// The server of a hash, full or not; -1 if there is none.
    func pick(hash: UInt32) -> Int32 {
        places.isEmpty ? -1 : places[Int(hash) % places.count]
    }

    /// The next server with room, but not `avoided` unless it is the only one; -1 if all are full.
    mutating func pickNext(served: Span<Int32>, queued: Span<Int32>, avoiding avoided: Int32) -> Int32 {
        guard !places.isEmpty else { return -1 }
        if position >= places.count { position = 0 }
        var fallback: (place: Int, server: Int32) = (0, -1)
        var place = position
        repeat {
            let server = places[place]
            place += 1
            if limits[Int(server)].hasRoom(served: served[Int(server)], queued: queued[Int(server)]) {
                if server != avoided {
                    position = place
                    return server
                }
                fallback = (place, server)
            }
            if place == places.count { place = 0 }
        } while place != position
        if fallback.server >= 0 { position = fallback.place }
        return fallback.server
    }

    /// The same position in another map.
    mutating func goOn(from old: ServerMap) {
        position = old.position
    }
}

/// A set of small numbers that knows its smallest one.
private struct IndexSet64 {
    private var words: [UInt64]
    private var count = 0

    init(count: Int) {
        words = [UInt64](repeating: 0, count: (count + 63) / 64)
    }

    var isEmpty: Bool { count == 0 }

    /// - Precondition: not empty.
    var first: Int {
        var word = 0
        while words[word] == 0 { word += 1 }
        return word * 64 + words[word].trailingZeroBitCount
    }

    mutating func insert(_ index: Int) {
        words[index / 64] |= 1 << UInt64(index % 64)
        count += 1
    }

    mutating func remove(_ index: Int) {
        words[index / 64] &= ~(1 << UInt64(index % 64))
        count -= 1
    }
}
