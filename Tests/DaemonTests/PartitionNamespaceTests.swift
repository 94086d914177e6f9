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
                try await network.settle(on: high, address, steadyFor: .zero)
                try await network.observer.believes(high, has: address, within: .seconds(1))
                try await network.settle(on: high, address)
            }
        }
    }

    @Test("a keepalived that gives way without a word: garp_master_refresh sets the neighbours right")
    func silentKeepalived() async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await low.start(.keepalived, Configuration(.v3, low, priority: 100).text)
            try await high.start(.clusterd, Configuration(.v3, high, priority: 200, "garp_master_refresh 1").text)
            try await network.settle(on: high, .virtual4)
            try await network.isolate(high)
            try await eventually("both have the address", within: .seconds(5)) {
                try network.holders(of: .virtual4) == [1, 2] ? () : nil
            }
            try await network.observer.believes(low, has: .virtual4, within: .seconds(5))
            try await network.heal(high)
            try await network.settle(on: high, .virtual4, steadyFor: .zero)
            try await network.observer.believes(high, has: .virtual4, within: .seconds(3))
        }
    }
}

extension Wire {
    fileprivate static let healing = [v2, v2Unicast, v3, v3Unicast, v3IPv6, fast, fastIPv6]
}
