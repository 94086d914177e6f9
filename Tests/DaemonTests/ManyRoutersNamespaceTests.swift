import Addresses
import Glibc
import Testing

@testable import Linux

@Suite("who is master among many", .inNamespaces)
struct ManyRoutersNamespaceTests {
    @Test(
        "of three routers the next one takes over each time", arguments: [Wire.v3, .v3Unicast, .v3IPv6],
        [[Engine.clusterd, .keepalived, .clusterd], [.keepalived, .clusterd, .keepalived]])
    func three(wire: Wire, engines: [Engine]) async throws {
        try await Network.with(routers: 3) { network in
            for (index, router) in network.routers.enumerated() {
                let configuration = Configuration(wire, router, priority: 200 - 50 * index, of: 3)
                try await router.start(engines[index], configuration.text)
            }
            for router in network.routers {
                try await network.settle(on: router, wire.virtualAddress)
                try await router.stop()
            }
            #expect(try network.holders(of: wire.virtualAddress) == [])
        }
    }

    @Test("of equal priorities the greater address wins after a split", arguments: [Wire.v3, .v3IPv6], Pair.all)
    func ties(wire: Wire, pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            let (lesser, greater) = (network.routers[0], network.routers[1])
            try await network.isolate(lesser)
            try await greater.start(pair.master, Configuration(wire, greater, priority: 150).text)
            try await lesser.start(pair.backup, Configuration(wire, lesser, priority: 150).text)
            try await eventually("both have the address", within: .seconds(5)) {
                try network.holders(of: wire.virtualAddress) == [1, 2] ? () : nil
            }
            try await network.heal(lesser)
            try await network.settle(on: greater, wire.virtualAddress)
        }
    }

    @Test("a backup of the same priority leaves the address with the master", arguments: Pair.all)
    func equalBackup(pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            let (lesser, greater) = (network.routers[0], network.routers[1])
            try await lesser.start(pair.master, Configuration(.v3, lesser, priority: 150).text)
            try await network.settle(on: lesser, .virtual4)
            try await greater.start(pair.backup, Configuration(.v3, greater, priority: 150).text)
            try await network.stays(on: lesser, .virtual4, for: .seconds(1))
        }
    }

    @Test("an owner (priority 255) is master at once and preempts at once", arguments: Pair.all)
    func owner(pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            let (owner, other) = (network.routers[0], network.routers[1])
            try await other.start(pair.backup, Configuration(.v2, other, priority: 100).text)
            try await network.settle(on: other, .virtual4)
            let text = Configuration(.v2, owner, priority: 255).text.replacing("state BACKUP", with: "state MASTER")
            try await owner.start(pair.master, text)
            // Three intervals of v2 are three seconds.
            try await network.settle(on: owner, .virtual4, within: .seconds(2))
            try await owner.stop()
            try await network.settle(on: other, .virtual4)
        }
    }

    /// keepalived 2.2.7 takes the address off and is in FAULT state for want of it: it needs another one beside.
    @Test("the address of an owner is the host's own: it stays when the owner stops, and another one stands in for it")
    func addressOwner() async throws {
        let own = IPAddress(v4: 0x0A09_0001)
        try await Network.with(routers: 2) { network in
            let (owner, other) = (network.routers[0], network.routers[1])
            // The owner speaks from that address. Whoever has it too does not hear it otherwise (martian source).
            try other.namespace.set("net/ipv4/conf/all/accept_local", "1")
            var configuration = Configuration(.v3, other, priority: 100)
            configuration.addresses = ["10.9.0.1/24"]
            try await other.start(.keepalived, configuration.text)
            configuration = Configuration(.v3, owner, priority: 255)
            configuration.addresses = ["10.9.0.1/24"]
            let text = configuration.text.replacing("state BACKUP", with: "state MASTER")
            let events = try owner.events()
            try await owner.start(.clusterd, text)
            try await network.settle(on: owner, own)

            try await owner.stop()
            try await eventually("another one stands in", within: .seconds(5)) { try other.has(own) ? () : nil }
            try await owner.start(.clusterd)
            try await network.settle(on: owner, own)
            owner.program?.signal(SIGKILL)
            try await eventually("another one stands in", within: .seconds(5)) { try other.has(own) ? () : nil }
            try await owner.start(.clusterd)
            try await network.settle(on: owner, own)
            #expect(try events.removed() == [])
        }
    }

    @Test("an owner whose interface has another address too speaks from that one, so that a stand-in hears it")
    func ownerWithAnotherAddress() async throws {
        try await Network.with(routers: 1) { network in
            let owner = network.routers[0]
            try await owner.namespace.ip("address add 10.9.0.11/24 dev eth0")
            var configuration = Configuration(.v3, owner, priority: 255)
            configuration.addresses = ["10.9.0.1/24"]
            try await owner.start(.clusterd, configuration.text)
            try await owner.becomes("MASTER")
            #expect(try owner.instance.source == "10.9.0.11")
        }
    }

    @Test("an owner that loses its link and has it again at once is not told that somebody took its address")
    func ownerFlaps() async throws {
        try await Network.with(routers: 1) { network in
            let owner = network.routers[0]
            let text = Configuration(.v3, owner, priority: 255).text.replacing("state BACKUP", with: "state MASTER")
            try await owner.start(.clusterd, text)
            try await network.settle(on: owner, .virtual4)
            for _ in 0..<20 {
                try await network.setLink(of: owner, up: false)
                try await network.setLink(of: owner, up: true)
            }
            try await network.settle(on: owner, .virtual4)
            #expect(owner.log.ranges(of: "Entering FAULT STATE").count > 0)
            #expect(!owner.log.contains("somebody removed"))
        }
    }
}
