import Glibc
import Testing

@testable import Linux

@Suite("time passes a router by", .inNamespaces)
struct PauseNamespaceTests {
    @Test(
        "a master that stood still wakes up: one has the address again, and the observer knows which",
        arguments: [Wire.v3, .v3IPv6])
    func paused(wire: Wire) async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await low.start(.clusterd, Configuration(wire, low, priority: 100).text)
            try await high.start(.clusterd, Configuration(wire, high, priority: 200).text)
            try await network.settle(on: high, wire.virtualAddress)
            for _ in 0..<2 {
                high.program?.signal(SIGSTOP)
                try await eventually("both have the address", within: .seconds(10)) {
                    try network.holders(of: wire.virtualAddress) == [1, 2] ? () : nil
                }
                high.program?.signal(SIGCONT)
                try await network.settle(on: high, wire.virtualAddress, steadyFor: .zero)
                try await network.observer.believes(high, has: wire.virtualAddress, within: .seconds(2))
                try await network.settle(on: high, wire.virtualAddress)
            }
        }
    }

    @Test(
        "a backup that stood still does not take over when it wakes up while the master is alive", arguments: Pair.all)
    func pausedBackup(pair: Pair) async throws {
        guard pair.backup == .clusterd else { return }
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await low.start(.clusterd, Configuration(.v3, low, priority: 100).text)
            try await high.start(pair.master, Configuration(.v3, high, priority: 200).text)
            try await network.settle(on: high, .virtual4)
            for _ in 0..<3 {
                low.program?.signal(SIGSTOP)
                try await Task.sleep(for: .seconds(1))
                low.program?.signal(SIGCONT)
                try await network.stays(on: high, .virtual4)
            }
        }
    }

    @Test("preempt_delay puts up with a lower master for as long as it says", arguments: Pair.mixed)
    func preemptDelay(pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await low.start(pair.backup, Configuration(.v3, low, priority: 100).text)
            try await network.settle(on: low, .virtual4)
            try await high.start(pair.master, Configuration(.v3, high, priority: 200, "preempt_delay 2").text)
            try await network.stays(on: low, .virtual4, for: .seconds(1.5))
            try await network.settle(on: high, .virtual4, within: .seconds(5))
        }
    }
}
