/// Picks servers for new requests by one algorithm.
///
/// Each thread has its own: a pick then costs no lock and no shared cache line. What that means for fairness:
/// - `roundrobin` and `static-rr` go round exactly within a thread. Over all threads a server's share is exact as soon as
///   each thread has gone round, and never further off than one request a thread; HAProxy's threads share one round.
///   `init(startingAt:)` lets each thread begin elsewhere, so that they do not all begin with the first server.
/// - `leastconn` and `random` see what the caller shows them: numbers of its own thread, or numbers shared by all.
/// - the hashes and `first` are the same on every thread.
///
/// Making and changing one allocates; picking does not. `pick` is a request's hot path.
package struct Balancer: Sendable {
    package let algorithm: Algorithm
    package let usesAllBackups: Bool
    private var servers: [BalancedServer]
    private var selection: Selection
    private var random: RandomSource
    private let divisor: Int
    /// The tables of the algorithms; those of the others are empty.
    private var activeRound = RoundRobin([], backups: false)
    private var backupRound = RoundRobin([], backups: true)
    private var map = ServerMap()
    private var leastConnections = LeastConnections([], [])
    private var firstAvailable = FirstAvailable([], [])
    private var draw = RandomDraw([], [], draws: 1)

    package enum Pick: Hashable, Sendable {
        /// The index of a server in the order given. It may be full: with a hash, or the only backup server; then the
        /// request waits in that server's queue.
        case server(Int)
        /// Every server is full: the request waits in the backend's queue.
        case full
        /// No server is usable.
        case noServer
    }

    /// - Parameters:
    ///   - servers: all of the backend's, in the order of the file, usable or not.
    ///   - configuredWeights: as the file says, for the divisor of static maps.
    ///   - usesAllBackups: `option allbackups`.
    ///   - start: how many requests to pass over at the start: the thread's number.
    package init(
        _ algorithm: Algorithm, servers: [BalancedServer], configuredWeights: [Int], usesAllBackups: Bool = false,
        random: RandomSource, startingAt start: Int = 0
    ) {
        self.algorithm = algorithm
        self.usesAllBackups = usesAllBackups
        self.servers = servers
        self.random = random
        divisor = algorithm.isDynamic ? 1 : ServerMap.divisor(configuredWeights)
        selection = Selection(servers, usesAllBackups: usesAllBackups)
        if algorithm == .roundRobin {
            activeRound = RoundRobin(servers, backups: false)
            backupRound = RoundRobin(servers, backups: true)
        }
        makeTables()
        passOver(start)
    }

    /// A server's state, weight or limits changed. Servers neither come nor go: that is another `Balancer`.
    package mutating func update(_ server: Int, _ new: BalancedServer) {
        guard servers.indices.contains(server), servers[server] != new else { return }
        change(server, to: new)
        selection = Selection(servers, usesAllBackups: usesAllBackups)
        makeTables()
    }

    /// The same for all servers, which makes the tables anew only once.
    ///
    /// - Precondition: as many as there were.
    package mutating func update(_ all: [BalancedServer]) {
        precondition(all.count == servers.count, "servers came or went")
        guard all != servers else { return }
        for server in all.indices where servers[server] != all[server] { change(server, to: all[server]) }
        selection = Selection(servers, usesAllBackups: usesAllBackups)
        makeTables()
    }

    private mutating func change(_ server: Int, to new: BalancedServer) {
        servers[server] = new
        guard algorithm == .roundRobin else { return }
        activeRound.set(new.isBackup ? 0 : new.weight, new.limits, of: server)
        backupRound.set(new.isBackup ? new.weight : 0, new.limits, of: server)
    }

    private mutating func makeTables() {
        let members = selection.members
        switch algorithm {
        case .roundRobin: break
        case .leastConnections: leastConnections = LeastConnections(servers, members)
        case .first: firstAvailable = FirstAvailable(servers, members)
        case .random(let draws): draw = RandomDraw(servers, members, draws: draws)
        case .staticRoundRobin, .source, .uri, .header:
            var new = ServerMap(servers, members, divisor: divisor)
            new.goOn(from: map)
            map = new
        }
    }

    private mutating func passOver(_ count: Int) {
        guard algorithm == .roundRobin || algorithm == .staticRoundRobin, !selection.members.isEmpty else { return }
        let idle = [Int32](repeating: 0, count: servers.count)
        for _ in 0..<min(max(count, 0), 1024) { _ = pick(hash: nil, served: idle.span, queued: idle.span) }
    }

    /// How many servers take new requests now (backups, if they do).
    package var usableCount: Int { selection.members.count }

    /// Whether a server takes what waits in the backend's queue.
    package func takesNewRequests(_ server: Int) -> Bool {
        guard servers[server].weight > 0 else { return false }
        switch selection.group {
        case .active: return !servers[server].isBackup
        case .firstBackup(let first): return server == first
        case .allBackups: return servers[server].isBackup
        case .none: return false
        }
    }

    /// Whether the active servers take the requests, not the backups.
    package var usesActiveServers: Bool { selection.group == .active }

    /// The server for a request without persistence.
    ///
    /// - Parameters:
    ///   - hash: what `KeyHash` made of the request, for an algorithm that hashes; nil for a key that is missing, and for
    ///     all others. Without a key the servers take turns.
    ///   - served: by server: the requests it works on, and the ones given to it since.
    ///   - queued: by server: the requests in its own queue.
    ///   - avoided: the server a request failed at, -1 for none. It is picked only if it is the only one with room.
    ///     (HAProxy's map-based hashes come back to it, so that `option redispatch` does not help there.)
    /// - Precondition: `served` and `queued` have an entry for each server.
    package mutating func pick(
        hash: UInt32?, served: Span<Int32>, queued: Span<Int32>, avoiding avoided: Int32 = -1
    ) -> Pick {
        if case .none = selection.group { return .noServer }
        if case .firstBackup(let server) = selection.group { return .server(server) }
        let picked: Int32
        switch algorithm {
        case .roundRobin:
            picked =
                selection.group == .active
                ? activeRound.pick(served: served, queued: queued, avoiding: avoided)
                : backupRound.pick(served: served, queued: queued, avoiding: avoided)
        case .leastConnections:
            picked = leastConnections.pick(served: served, queued: queued, avoiding: avoided)
        case .first: picked = firstAvailable.pick(served: served, queued: queued, avoiding: avoided)
        case .random: picked = draw.pick(served: served, queued: queued, avoiding: avoided, &random)
        case .staticRoundRobin, .source, .uri, .header:
            if let hash, case let server = map.pick(hash: hash), server != avoided || selection.members.count == 1 {
                picked = server
            } else {
                picked = map.pickNext(served: served, queued: queued, avoiding: avoided)
            }
        }
        return picked < 0 ? .full : .server(Int(picked))
    }
}
