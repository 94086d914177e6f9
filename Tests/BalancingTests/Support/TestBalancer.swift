import Balancing

/// A balancer with the numbers of connections a test sets.
struct TestBalancer {
    var balancer: Balancer
    var served: [Int32]
    var queued: [Int32]
    private var servers: [BalancedServer]

    /// - Parameter weights: as the file says; 0 is a server that takes no new requests.
    init(
        _ algorithm: Algorithm, weights: [Int], backups: Set<Int> = [], maxconn: Int32 = 0, maxqueue: Int32 = 0,
        ids: [Int]? = nil, usesAllBackups: Bool = false, seed: UInt64 = 1, startingAt start: Int = 0
    ) {
        let scale = algorithm.isDynamic ? Server.weightScale : 1
        servers = weights.enumerated().map { index, weight in
            BalancedServer(
                weight: weight * scale, isBackup: backups.contains(index),
                limits: Limits(connections: maxconn, queue: maxqueue), id: ids?[index] ?? index + 1)
        }
        balancer = Balancer(
            algorithm, servers: servers, configuredWeights: weights, usesAllBackups: usesAllBackups,
            random: RandomSource(seed: seed), startingAt: start)
        served = [Int32](repeating: 0, count: weights.count)
        queued = served
    }

    /// Changes an effective weight; 0 takes the server out.
    mutating func setWeight(_ weight: Int, of server: Int) {
        servers[server].weight = weight * (balancer.algorithm.isDynamic ? Server.weightScale : 1)
        balancer.update(server, servers[server])
    }

    mutating func pick(hash: UInt32? = nil, avoiding avoided: Int32 = -1) -> Balancer.Pick {
        let (served, queued) = (served, queued)
        return balancer.pick(hash: hash, served: served.span, queued: queued.span, avoiding: avoided)
    }

    /// The servers of `count` picks; -1 for none.
    mutating func picks(_ count: Int, holding: Bool = false) -> [Int] {
        (0..<count).map { _ in
            guard case .server(let server) = pick() else { return -1 }
            if holding { served[server] += 1 }
            return server
        }
    }

    /// The same as letters: `aab`.
    mutating func letters(_ count: Int, holding: Bool = false) -> String {
        picks(count, holding: holding).map { $0 < 0 ? "-" : String(UnicodeScalar(UInt8(97 + $0))) }.joined()
    }
}
