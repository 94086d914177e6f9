import Addresses
import Glibc
import Testing

@testable import Linux

@Suite("no_accept", .inNamespaces)
struct AcceptNamespaceTests {
    /// Whether somebody answers at the address: a closed port is an answer too.
    private func answers(_ address: IPAddress, _ network: Network) throws -> Bool {
        try network.observer.namespace.run {
            let family = address.family == .ipv4 ? AF_INET : AF_INET6
            let socket = try Descriptor.socket(family, Int32(SOCK_STREAM.rawValue), 0, "ask \(address)")
            var destination = SocketAddress(address)
            destination.bytes[3] = 9
            // A SYN that nobody answers waits; the limit is ours.
            try socket.setOption(SOL_SOCKET, SO_SNDTIMEO, raw: timeval(tv_sec: 0, tv_usec: 300_000), "ask")
            let result = unsafe destination.bytes.span.withUnsafeBytes {
                unsafe connect(
                    socket.number, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), UInt32(destination.count))
            }
            return result == 0 || errno == ECONNREFUSED
        }
    }

    @Test(
        "drops what comes for the address, which neighbours find all the same; a reload without it takes it again",
        arguments: [Wire.v3, .v3IPv6])
    func drops(wire: Wire) async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            let address = wire.virtualAddress
            try await router.start(.clusterd, Configuration(wire, router, priority: 100, "no_accept").text)
            try await network.settle(on: router, address)
            #expect(try !answers(address, network))
            try await network.observer.believes(router, has: address, within: .seconds(2))
            let own = wire.family == .ipv4 ? "10.9.0.1" : "fd00:9::1"
            #expect(try answers(try #require(IPAddress(own)), network))

            try router.write(Configuration(wire, router, priority: 100).text)
            #expect(try await router.ask("--reload").status == 0)
            #expect(try answers(address, network))
            #expect(try network.holders(of: address) == [1])
        }
    }

    @Test("leaves no filter behind, neither a daemon that ends nor one that is killed", arguments: [SIGTERM, SIGKILL])
    func leavesNothing(signal: Int32) async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.start(.clusterd, Configuration(.v3, router, priority: 100, "no_accept").text)
            try await network.settle(on: router, .virtual4)
            router.program?.signal(signal)
            try await eventually("the address is gone", within: .seconds(5)) {
                try router.has(.virtual4) ? nil : ()
            }
            try await router.namespace.ip("address add 10.9.0.10/24 dev eth0")
            let deadline = ContinuousClock.now + .seconds(5)
            while try !answers(.virtual4, network), ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try answers(.virtual4, network))
        }
    }
}
