import Balancing
import Testing

@Suite("Which server is picked")
struct BalancerTests {
    static let algorithms: [Algorithm] = [
        .roundRobin, .staticRoundRobin, .leastConnections, .first, .source, .uri(Algorithm.URIOptions()),
        .header(usesDomainOnly: false), .random(draws: 2),
    ]

    @Test(
        "leastconn takes turns among equals, by weight otherwise",
        arguments: [
            ([1, 1, 1], false, "abcabcabc"), ([1, 1, 1], true, "abcabcabc"), ([2, 1], true, "abaaba"),
            ([3, 1], true, "abaaaaba"), ([1, 3], true, "abbbbbab"),
        ])
    func leastConnections(weights: [Int], holding: Bool, letters: String) {
        var balancer = TestBalancer(.leastConnections, weights: weights)
        let picked = balancer.letters(letters.count, holding: holding)
        #expect(picked == letters)
    }

    @Test("leastconn counts what waits for a server, and lets maxqueue wait")
    func leastConnectionsQueue() {
        var balancer = TestBalancer(.leastConnections, weights: [1, 1], maxconn: 2, maxqueue: 1)
        balancer.served = [1, 1]
        balancer.queued = [1, 0]
        #expect(balancer.letters(1) == "b")
        balancer.served = [2, 2]
        balancer.queued = [0, 0]
        #expect(balancer.letters(1) == "a")
        balancer.queued = [1, 1]
        #expect(balancer.pick() == .full)
    }

    @Test("first goes by id")
    func first() {
        var balancer = TestBalancer(.first, weights: [1, 1, 1], maxconn: 1, ids: [30, 10, 20])
        let letters = balancer.letters(4, holding: true)
        #expect(letters == "bca-")
    }

    @Test("random: shares by weight", arguments: [1, 2, 3])
    func random(draws: Int) {
        var balancer = TestBalancer(.random(draws: draws), weights: [1, 2, 5, 0])
        let picks = balancer.picks(8000)
        for (server, share) in [1000, 2000, 5000, 0].enumerated() {
            let count = picks.count { $0 == server }
            // An idle server is as good as any other: draws do not shift the shares.
            #expect(abs(count - share) < 250, "server \(server): \(count)")
        }
    }

    @Test("random: of two draws the less loaded for its weight is taken")
    func powerOfTwo() {
        var balancer = TestBalancer(.random(draws: 2), weights: [1, 1])
        balancer.served = [10, 9]
        let picks = balancer.picks(4000)
        // Both draws must hit the loaded one: a quarter of the time.
        #expect(abs(picks.count { $0 == 0 } - 1000) < 200)
    }

    @Test("a server that a request failed at is avoided, if there is another one", arguments: algorithms)
    func avoiding(algorithm: Algorithm) {
        var balancer = TestBalancer(algorithm, weights: [3, 1, 2])
        for avoided in 0..<3 {
            for _ in 0..<10 {
                let hash = algorithm.isHash ? UInt32(avoided) : nil
                let pick = balancer.pick(hash: hash, avoiding: Int32(avoided))
                #expect(pick != .server(avoided))
                #expect(pick != .full)
            }
        }
        var alone = TestBalancer(algorithm, weights: [0, 1, 0])
        for _ in 0..<3 {
            let pick = alone.pick(hash: algorithm.isHash ? 7 : nil, avoiding: 1)
            #expect(pick == .server(1))
        }
    }

    @Test(
        "backup servers: only without an active one, and only the first (backup, option allbackups)",
        arguments: algorithms)
    func backups(algorithm: Algorithm) {
        for all in [false, true] {
            var balancer = TestBalancer(algorithm, weights: [1, 1, 1, 1], backups: [1, 3], usesAllBackups: all)
            #expect(Set(balancer.picks(40)).isSubset(of: [0, 2]))
            balancer.setWeight(0, of: 0)
            #expect(Set(balancer.picks(40)) == [2])
            balancer.setWeight(0, of: 2)
            #expect(!balancer.balancer.usesActiveServers)
            #expect(Set(balancer.picks(40)) == (all && algorithm != .first ? [1, 3] : [1]))
            #expect(balancer.balancer.takesNewRequests(3) == all)
            balancer.setWeight(0, of: 1)
            #expect(Set(balancer.picks(40)) == [3])
            balancer.setWeight(0, of: 3)
            let none = balancer.pick()
            #expect(none == .noServer)
            balancer.setWeight(1, of: 2)
            #expect(Set(balancer.picks(40)) == [2])
        }
    }

    @Test("the only backup is picked though it is full: requests wait for it")
    func fullBackup() {
        var balancer = TestBalancer(.roundRobin, weights: [0, 1], backups: [1], maxconn: 1)
        balancer.served = [0, 1]
        let pick = balancer.pick()
        #expect(pick == .server(1))
    }

