import Addresses
import Testing
import VRRP

/// Two to five routers under random faults. A failure names its seed; the same seed gives the same run.
@Suite("Routers in a simulated network")
struct SimulationTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let seed: UInt64
        let version: ProtocolVersion
        let hosts: Int
        /// Virtual routers on each host; more than one are in a sync group.
        var routers = 1
        let centiseconds: Int
        let hours: Double
        var preempts = true
        /// VRRPv3: every other host advertises half as often.
        var hasMixedIntervals = false

        var testDescription: String {
            "seed \(seed): \(hosts) × \(routers) routers, \(version), \(centiseconds) cs, \(hours) h"
        }
    }

    /// 24 hours at 1 s, and as many intervals' worth of shorter ones.
    static let cases = [
        Case(seed: 1, version: .v3, hosts: 3, centiseconds: 100, hours: 24),
        Case(seed: 2, version: .v2, hosts: 2, centiseconds: 100, hours: 4),
        Case(seed: 3, version: .v3, hosts: 5, centiseconds: 10, hours: 0.5),
        Case(seed: 4, version: .v3, hosts: 2, centiseconds: 1, hours: 0.1),
        Case(seed: 5, version: .v3, hosts: 3, routers: 2, centiseconds: 100, hours: 4),
        Case(seed: 6, version: .v2, hosts: 4, routers: 3, centiseconds: 100, hours: 2),
        Case(seed: 7, version: .v3, hosts: 4, centiseconds: 100, hours: 4, preempts: false),
        Case(seed: 8, version: .v3, hosts: 2, routers: 2, centiseconds: 10, hours: 0.3),
        Case(seed: 9, version: .v3, hosts: 4, centiseconds: 100, hours: 3, hasMixedIntervals: true),
    ]

    /// The bounds, once the network is whole:
    /// - Two masters: one advertisement of the higher one ends it (RFC 5798 §6.4.3), so at most its interval, and the
    ///   packet's way.
    /// - No master: the last backup waits Master_Down_Interval (RFC 5798 §6.1), which is less than four intervals.
    /// Clocks are off by up to 200 millionths, and a timer fires up to half a millisecond late.
    @Test("never two masters, nor none, for longer than the RFC's bound once the network is whole", arguments: cases)
    func bounds(of run: Case) {
        var simulation = Simulation(seed: run.seed, hosts: SimulationTests.hosts(run))
        let interval = Int64(run.centiseconds) * (run.hasMixedIntervals ? 20_000_000 : 10_000_000)
        let slack = interval / 1000 + 2 * Network.calmDelay.upperBound + 500_000
        while simulation.now < Int64(run.hours * 3600 * 1e9) {
            faults(&simulation, interval: interval)
            simulation.heal()
            simulation.watch.whole(from: simulation.now + simulation.longestDelay)
            simulation.run(until: simulation.now + 11 * interval)
            check(&simulation, run)
            loseMaster(&simulation)
            simulation.run(until: simulation.now + 11 * interval)
            simulation.watch.broken(at: simulation.now)
            check(&simulation, run)
        }
        #expect(simulation.complaints == [])
        #expect(simulation.watch.longestWithTwo <= interval + slack, "seed \(run.seed)")
        #expect(simulation.watch.longestWithNone <= 4 * interval + slack, "seed \(run.seed)")
        #expect(simulation.watch.longestWithNone > 0, "seed \(run.seed): nothing ever failed over")
    }

    private func faults(_ simulation: inout Simulation, interval: Int64) {
        for _ in 0..<simulation.random.number(1...4) {
            simulation.breakSomething()
            simulation.run(until: simulation.now + simulation.random.number(interval / 4...interval * 12))
        }
    }

    /// Nothing but the master fails, if another one can take over.
    private func loseMaster(_ simulation: inout Simulation) {
        let healthy = simulation.hosts.count { $0.isHealthy }
        guard healthy > 1, let master = simulation.masters.first else { return }
        switch simulation.random.number(0...3) {
        case 0: simulation.crash(master)
        case 1: simulation.stop(master)
        case 2: simulation.raise(.link, on: master)
        default: simulation.raise(.process, on: master)
        }
    }

    /// After a calm: one master, the best there is, and sync groups whole.
    private func check(_ simulation: inout Simulation, _ run: Case) {
        let healthy = simulation.hosts.indices.filter { simulation.hosts[$0].isHealthy }
        let best = healthy.map { simulation.hosts[$0].settings[0].priority }.max()
        for router in 0..<run.routers {
            let masters = simulation.hosts.indices.filter { simulation.hosts[$0].holds[router] }
            if masters.count != 1 { simulation.complain("masters of router \(router): \(masters)") }
            let priority = masters.first.map { simulation.hosts[$0].settings[router].priority }
            if run.preempts, priority != best { simulation.complain("\(masters) has not the best priority") }
        }
        for host in healthy where Set(simulation.hosts[host].holds).count != 1 {
            simulation.complain("the sync group of host \(host) is torn")
        }
    }

    static func hosts(_ run: Case) -> [SimulatedHost] {
        var random = SeededRandom(seed: run.seed &* 7919)
        return (0..<run.hosts).map { host in
            let settings = (0..<run.routers).map { router in
                var settings = RouterSettings(
                    version: run.version, virtualRouterID: UInt8(51 + router),
                    // The last two have the same priority: the address decides.
                    priority: UInt8(100 + min(host, max(0, run.hosts - 2)) * 20),
                    interval: AdvertisementInterval(
                        centiseconds: run.centiseconds * (run.hasMixedIntervals && host % 2 == 1 ? 2 : 1)),
                    primaryAddress: IPAddress(v4: 0x0A00_0001 + UInt32(host)), addresses: ["10.0.0.10"])
                settings.preempts = run.preempts
                settings.isInSyncGroup = run.routers > 1
                return settings
            }
            return SimulatedHost(
                settings, driftPerMillion: Double(random.number(-200...200)), offset: random.number(0...1_000_000_000))
        }
    }
}
