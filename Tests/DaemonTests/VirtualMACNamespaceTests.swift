import Addresses
import Glibc
import Testing

@testable import Linux

@Suite("use_vmac", .inNamespaces)
struct VirtualMACNamespaceTests {
    /// The hardware address of virtual router 51 (RFC 5798 §7.3).
    private static let hardware = "00:00:5e:00:01:33"

    private func has(_ router: Router) async throws -> Bool {
        try await router.namespace.ask(ip: "-o", "addr", "show").contains(" 10.9.0.10/24 ")
    }

    /// Waits until the macvlans of these routers, and of no others, have the address, and looks for a while whether it
    /// stays so.
    private func settle(_ network: Network, on holders: [Int]) async throws {
        let deadline = ContinuousClock.now + .seconds(10)
        var steadySince: ContinuousClock.Instant?
        while steadySince.map({ ContinuousClock.now - $0 < .seconds(1) }) ?? true {
            var found: [Int] = []
            for router in network.routers where try await has(router) { found.append(router.number) }
            steadySince = found == holders ? steadySince ?? .now : nil
            guard ContinuousClock.now < deadline else { throw Failure("\(found) have the address, not \(holders)") }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// What the observer has in its table after several exchanges.
    private func neighbour(_ network: Network) async throws -> String? {
        var last: String?
        for _ in 0..<5 {
            try network.observer.talk(to: .virtual4)
            try await Task.sleep(for: .milliseconds(50))
            last = try await network.observer.neighbour(.virtual4)
        }
        return last
    }

    @Test("gives the address a hardware address that stays when the master changes, and leaves no interface behind")
    func stays() async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await low.start(.clusterd, Configuration(.v3, low, priority: 100, "use_vmac").text)
            try await high.start(.clusterd, Configuration(.v3, high, priority: 200, "use_vmac").text)
            try await settle(network, on: [1])
            #expect(try await neighbour(network) == Self.hardware)
            try await high.stop()
            try await settle(network, on: [2])
            #expect(try await neighbour(network) == Self.hardware)
            #expect(try await !high.namespace.ask(ip: "-o", "link", "show").contains("vrrp.51"))
            #expect(try high.namespace.run { try Sysctl("net/ipv4/conf/eth0/arp_ignore").value() } == "0")
        }
    }

    @Test("works with keepalived as the peer, in both roles", arguments: Pair.mixed)
    func peers(pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await low.start(pair.backup, Configuration(.v3, low, priority: 100, "use_vmac").text)
            try await high.start(pair.master, Configuration(.v3, high, priority: 200, "use_vmac").text)
            try await settle(network, on: [1])
            try await high.stop()
            try await settle(network, on: [2])
        }
    }

    @Test("leaves nothing behind when the daemon is killed")
    func killed() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.start(.clusterd, Configuration(.v3, router, priority: 100, "use_vmac").text)
            try await settle(network, on: [1])
            router.program?.signal(SIGKILL)
            try await settle(network, on: [])
            let deadline = ContinuousClock.now + .seconds(5)
            while try await router.namespace.ask(ip: "-o", "link", "show").contains("vrrp.51"),
                ContinuousClock.now < deadline
            { try await Task.sleep(for: .milliseconds(10)) }
            #expect(try await !router.namespace.ask(ip: "-o", "link", "show").contains("vrrp.51"))
        }
    }
}
