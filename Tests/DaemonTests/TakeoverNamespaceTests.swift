import Testing

@testable import Linux

@Suite("two routers and one address", .inNamespaces)
struct TakeoverNamespaceTests {
    @Test(
        "the higher priority has the address, its graceful stop hands it over, its return takes it back",
        arguments: Wire.all, Pair.all)
    func stopAndReturn(wire: Wire, pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            let address = wire.virtualAddress
            try await low.start(pair.backup, Configuration(wire, low, priority: 100).text)
            try await high.start(pair.master, Configuration(wire, high, priority: 200).text)
            try await network.settle(on: high, address)
            try await network.observer.believes(high, has: address, within: .seconds(2))

            let end = try await high.stop()
            #expect(end == .exited(0))
            #expect(try !high.has(address))
            try await network.settle(on: low, address)
            try await network.observer.believes(low, has: address, within: .seconds(2))

            try await high.start(pair.master)
            try await network.settle(on: high, address)
            try await network.observer.believes(high, has: address, within: .seconds(2))
        }
    }

    @Test("a router with nopreempt leaves the address to a lower master", arguments: [Wire.v2, .v3, .v3IPv6], Pair.all)
    func nopreempt(wire: Wire, pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await low.start(pair.backup, Configuration(wire, low, priority: 100).text)
            try await network.settle(on: low, wire.virtualAddress)
            try await high.start(pair.master, Configuration(wire, high, priority: 200, "nopreempt").text)
            try await network.stays(on: low, wire.virtualAddress, for: wire.masterDown + .seconds(1))

            try await low.stop()
            try await network.settle(on: high, wire.virtualAddress)
        }
    }

    @Test("a stop is told with priority 0", arguments: [Wire.v2, .v2Password, .v3, .v3IPv6, .fast])
    func priorityZero(wire: Wire) async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            let tap = try Tap(at: network.observer, wire.family)
            try await router.start(.clusterd, Configuration(wire, router, priority: 200).text)
            try await network.settle(on: router, wire.virtualAddress)
            try await router.stop()
            let packets = try tap.received()
            #expect(Set(packets.map(\.hopLimit)) == [255])
            #expect(Set(packets.map(\.version)) == [UInt8(wire.version)])
            #expect(Set(packets.dropLast().map(\.priority)) == [200])
            #expect(packets.last?.priority == 0)
        }
    }

    @Test("a backup believes priority 0, and does not wait for three intervals", arguments: [Wire.v2, .v3], Pair.all)
    func backupAfterPriorityZero(wire: Wire, pair: Pair) async throws {
        guard pair.backup == .clusterd else { return }
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await low.start(.clusterd, Configuration(wire, low, priority: 100).text)
            try await high.start(pair.master, Configuration(wire, high, priority: 200).text)
            try await network.settle(on: high, wire.virtualAddress)
            try await high.stop()
            try await network.settle(on: low, wire.virtualAddress)
            #expect(try low.instance.transitions.last?.reason == "the master stopped (priority 0)")
            #expect(try low.instance.counters["priority_zero_received"] == 1)
        }
    }
}
