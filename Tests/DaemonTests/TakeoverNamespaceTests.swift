import Testing

@testable import Linux

@Suite("two routers, one address", .enabled(if: Requirements.areMet, "\(Requirements.missing ?? "")"))
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
}
