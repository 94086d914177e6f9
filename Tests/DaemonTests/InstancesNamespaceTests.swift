import Addresses
import Testing

@testable import Linux

@Suite("many instances and addresses in one daemon", .inNamespaces)
struct InstancesNamespaceTests {
    @Test("each of two instances on one interface has its own master: both hosts serve", arguments: Pair.mixed)
    func crossed(pair: Pair) async throws {
        let second = IPAddress(v4: 0x0A09_0014)
        try await Network.with(routers: 2) { network in
            for (router, engine) in zip(network.routers, [pair.master, pair.backup]) {
                let isFirst = router.number == 1
                let one = Configuration(.v3, router, priority: isFirst ? 200 : 100)
                var two = Configuration(.v2, router, priority: isFirst ? 100 : 200)
                two.addresses = ["\(second)/24"]
                try await router.start(engine, one.text + "\n" + two.instance("VI_2", virtualRouterID: 52))
            }
            try await network.settle(on: network.routers[0], .virtual4)
            try await network.settle(on: network.routers[1], second)
            try await network.routers[1].stop()
            try await network.settle(on: network.routers[0], second)
            try await network.settle(on: network.routers[0], .virtual4)
        }
    }

    @Test("IPv4 and IPv6 with one virtual router ID are two virtual routers", arguments: Pair.mixed)
    func bothFamilies(pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            for (router, engine) in zip(network.routers, [pair.master, pair.backup]) {
                let isFirst = router.number == 1
                let four = Configuration(.v3, router, priority: isFirst ? 200 : 100)
                let six = Configuration(.v3IPv6, router, priority: isFirst ? 100 : 200)
                try await router.start(engine, four.text + "\n" + six.instance("VI_6"))
            }
            try await network.settle(on: network.routers[0], .virtual4)
            try await network.settle(on: network.routers[1], .virtual6)
            try await network.observer.believes(network.routers[0], has: .virtual4, within: .seconds(2))
            try await network.observer.believes(network.routers[1], has: .virtual6, within: .seconds(2))
        }
    }

    @Test(
        "twenty addresses move together, and the observer knows all of them", arguments: [Wire.v3, .v3IPv6], Pair.mixed)
    func twenty(wire: Wire, pair: Pair) async throws {
        let addresses = (1...20).map { number in
            wire.family == .ipv4
                ? IPAddress(v4: 0x0A09_0080 + UInt32(number))
                : IPAddress(v6: 0xFD00_0009_0000_0000, 0x80 + UInt64(number))
        }
        try await Network.with(routers: 2) { network in
            for (router, engine) in zip(network.routers, [pair.master, pair.backup]) {
                var configuration = Configuration(wire, router, priority: router.number == 1 ? 200 : 100)
                configuration.addresses = addresses.map { "\($0)/\(wire.family == .ipv4 ? 24 : 64)" }
                try await router.start(engine, configuration.text)
            }
            let (high, low) = (network.routers[0], network.routers[1])
            for holder in [high, low] {
                for address in addresses { try await network.settle(on: holder, address, steadyFor: .zero) }
                for address in addresses {
                    try await network.observer.believes(holder, has: address, within: .seconds(2))
                }
                if holder === high { try await high.stop() }
            }
        }
    }

    @Test("a link-local virtual address of IPv6, as RFC 5798 §5.2.9 wants it first", arguments: Pair.mixed)
    func linkLocalVirtualAddress(pair: Pair) async throws {
        let local = IPAddress(v6: 0xFE80_0000_0000_0000, 0x10)
        try await Network.with(routers: 2) { network in
            for (router, engine) in zip(network.routers, [pair.master, pair.backup]) {
                var configuration = Configuration(.v3IPv6, router, priority: router.number == 1 ? 200 : 100)
                configuration.addresses = ["\(local)/64", "\(IPAddress.virtual6)/64"]
                try await router.start(engine, configuration.text)
            }
            let (high, low) = (network.routers[0], network.routers[1])
            try await network.settle(on: high, local)
            try await network.settle(on: high, .virtual6)
            try await high.stop()
            try await network.settle(on: low, local)
            try await network.settle(on: low, .virtual6)
            try await high.start(pair.master)
            try await network.settle(on: high, local)
        }
    }

    @Test("another multicast group and another source address are spoken by both", arguments: Pair.mixed)
    func otherGroupAndSource(pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            for (router, engine) in zip(network.routers, [pair.master, pair.backup]) {
                try await router.namespace.ip("address add 10.9.0.\(router.number + 20)/24 dev eth0")
                var configuration = Configuration(
                    .v3, router, priority: router.number == 1 ? 200 : 100, "mcast_src_ip 10.9.0.\(router.number + 20)")
                configuration.globals = ["vrrp_mcast_group4 224.0.0.200"]
                try await router.start(engine, configuration.text)
            }
            let (high, low) = (network.routers[0], network.routers[1])
            try await network.settle(on: high, .virtual4)
            if pair.backup == .clusterd {
                #expect(try low.instance.master == "10.9.0.21")
                #expect(try low.instance.source == "10.9.0.22")
            }
            try await high.stop()
            try await network.settle(on: low, .virtual4)
        }
    }
}
