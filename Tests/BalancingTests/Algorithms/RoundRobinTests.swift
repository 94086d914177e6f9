import Balancing
import Testing

@Suite("roundrobin (configuration.txt §4.2, balance)")
struct RoundRobinTests {
    @Test(
        "weights are exact over a cycle",
        arguments: [[1, 1], [1, 2, 3], [5, 1, 1], [3, 0, 2], [256, 1], [7, 11, 13]])
    func cycle(weights: [Int]) {
        var balancer = TestBalancer(.roundRobin, weights: weights)
        let total = weights.reduce(0, +)
        for _ in 0..<3 {
            let picks = balancer.picks(total)
            for server in weights.indices {
                #expect(picks.count { $0 == server } == weights[server])
            }
        }
    }
}
