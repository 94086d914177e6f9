import Testing

@testable import Linux

@Suite("a network falls apart in silence and is whole again", .inNamespaces)
struct PartitionNamespaceTests {
    /// Which side of the split the observer is not on.
    enum Isolated: Sendable, CaseIterable {
        case high
        case low
    }

    @Test(
        "both are master while they do not hear each other; then one is again, and the observer knows which",
        arguments: Wire.healing, Pair.all)
    func partition(wire: Wire, pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            let address = wire.virtualAddress
            var configuration = Configuration(wire, low, priority: 100)
            // keepalived, giving way, says so only if told to. Without it the higher master may never know that there
            // was another one, and neighbours keep the dead entry until garp_master_refresh.
            if pair.backup == .keepalived { configuration.globals = ["vrrp_higher_prio_send_advert true"] }
            try await low.start(pair.backup, configuration.text)
            try await high.start(pair.master, Configuration(wire, high, priority: 200).text)
            try await network.settle(on: high, address)
            for isolated in Isolated.allCases {
                let (near, far) = isolated == .high ? (low, high) : (high, low)
                try await network.isolate(far)
                try await eventually("both have the address", within: .seconds(15)) {
                    try network.holders(of: address) == [1, 2] ? () : nil
                }
                try await network.observer.believes(near, has: address, within: .seconds(5))

                try await network.heal(far)
                let healed = ContinuousClock.now
                try await network.settle(on: high, address, steadyFor: .zero)
                let alone = ContinuousClock.now - healed
                try await network.observer.believes(high, has: address, within: .seconds(3))
                print(
                    "healed, \(isolated) was isolated, \(wire.testDescription), \(pair.testDescription):",
                    "alone after \(alone), known after \(ContinuousClock.now - healed)")
                try await network.settle(on: high, address)
            }
        }
    }
}

extension Wire {
    fileprivate static let healing = [v2, v2Unicast, v3, v3Unicast, v3IPv6, fast, fastIPv6]
}
