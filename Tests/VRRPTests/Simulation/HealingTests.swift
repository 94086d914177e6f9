import Addresses
import Testing
import VRRP

@Suite("Neighbours after a partition")
struct HealingTests {
    @Test(
        "when one of two masters gives way, every neighbour knows the other within 50 ms",
        arguments: [100, 10, 1], 1...20)
    func healing(centiseconds: Int, seed: Int) {
        let run = SimulationTests.Case(
            seed: UInt64(seed * 1000 + centiseconds), version: .v3, hosts: 2 + seed % 3, centiseconds: centiseconds,
            hours: 0)
        let interval = Int64(centiseconds) * 10_000_000
        var simulation = Simulation(seed: run.seed, hosts: SimulationTests.hosts(run))
        for host in simulation.hosts.indices { simulation.start(host) }
        simulation.run(until: 20 * interval + 20_000_000_000)
        simulation.network.partition(1, count: run.hosts)
        simulation.run(until: simulation.now + simulation.random.number(10 * interval...20 * interval))
        #expect(simulation.masters.count == 2, "seed \(run.seed)")
        simulation.network = Network()
        let gaveWay = untilOneMaster(&simulation, within: 2 * interval)
        simulation.run(until: gaveWay + 50_000_000)
        #expect(simulation.masters.count == 1, "seed \(run.seed)")
        #expect(simulation.neighbours.allSatisfy { $0 == simulation.masters.first }, "seed \(run.seed)")
        #expect(simulation.complaints == [])
    }

    /// The time at which one is left, to the tenth of a millisecond.
    private func untilOneMaster(_ simulation: inout Simulation, within time: Int64) -> Int64 {
        let end = simulation.now + time
        while simulation.masters.count > 1, simulation.now < end { simulation.run(until: simulation.now + 100_000) }
        return simulation.now
    }
}
