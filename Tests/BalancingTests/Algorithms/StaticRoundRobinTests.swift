import Balancing
import Testing

@Suite("static-rr (configuration.txt §4.2, balance)")
struct StaticRoundRobinTests {
    @Test(
        "HAProxy 2.6's sequence, as it was heard",
        arguments: [
            ([1, 1], "ababab"), ([1, 2, 3], "acbcbcacbcbcacbcbc"), ([5, 1, 1], "aaabaacaaabaacaaabaac"),
            ([3, 0, 2], "aacacaacacaacac"),
            (
                [7, 11, 13],
                "abcbcabcacbcbacbcabcbcacbbcacbcabcbcabcacbcbacbcabcbcacbbcacbcabcbcabcacbcbacbcabcbcacbbcacbc"
            ),
            ([2, 5, 9, 4], "abcbcdcbcdacbcdcbccdabcbcdcbcdacbcdcbccdabcbcdcbcdacbcdcbccd"),
            ([100, 50, 25], "aababacaababacaababacaababacaababacaababacaababacaababacaababaca"),
            ([1, 1, 1, 1], "abcdabcdabcd"), ([3, 1], "aaabaaabaaab"),
        ] as [([Int], String)])
    func sequence(weights: [Int], heard: String) {
        var balancer = TestBalancer(.staticRoundRobin, weights: weights)
        let letters = balancer.letters(heard.count)
        #expect(letters == heard)
    }

    /// The map as src/lb_map.c describes it, server by server at each place.
    private func naiveMap(_ weights: [Int]) -> [Int] {
        let total = weights.reduce(0, +)
        var scores = weights.map { _ in 0 }
        return (0..<total).map { _ in
            var best = -1
            var most = 0
            for index in weights.indices where weights[index] > 0 {
                scores[index] += weights[index]
                let turns = (scores[index] + total) / total
                if best < 0 || turns > most { (best, most) = (index, turns) }
            }
            scores[best] -= total
            return best
        }
    }

    @Test("the map is the one that counting server by server gives", arguments: 0..<40)
    func map(seed: Int) {
        var random = RandomSource(seed: UInt64(seed))
        let count = seed < 5 ? 1 : Int(random.next() % 90) + 1
        var weights = (0..<count).map { _ in Int(random.next() % UInt64(1 + seed * 7 % 257)) }
        weights[0] = 1 + seed % 5
        var balancer = TestBalancer(.staticRoundRobin, weights: weights)
        let picks = balancer.picks(weights.reduce(0, +))
        #expect(picks == naiveMap(weights))
    }

    @Test("the map of 1,000 servers with odd weights is made in no time")
    func large() {
        var balancer = TestBalancer(.staticRoundRobin, weights: (0..<1000).map { 255 + $0 % 2 })
        let first = balancer.letters(1)
        #expect(first == "a")
        let time = ContinuousClock().measure { balancer.setWeight(0, of: 5) }
        #expect(time < .seconds(2))
    }

    @Test("a server that goes is left out, and its turn with it")
    func goes() {
        var balancer = TestBalancer(.staticRoundRobin, weights: [1, 1, 1])
        let before = balancer.letters(4)
        balancer.setWeight(0, of: 1)
        let after = balancer.letters(4)
        #expect(before + " " + after == "abca caca")
    }
}
