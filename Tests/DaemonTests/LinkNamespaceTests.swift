import Testing

@testable import Linux

@Suite("a link goes down", .inNamespaces)
struct LinkNamespaceTests {
    @Test(
        "the other router takes over from a master whose link is down, and gives the address back after",
        arguments: [Wire.v2, .v2Unicast, .v3, .v3Unicast, .v3IPv6, .v3IPv6Unicast, .fast], Pair.all)
    func masterLosesItsLink(wire: Wire, pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await low.start(pair.backup, Configuration(wire, low, priority: 100).text)
            try await high.start(pair.master, Configuration(wire, high, priority: 200).text)
            try await network.settle(on: high, wire.virtualAddress)

            try await network.setLink(of: high, up: false)
            try await network.settle(on: low, wire.virtualAddress)
            try await network.observer.believes(low, has: wire.virtualAddress, within: .seconds(2))

            try await network.setLink(of: high, up: true)
            try await network.settle(on: high, wire.virtualAddress)
            try await network.observer.believes(high, has: wire.virtualAddress, within: .seconds(2))
        }
    }

    @Test("a router whose link goes down is in FAULT at once and holds nothing", arguments: [Wire.v2, .v3, .v3IPv6])
    func faultAtOnce(wire: Wire) async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.start(.clusterd, Configuration(wire, router, priority: 200).text)
            try await network.settle(on: router, wire.virtualAddress)
            try await network.setLink(of: router, up: false)
            // An interval of v2 is a second: this is well before anything could time out.
            try await router.becomes("FAULT", within: .milliseconds(500))
            #expect(try !router.has(wire.virtualAddress))
            #expect(try router.instance.faults == "interface down")
        }
    }

    @Test("a backup whose link was down from the beginning joins in when it is up")
    func startsWithoutLink() async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await network.setLink(of: high, up: false)
            try await eventually("the link is down", within: .seconds(5)) { high.isLinkUp ? nil : () }
            try await high.start(.clusterd, Configuration(.v3, high, priority: 200).text)
            try await low.start(.keepalived, Configuration(.v3, low, priority: 100).text)
            try await network.settle(on: low, .virtual4)
            try await high.becomes("FAULT")
            try await network.setLink(of: high, up: true)
            try await network.settle(on: high, .virtual4)
        }
    }

    @Test("an interface that an administrator switches off is a fault too, and a removed one is no crash")
    func interfaceOffAndGone() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.start(.clusterd, Configuration(.v3, router, priority: 200).text)
            try await network.settle(on: router, .virtual4)
            try await router.namespace.ip("link set eth0 down")
            try await router.becomes("FAULT")
            try await router.namespace.ip("link set eth0 up")
            try await network.settle(on: router, .virtual4)
            try await router.namespace.ip("link del eth0")
            try await router.becomes("FAULT")
            #expect(try await router.stop() == .exited(0))
        }
    }

    @Test("an interface that is made anew under its old name is the router's again", arguments: [Wire.v3, .v3IPv6])
    func interfaceMadeAnew(wire: Wire) async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await low.start(.keepalived, Configuration(wire, low, priority: 100).text)
            try await high.start(.clusterd, Configuration(wire, high, priority: 200).text)
            try await network.settle(on: high, wire.virtualAddress)
            try await network.remakeInterface(of: high)
            try await high.becomes("MASTER")
            let addresses = try await high.namespace.ask(ip: "address", "show", "dev", "eth0")
            #expect(addresses.contains("\(wire.virtualAddress)/"))
            #expect(try !low.has(wire.virtualAddress))
        }
    }

    @Test("a link that flaps leaves one holder in the end", arguments: Pair.all)
    func flaps(pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await low.start(pair.backup, Configuration(.v3, low, priority: 100).text)
            try await high.start(pair.master, Configuration(.v3, high, priority: 200).text)
            try await network.settle(on: high, .virtual4)
            for _ in 0..<10 {
                try await network.setLink(of: high, up: false)
                try await network.setLink(of: high, up: true)
            }
            try await network.settle(on: high, .virtual4)
            try await network.observer.believes(high, has: .virtual4, within: .seconds(2))
        }
    }
}
