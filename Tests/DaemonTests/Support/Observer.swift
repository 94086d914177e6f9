import Addresses
import Foundation
import Glibc

@testable import Linux

/// A neighbour of the routers, with an address of its own: what it believes of the virtual address is what counts.
final class Observer {
    let namespace: Namespace
    private var kernel: RouteSocket
    let link: Int32

    init(_ namespace: Namespace) throws {
        self.namespace = namespace
        kernel = try namespace.run { try RouteSocket() }
        guard let link = try kernel.links().first(where: { $0.name == "eth0" }) else { throw Failure("no eth0") }
        self.link = link.index
    }

    /// Sends something to the address, so that its kernel asks who has it.
    func talk(to address: IPAddress) throws {
        try namespace.run {
            let context = "send a datagram to \(address)"
            let family = address.family == .ipv4 ? AF_INET : AF_INET6
            let socket = try Descriptor.socket(family, Int32(SOCK_DGRAM.rawValue), 0, context)
            var destination = SocketAddress(address)
            // Port 9 discards.
            destination.bytes[3] = 9
            _ = try socket.send([0].span, to: destination, context)
        }
    }

    /// The hardware address that it has in its table of neighbours; nil if none.
    func neighbour(_ address: IPAddress) async throws -> String? {
        let result = try await Program.run(
            ["/usr/sbin/ip", "-j", "neighbour", "show", "to", "\(address)"], in: namespace)
        struct Entry: Decodable {
            let lladdr: String?
        }
        return try JSONDecoder().decode([Entry].self, from: Data(result.output.utf8)).first?.lladdr
    }

    /// Waits until the neighbour that it knows under the address is `router`.
    ///
    /// - Returns: how long that took.
    @discardableResult
    func believes(_ router: Router, has address: IPAddress, within limit: Duration) async throws -> Duration {
        let start = ContinuousClock.now
        let expected = HardwareAddress(0x0200_0000_0000 + UInt64(router.number)).description
        var last: String?
        while ContinuousClock.now < start + limit {
            try talk(to: address)
            last = try await neighbour(address)
            if last == expected { return ContinuousClock.now - start }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw Failure("after \(limit) the observer has \(last ?? "nobody") for \(address), not \(expected)")
    }
}
