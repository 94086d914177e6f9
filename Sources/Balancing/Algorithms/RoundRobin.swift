/// `balance roundrobin`: HAProxy's fast weighted round robin (2.6, src/lb_fwrr.c), which gives the same sequence.
///
/// Time is a row of places, one a request; a turn has as many places as all weights together. Each server stands at its
/// next place and moves on by turn / weight, remainders kept, so that servers interleave as evenly as their weights
/// allow. Servers that were not used in this turn yet wait in `fresh`, heaviest first; those whose next place lies
/// beyond this turn go to `later`, which is the next turn's `fresh`. So a changed weight shows at once and nobody is
/// asked twice in a row for it.
struct RoundRobin: Sendable {
    enum Place: UInt8, Sendable { case nowhere, current, even, odd }

    struct Slot: Sendable {
        var weight = 0
        /// Where it was used last, and where it stands next; 0 if it was not used in this turn.
        var last = 0
        var next = 0
        /// The remainder of the divisions.
        var remainder = 0
        var place = Place.nowhere
        var limits: Limits
    }

    private(set) var slots: [Slot]
    private var current: ServerHeap
    private var even: ServerHeap
    private var odd: ServerHeap
    /// Which of the two is `fresh`; the other one is `later`.
    private var freshIsEven = true
    private var turn = 0
    private var nextTurn = 0
    private var position = 0
    /// Full servers met during one pick.
    private var skipped: [Int32] = []

    /// - Parameter backups: whether it is for the backup servers, or for the active ones.
    init(_ servers: [BalancedServer], backups: Bool) {
        slots = servers.map { Slot(weight: $0.isBackup == backups ? $0.weight : 0, limits: $0.limits) }
        current = ServerHeap(capacity: servers.count)
        even = ServerHeap(capacity: servers.count)
        odd = ServerHeap(capacity: servers.count)
        skipped.reserveCapacity(servers.count)
        nextTurn = slots.reduce(0) { $0 + $1.weight }
        turn = nextTurn
        position = nextTurn
        for server in slots.indices where slots[server].weight > 0 { putByWeight(Int32(server), fresh: true) }
    }

    // MARK: - Picking

    /// The next server with room, but not `avoided` unless it is the only one; -1 if all are full.
    mutating func pick(served: Span<Int32>, queued: Span<Int32>, avoiding avoided: Int32) -> Int32 {
        var picked: Int32 = -1
        var metAvoided = false
        var hasTurned = false
        if turn == 0 { (turn, position) = (nextTurn, nextTurn) }
        while picked < 0 {
            let server = take()
            guard server >= 0 else {
                if hasTurned {
                    if metAvoided {
                        picked = avoided
                        advance(avoided)
                        put(avoided)
                    }
                    break
                }
                hasTurned = true
                beginTurn()
                continue
            }
            advance(server)
            let index = Int(server)
            if slots[index].limits.hasRoom(served: served[index], queued: queued[index]) {
                if server != avoided || metAvoided {
                    picked = server
                    put(server)
                    break
                }
                metAvoided = true
            }
            skipped.append(server)
        }
        if !skipped.isEmpty { putBackSkipped(hasTurned) }
        return picked
    }

    /// Takes out the server whose turn it is, or -1 if none is left in this turn.
    private mutating func take() -> Int32 {
        let server = current.first
        if server < 0 || slots[Int(server)].next > position {
            let fresh = freshIsEven ? even.first : odd.first
            if fresh >= 0 {
                if freshIsEven { even.removeFirst() } else { odd.removeFirst() }
                slots[Int(fresh)].next = 0
                slots[Int(fresh)].remainder = 0
                return fresh
            }
        }
        if server >= 0 { current.removeFirst() }
        return server
    }

    private mutating func advance(_ server: Int32) {
        let index = Int(server)
        var slot = slots[index]
        slot.last = slot.next == 0 ? position : slot.next
        slot.next = slot.last + nextTurn / slot.weight
        slot.remainder += nextTurn % slot.weight
        if slot.remainder >= slot.weight {
            slot.remainder -= slot.weight
            slot.next += 1
        }
        slot.place = .nowhere
        slots[index] = slot
        position += 1
    }

    private mutating func beginTurn() {
        freshIsEven.toggle()
        turn = nextTurn
        position = turn
    }

    /// Those that were skipped stand as if they had been used; after a turn their place is lost, and their weight counts.
    /// An avoided server that was picked after all is among them, and has its place already.
    private mutating func putBackSkipped(_ hasTurned: Bool) {
        while let server = skipped.popLast() {
            guard slots[Int(server)].place == .nowhere else { continue }
            if hasTurned { putByWeight(server, fresh: true) } else { put(server) }
        }
    }

    // MARK: - Standing in line

    /// Puts a server where its next place says: into this turn or the next.
    private mutating func put(_ server: Int32) {
        let index = Int(server)
        if slots[index].next >= 2 * turn || slots[index].next >= turn + nextTurn {
            slots[index].next -= turn
            putByWeight(server, fresh: false)
        } else {
            let slot = slots[index]
            let tie = max(Self.maximum + slot.remainder - slot.weight, 0) / Server.weightScale
            current.insert(server, key: UInt64(max(slot.next, 0)) * UInt64(ServerSettings.maximumWeight) + UInt64(tie))
            slots[index].place = .current
        }
    }

    private mutating func putByWeight(_ server: Int32, fresh: Bool) {
        let key = UInt64(max(Self.maximum - slots[Int(server)].weight, 0))
        if fresh == freshIsEven {
            even.insert(server, key: key)
            slots[Int(server)].place = .even
        } else {
            odd.insert(server, key: key)
            slots[Int(server)].place = .odd
        }
    }

    /// The largest effective weight.
    private static let maximum = ServerSettings.maximumWeight * Server.weightScale

    // MARK: - Changes of state and weight

    /// A server's weight changed, 0 if it is not usable any more, or its limits.
    mutating func set(_ weight: Int, _ limits: Limits, of server: Int) {
        slots[server].limits = limits
        let old = slots[server].weight
        guard weight != old else { return }
        nextTurn += weight - old
        let place = slots[server].place
        remove(Int32(server), from: place)
        slots[server].weight = weight
        guard weight > 0 else { return }
        let fresh: Place = freshIsEven ? .even : .odd
        if place == .nowhere {
            slots[server].next = position + (nextTurn + turn - position) / weight
            put(Int32(server))
        } else if place == fresh {
            putByWeight(Int32(server), fresh: true)
        } else {
            move(server, wasLater: place != .current)
            put(Int32(server))
        }
    }

    /// A server in use gets another weight: it comes nearer if that is heavier, and does not lose the place it has.
    private mutating func move(_ server: Int, wasLater: Bool) {
        var slot = slots[server]
        if wasLater { slot.next += turn }
        let step = nextTurn / slot.weight
        slot.remainder = 0
        slot.next = min(slot.next, slot.last + step)
        if slot.next < position + 2 { slot.next = position + step }
        slots[server] = slot
    }

    private mutating func remove(_ server: Int32, from place: Place) {
        switch place {
        case .nowhere: break
        case .current: current.remove(server)
        case .even: even.remove(server)
        case .odd: odd.remove(server)
        }
        slots[Int(server)].place = .nowhere
    }
}