    @Test("a hash goes to its server though that is full")
    func fullHash() {
        var balancer = TestBalancer(.source, weights: [1, 1], maxconn: 1)
        balancer.served = [1, 1]
        let hashed = balancer.pick(hash: 1)
        #expect(hashed == .server(1))
        let turn = balancer.pick()
        #expect(turn == .full)
    }

    @Test("no unusable server is picked, every usable one is, whatever happens", arguments: algorithms)
    func usable(algorithm: Algorithm) {
        var random = RandomSource(seed: 5)
        for _ in 0..<20 {
            let count = 1 + Int(random.next() % 12)
            var weights = (0..<count).map { _ in Int(random.next() % 5) }
            var balancer = TestBalancer(algorithm, weights: weights, seed: random.next())
            for _ in 0..<15 {
                let changed = Int(random.next() % UInt64(count))
                weights[changed] = Int(random.next() % 5)
                balancer.setWeight(weights[changed], of: changed)
                var picked: Set<Int> = []
                for _ in 0..<200 {
                    let hash = algorithm.isHash ? UInt32(truncatingIfNeeded: random.next()) : nil
                    if case .server(let server) = balancer.pick(hash: hash) { picked.insert(server) }
                }
                let usable = Set(weights.indices.filter { weights[$0] > 0 })
                #expect(picked.isSubset(of: usable))
                #expect(algorithm == .first ? picked.count == min(usable.count, 1) : picked == usable)
            }
        }
    }

    @Test("full servers are left out, and nothing is picked when all are", arguments: algorithms.filter { !$0.isHash })
    func full(algorithm: Algorithm) {
        var random = RandomSource(seed: 6)
        var balancer = TestBalancer(algorithm, weights: [3, 1, 2, 5], maxconn: 4)
        var held: [Int] = []
        for _ in 0..<2000 {
            if random.next() % 3 == 0, let server = held.popLast() {
                balancer.served[server] -= 1
            } else if case .server(let server) = balancer.pick() {
                balancer.served[server] += 1
                held.append(server)
            } else if algorithm != .random(draws: 2) {
                #expect(balancer.served == [4, 4, 4, 4])
            }
            #expect(balancer.served.allSatisfy { (0...4).contains($0) })
        }
    }

    @Test("roundrobin stays fair over many turns, weights changing", arguments: 0..<20)
    func fairness(seed: Int) {
        var random = RandomSource(seed: UInt64(seed))
        let count = 2 + Int(random.next() % 8)
        var weights = (0..<count).map { _ in 1 + Int(random.next() % 30) }
        var balancer = TestBalancer(.roundRobin, weights: weights)
        for _ in 0..<5 {
            let changed = Int(random.next() % UInt64(count))
            weights[changed] = 1 + Int(random.next() % 30)
            balancer.setWeight(weights[changed], of: changed)
            let total = weights.reduce(0, +)
            // A turn or two until the change has gone round; then each ten turns are as asked, but for one request each.
            _ = balancer.picks(2 * total)
            let picks = balancer.picks(10 * total)
            for server in weights.indices {
                let times = picks.count { $0 == server }
                #expect(abs(times - 10 * weights[server]) <= 2, "server \(server) of \(weights)")
            }
        }
    }

    @Test("threads begin with different servers")
    func startingAt() {
        var first = TestBalancer(.roundRobin, weights: [1, 1, 1])
        var second = TestBalancer(.roundRobin, weights: [1, 1, 1], startingAt: 1)
        var third = TestBalancer(.staticRoundRobin, weights: [1, 1, 1], startingAt: 2)
        #expect(first.letters(3) + second.letters(3) + third.letters(3) == "abcbcacab")
    }

    @Test("all servers changed at once are what they are changed one by one", arguments: algorithms)
    func updateAll(algorithm: Algorithm) {
        var random = RandomSource(seed: 9)
        var all = (0..<5).map { BalancedServer(weight: 16 * ($0 + 1)) }
        let weights = all.map(\.weight)
        var one = Balancer(algorithm, servers: all, configuredWeights: weights, random: RandomSource(seed: 1))
        var other = one
        let idle = [Int32](repeating: 0, count: 5)
        for _ in 0..<20 {
            for server in all.indices {
                all[server].weight = 16 * Int(random.next() % 4)
                one.update(server, all[server])
            }
            other.update(all)
            for _ in 0..<15 {
                let first = one.pick(hash: nil, served: idle.span, queued: idle.span)
                let second = other.pick(hash: nil, served: idle.span, queued: idle.span)
                // One by one the map or the turn may pass through states that leave their mark on what comes next.
                if !algorithm.isHash, algorithm != .staticRoundRobin { #expect(first == second) }
                #expect((first == .noServer) == (second == .noServer))
            }
        }
    }
}
