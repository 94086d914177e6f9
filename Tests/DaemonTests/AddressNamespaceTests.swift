import Addresses
import Testing

@testable import Linux

@Suite("what a master puts on its host", .inNamespaces)
struct AddressNamespaceTests {
    @Test("excluded addresses, of any family, and routes come and go with the virtual one", arguments: Pair.mixed)
    func excludedAndRoutes(pair: Pair) async throws {
        let excluded = [IPAddress(v4: 0x0A09_0014), IPAddress(v6: 0xFD00_0009_0000_0000, 0x20)]
        try await Network.with(routers: 2) { network in
            for (router, engine) in zip(network.routers, [pair.master, pair.backup]) {
                let configuration = Configuration(
                    .v3, router, priority: router.number == 1 ? 200 : 100,
                    "virtual_ipaddress_excluded {\n 10.9.0.20/24\n fd00:9::20/64\n }",
                    "virtual_routes {\n 198.51.100.0/24 via 10.9.0.99 dev eth0\n 203.0.113.0/24 dev eth0 metric 7\n blackhole 192.0.2.0/24 no_track\n }"
                )
                try await router.start(engine, configuration.text)
            }
            let (high, low) = (network.routers[0], network.routers[1])
            let routes = [
                "198.51.100.0/24 via 10.9.0.99 dev eth0", "203.0.113.0/24 dev eth0", "blackhole 192.0.2.0/24",
            ]
            for (holder, other) in [(high, low), (low, high)] {
                try await network.settle(on: holder, .virtual4)
                for address in excluded { #expect(try network.holders(of: address) == [holder.number]) }
                let present = try await holder.routes
                for route in routes { #expect(present.contains(route), "\(present)") }
                for route in routes { #expect(try await !other.routes.contains(route)) }
                try await network.observer.believes(holder, has: excluded[0], within: .seconds(2))
                try await network.observer.believes(holder, has: excluded[1], within: .seconds(2))
                if holder === high { try await high.stop() }
            }
        }
    }

    @Test("an address that somebody removes comes back, and is announced", arguments: [Wire.v3, .v3IPv6])
    func removedByHand(wire: Wire) async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.start(.clusterd, Configuration(wire, router, priority: 150).text)
            try await network.settle(on: router, wire.virtualAddress)
            let prefix = wire.family == .ipv4 ? 24 : 64
            for _ in 0..<3 {
                let events = try router.events()
                try await router.namespace.ip("address del \(wire.virtualAddress)/\(prefix) dev eth0")
                try await eventually("the address is back", within: .seconds(2)) {
                    try router.has(wire.virtualAddress) ? () : nil
                }
                #expect(try events.removed() == [wire.virtualAddress])
            }
            #expect(try router.instance.state == "MASTER")
            #expect(router.log.contains("somebody removed \(wire.virtualAddress)/\(prefix)"))
            try await router.stop()
            #expect(try !router.has(wire.virtualAddress))
        }
    }

    @Test("the router's own address that is taken away is a fault, and its return the end of it")
    func ownAddressRemoved() async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await low.start(.keepalived, Configuration(.v3, low, priority: 100).text)
            try await high.start(.clusterd, Configuration(.v3, high, priority: 200).text)
            try await network.settle(on: high, .virtual4)
            // With it the kernel removes others of its network, unless told to promote them.
            try await high.namespace.ip("address del 10.9.0.1/24 dev eth0")
            try await network.settle(on: low, .virtual4)
            try await high.becomes("FAULT")
            try await high.namespace.ip("address add 10.9.0.1/24 dev eth0")
            try await network.settle(on: high, .virtual4)
        }
    }

    @Test("label, scope, interface and prefix are as the file says; IPv6 addresses are usable at once")
    func details() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.namespace.ip("link add t0 type veth peer name t1", "link set t0 up", "link set t1 up")
            try router.namespace.set("net/ipv6/conf/eth0/accept_dad", "1")
            var configuration = Configuration(
                .v3, router, priority: 150, "virtual_ipaddress_excluded {\n fd00:9::20/64\n 10.77.0.1/16 dev t0\n }")
            configuration.addresses = ["10.9.0.10/32 dev eth0 scope link label eth0:vip"]
            try await router.start(.clusterd, configuration.text)
            try await network.settle(on: router, .virtual4)
            let four = try router.address("10.9.0.10/32")
            #expect(four.label == "eth0:vip")
            #expect(four.scope == .link)
            #expect(four.address.prefixLength == 32)
            let six = try router.address("fd00:9::20/64")
            #expect(!six.isTentative)
            #expect(try await router.namespace.ask(ip: "-4", "address", "show", "dev", "t0").contains("10.77.0.1/16"))
        }
    }
}
