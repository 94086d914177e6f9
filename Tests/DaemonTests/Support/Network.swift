import Addresses
import Foundation
import Glibc
import Testing

@testable import Linux

/// Routers and an observer at a switch: each in a network namespace of its own with `eth0`, the switch in another one
/// that leads nowhere else.
///
/// Router 1 has 10.9.0.1/24, fd00:9::1/64 and the hardware address 02:00:00:00:00:01, and so on; the observer is number
/// 99. The virtual address is 10.9.0.10, or fd00:9::10.
final class Network {
    private let bridge: Namespace
    let routers: [Router]
    let observer: Observer
    /// For configuration files and logs.
    let folder: String

    /// Makes a network, gives it to `body` and removes all of it, whatever happens. Not more than a few exist at a time.
    static func with(routers count: Int, _ body: (Network) async throws -> Void) async throws {
        try await Gate.networks.enter()
        do {
            let network = try await Network(routers: count)
            do {
                try await body(network)
            } catch {
                let logs = network.logs
                network.destroy()
                throw Failure("\(error)\n\(logs)")
            }
            network.destroy()
        } catch {
            await Gate.networks.leave()
            throw error
        }
        await Gate.networks.leave()
    }

    private init(routers count: Int) async throws {
        bridge = try Namespace()
        folder = "/tmp/daemon-tests-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        // A daemon that is an ordinary user must be able to make its socket here.
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
        let numbers = Array(1...count) + [99]
        let namespaces = try numbers.map { _ in try Namespace() }
        try bridge.run { try Self.disableDuplicateDetection() }
        try await bridge.ip("link add name switch type bridge forward_delay 0 mcast_snooping 0", "link set switch up")
        for (number, namespace) in zip(numbers, namespaces) {
            try namespace.run { try Self.disableDuplicateDetection() }
            try await namespace.ip("link set lo up")
            try await Self.plug(number, namespace, bridge)
        }
        let folder = folder
        routers = try zip(numbers, namespaces).dropLast().map { try Router($0, $1, folder) }
        observer = try Observer(namespaces[count])
        for router in routers { try await eventually("eth0 is up", within: .seconds(5)) { router.isLinkUp ? () : nil } }
    }

    /// Gives a host its `eth0`, and the switch a port for it.
    private static func plug(_ number: Int, _ namespace: Namespace, _ bridge: Namespace) async throws {
        let hardware = HardwareAddress(0x0200_0000_0000 + UInt64(number))
        try await bridge.ip(
            "link add port\(number) type veth peer name eth0 address \(hardware) netns \(namespace.path)",
            "link set port\(number) master switch up")
        try await namespace.ip(
            "address add 10.9.0.\(number)/24 dev eth0", "address add fd00:9::\(number)/64 dev eth0 nodad",
            "link set eth0 up")
    }

    /// A link-local IPv6 address can be used at once.
    private static func disableDuplicateDetection() throws {
        for name in ["all", "default"] {
            let path = "/proc/sys/net/ipv6/conf/\(name)/accept_dad"
            try File.open(path, O_WRONLY, "write \(path)").writeAll([UInt8(ascii: "0")].span, "write \(path)")
        }
    }

    private func destroy() {
        for router in routers { router.destroy() }
        guard ProcessInfo.processInfo.environment["DAEMON_TESTS_KEEP"] == nil else { return }
        try? FileManager.default.removeItem(atPath: folder)
    }

    private var logs: String {
        routers.map { router in
            let lines = router.log.split(separator: "\n").suffix(40).joined(separator: "\n")
            return "--- router \(router.number)\n\(lines)"
        }.joined(separator: "\n")
    }

    // MARK: What happens to the network

    /// The carrier of a router's `eth0` goes, or comes back.
    func setLink(of router: Router, up isUp: Bool) async throws {
        try await bridge.ip("link set port\(router.number) \(isUp ? "up" : "down")")
    }

    /// A router's `eth0` goes away, and comes back as another one of the same name.
    func remakeInterface(of router: Router) async throws {
        try await bridge.ip("link del port\(router.number)")
        try await Self.plug(router.number, router.namespace, bridge)
    }

    /// Nothing passes between a router and the others, though its link stays up.
    func isolate(_ router: Router) async throws {
        try await bridge.ip("link set port\(router.number) nomaster")
    }

    func heal(_ router: Router) async throws {
        try await bridge.ip("link set port\(router.number) master switch")
    }

    // MARK: What is seen of it

    /// The numbers of the routers that have the address.
    func holders(of address: IPAddress) throws -> [Int] {
        try routers.filter { try $0.has(address) }.map(\.number)
    }

    /// Waits until `router` alone has had the address for a while. On the way there two may have it: timers that run out
    /// at about the same time.
    func settle(
        on router: Router, _ address: IPAddress, within limit: Duration = .seconds(15),
        steadyFor steady: Duration = .milliseconds(300)
    ) async throws {
        let deadline = ContinuousClock.now + limit
        var since: ContinuousClock.Instant?
        var seen: [Int] = []
        while ContinuousClock.now < deadline {
            seen = try holders(of: address)
            since = seen == [router.number] ? since ?? .now : nil
            if let since, ContinuousClock.now - since >= steady { return }
            try await Task.sleep(for: .milliseconds(since == nil ? 1 : 5))
        }
        throw Failure("after \(limit) router \(router.number) alone should have \(address); \(seen) have it")
    }

    /// Looks for a while whether `router` alone has the address, at every moment.
    func stays(on router: Router, _ address: IPAddress, for duration: Duration = .milliseconds(500)) async throws {
        let end = ContinuousClock.now + duration
        while ContinuousClock.now < end {
            let seen = try holders(of: address)
            guard seen == [router.number] else {
                throw Failure("router \(router.number) alone should keep \(address); \(seen) have it")
            }
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}

/// Lets only so many in at a time.
private actor Gate {
    static let networks = Gate(12)

    private var room: Int
    private var queue: [CheckedContinuation<Void, Never>] = []

    init(_ room: Int) { self.room = room }

    func enter() async throws {
        if room > 0 {
            room -= 1
        } else {
            await withCheckedContinuation { queue.append($0) }
        }
    }

    func leave() {
        if queue.isEmpty { room += 1 } else { queue.removeFirst().resume() }
    }
}
