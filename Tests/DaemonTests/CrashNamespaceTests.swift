import Addresses
import Foundation
import Glibc
import Testing

@testable import Linux

@Suite("a daemon is killed", .inNamespaces)
struct CrashNamespaceTests {
    @Test(
        "its address is gone within 100 ms, and the other router has it soon",
        arguments: [Wire.v2, .v3, .v3IPv6, .v3Unicast],
        [Engine.clusterd, .keepalived])
    func killed(wire: Wire, backup: Engine) async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await low.start(backup, Configuration(wire, low, priority: 100).text)
            try await high.start(.clusterd, Configuration(wire, high, priority: 200).text)
            try await network.settle(on: high, wire.virtualAddress)
            high.program?.signal(SIGKILL)
            // 100 ms are promised; the machine may have others to serve.
            try await eventually("the address is gone", within: .milliseconds(400), every: .milliseconds(1)) {
                try high.has(wire.virtualAddress) ? nil : ()
            }
            try await network.settle(on: low, wire.virtualAddress, steadyFor: .zero)
            try await network.observer.believes(low, has: wire.virtualAddress, within: .seconds(2))

            try await high.start(.clusterd)
            try await network.settle(on: high, wire.virtualAddress)
            #expect(!high.log.contains("left by a predecessor"))
        }
    }

    @Test("if its guardian is killed as well, the addresses stay, and a new start removes them before anything else")
    func guardianKilledToo() async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            let lines = [
                "virtual_ipaddress_excluded {\n fd00:9::20/64\n }",
                "virtual_routes {\n 198.51.100.0/24 via 10.9.0.99 dev eth0\n }",
            ]
            var configuration = Configuration(.v3, low, priority: 100)
            configuration.lines = lines
            try await low.start(.clusterd, configuration.text)
            configuration = Configuration(.v3, high, priority: 200)
            configuration.lines = lines
            try await high.start(.clusterd, configuration.text)
            try await network.settle(on: high, .virtual4)
            let program = try #require(high.program)
            let guardian = try #require(high.guardian)
            _ = kill(guardian, SIGKILL)
            program.signal(SIGKILL)
            _ = try await program.ended()
            try await eventually("two have the address", within: .seconds(5)) {
                try network.holders(of: .virtual4) == [1, 2] ? () : nil
            }

            // As a backup, it must not have it.
            try high.write(configuration.text.replacing("priority 200", with: "priority 50"))
            try await high.start(.clusterd)
            try await network.settle(on: low, .virtual4)
            #expect(high.log.contains("removing 10.9.0.10/24 from eth0, left by a predecessor"))
            #expect(try !high.has(IPAddress(v6: 0xFD00_0009_0000_0000, 0x20)))
            #expect(try await !high.routes.contains("198.51.100.0/24"))
        }
    }

    @Test("a guardian that was killed has a successor")
    func guardianAlone() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.start(.clusterd, Configuration(.v3, router, priority: 150).text)
            try await network.settle(on: router, .virtual4)
            let first = try #require(router.guardian)
            _ = kill(first, SIGKILL)
            try await eventually("there is another one", within: .seconds(3)) {
                router.guardian.flatMap { $0 == first ? nil : () }
            }
            router.program?.signal(SIGKILL)
            try await eventually("the address is gone", within: .seconds(1)) { try router.has(.virtual4) ? nil : () }
        }
    }

    @Test("a graceful stop leaves no guardian, no address and no socket")
    func cleanStop() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.start(.clusterd, Configuration(.v3, router, priority: 150).text)
            try await network.settle(on: router, .virtual4)
            let guardian = try #require(router.guardian)
            #expect(try await router.stop() == .exited(0))
            #expect(kill(guardian, 0) == -1)
            #expect(try !router.has(.virtual4))
            #expect(!FileManager.default.fileExists(atPath: router.socket))
        }
    }

    @Test("a reload tells the guardian what has changed: it removes the new address too")
    func afterReload() async throws {
        let second = IPAddress(v4: 0x0A09_0014)
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            var configuration = Configuration(.v3, router, priority: 150)
            try await router.start(.clusterd, configuration.text)
            try await network.settle(on: router, .virtual4)
            configuration.addresses = ["10.9.0.10/24", "\(second)/24"]
            try router.write(configuration.text)
            #expect(try await router.ask("--reload").status == 0)
            try await network.settle(on: router, second)
            try await router.kill()
            try await eventually("both are gone", within: .seconds(1)) {
                try router.has(.virtual4) || router.has(second) ? nil : ()
            }
        }
    }

    @Test("the death of a backup disturbs nobody", arguments: [Wire.v3, .v3IPv6])
    func backupKilled(wire: Wire) async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await high.start(.keepalived, Configuration(wire, high, priority: 200).text)
            try await network.settle(on: high, wire.virtualAddress)
            try await low.start(.clusterd, Configuration(wire, low, priority: 100).text)
            try await low.becomes("BACKUP")
            let tap = try Tap(at: network.observer, wire.family)
            try await low.kill()
            try await network.settle(on: high, wire.virtualAddress)
            #expect(Set(try tap.received().map(\.priority)) == [200])
        }
    }
}
