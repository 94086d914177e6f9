import Addresses
import CLinux
import Glibc
import Testing

@testable import Linux

/// Two hosts on one wire: `here` has a0, `there` has b0.
private struct Wire: ~Copyable {
    let here: TestNamespace
    let there: TestNamespace
    let a0: Int32
    let b0: Int32

    init() throws {
        let here = try TestNamespace()
        let there = try TestNamespace()
        try here.connect("a0", to: there, "b0")
        for words in ["10.0.0.1/24", "fe80::1/64 nodad"] { try here.ip("addr add \(words) dev a0") }
        for words in ["10.0.0.2/24", "fe80::2/64 nodad"] { try there.ip("addr add \(words) dev b0") }
        let (a0, b0) = (try here.link("a0").index, try there.link("b0").index)
        (self.a0, self.b0) = (a0, b0)
        self.here = here
        self.there = there
    }
}

private func address(_ text: String) throws -> IPAddress { try #require(IPAddress(text)) }

/// An advertisement's bytes of a virtual router; nobody looks at the rest here.
private func packet(_ routerID: UInt8) -> [UInt8] { [0x31, routerID, 100, 1, 0, 100, 0xAB, 0xCD, 10, 0, 0, 10] }

/// The next packet that comes, and its payload.
private func receive(_ socket: borrowing VRRPSocket) throws -> (ReceivedPacket, [UInt8]) {
    var buffer = [UInt8](repeating: 0xEE, count: 2048)
    #expect(linux_wait_readable(socket.descriptor.number, 3000) == 1, "nothing came")
    guard case .packet(let packet) = try socket.receive(into: &buffer) else {
        throw LinuxError(call: "recvmsg", code: ENOMSG, context: "receive a packet")
    }
    return (packet, Array(buffer[packet.payload]))
}

extension VRRPSocket {
    /// Makes a packet and sends it.
    @discardableResult
    fileprivate func send(_ payload: Span<UInt8>, from source: IPAddress, to destination: IPAddress) throws -> Bool {
        try send(packet(payload, from: source, to: destination))
    }
}

@Suite(
    "VRRP sockets in namespaces", .enabled(if: TestNamespace.canBeMade, TestNamespace.skipReason), .serialized)
struct VRRPSocketNamespaceTests {
    static let pairs = [("10.0.0.1", "10.0.0.2"), ("fe80::1", "fe80::2")]

    @Test("send to the group and receive from it, with all that IP says (RFC 5798 §5.1)", arguments: pairs)
    func multicast(sender: String, receiver: String) throws {
        let wire = try Wire()
        let source = try address(sender)
        let sending = try wire.here.run { try VRRPSocket(source.family, link: wire.a0, routerIDs: [51]) }
        let receiving = try wire.there.run { try VRRPSocket(source.family, link: wire.b0, routerIDs: [51]) }
        try sending.joinGroup()
        try receiving.joinGroup()
        let group = VRRPSocket.group(source.family)
        #expect(try sending.send(packet(51).span, from: source, to: group))
        let (received, payload) = try receive(receiving)
        #expect(received.source == source && received.destination == group)
        #expect(received.hopLimit == 255 && received.linkIndex == wire.b0)
        #expect(payload == packet(51), "no checksum of the kernel's making")
        var buffer = [UInt8](repeating: 0, count: 2048)
        #expect(try receiving.receive(into: &buffer) == .nothing)
        #expect(try sending.receive(into: &buffer) == .nothing, "no packet of its own comes back")
    }

    @Test("send to a peer and receive from it", arguments: pairs)
    func unicast(sender: String, receiver: String) throws {
        let wire = try Wire()
        let (source, destination) = (try address(sender), try address(receiver))
        let sending = try wire.here.run { try VRRPSocket(source.family, link: wire.a0, routerIDs: [51]) }
        let receiving = try wire.there.run { try VRRPSocket(source.family, link: wire.b0, routerIDs: [51]) }
        #expect(try sending.send(packet(51).span, from: source, to: destination))
        let (received, payload) = try receive(receiving)
        #expect(received.source == source && received.destination == destination)
        #expect(received.hopLimit == 255 && payload == packet(51))
    }

    @Test("unicast needs no interface")
    func unbound() throws {
        let wire = try Wire()
        let sending = try wire.here.run { try VRRPSocket(.ipv4, link: nil, routerIDs: [51]) }
        let receiving = try wire.there.run { try VRRPSocket(.ipv4, link: nil, routerIDs: [51]) }
        #expect(try sending.send(packet(51).span, from: address("10.0.0.1"), to: address("10.0.0.2")))
        #expect(try receive(receiving).0.linkIndex == wire.b0)
    }

    @Test(
        "send from the address that was asked for, one of several",
        arguments: [
            ("10.0.0.77", "/24"), ("fe80::77", "/64 nodad"),
        ])
    func sourceAddress(text: String, rest: String) throws {
        let wire = try Wire()
        try wire.here.ip("addr add \(text)\(rest) dev a0")
        let source = try address(text)
        let sending = try wire.here.run { try VRRPSocket(source.family, link: wire.a0, routerIDs: [51]) }
        let receiving = try wire.there.run { try VRRPSocket(source.family, link: wire.b0, routerIDs: [51]) }
        try receiving.joinGroup()
        try sending.send(packet(51).span, from: source, to: VRRPSocket.group(source.family))
        #expect(try receive(receiving).0.source == source)
    }

    @Test("say of an IPv6 source that it is no address of the host")
    func foreignSource() throws {
        let wire = try Wire()
        let source = try address("fe80::78")
        let sending = try wire.here.run { try VRRPSocket(.ipv6, link: wire.a0, routerIDs: [51]) }
        let error = #expect(throws: LinuxError.self) {
            try sending.send(packet(51).span, from: source, to: VRRPSocket.group(.ipv6))
        }
        #expect(error?.code == EINVAL)
    }

    @Test("say farewell from an IPv4 address that the host has lost")
    func lostSource() throws {
        let wire = try Wire()
        let source = try address("10.0.0.1")
        let sending = try wire.here.run { try VRRPSocket(.ipv4, link: wire.a0, routerIDs: [51]) }
        let receiving = try wire.there.run { try VRRPSocket(.ipv4, link: wire.b0, routerIDs: [51]) }
        try receiving.joinGroup()
        try wire.here.ip("addr del 10.0.0.1/24 dev a0")
        try sending.send(packet(51).span, from: source, to: VRRPSocket.group(.ipv4))
        #expect(try receive(receiving).0.source == source)
    }

    @Test("a packet is the same each time that it is sent, and longer ones than the link takes are refused")
    func again() throws {
        let wire = try Wire()
        let (source, group) = (try address("10.0.0.1"), VRRPSocket.group(.ipv4))
        let sending = try wire.here.run { try VRRPSocket(.ipv4, link: wire.a0, routerIDs: [51]) }
        let receiving = try wire.there.run { try VRRPSocket(.ipv4, link: wire.b0, routerIDs: [51]) }
        try receiving.joinGroup()
        let prepared = sending.packet(packet(51).span, from: source, to: group)
        for _ in 0..<3 {
            #expect(try sending.send(prepared))
            #expect(try receive(receiving).1 == packet(51))
        }
        try wire.here.ip("link set a0 mtu 100")
        let long = sending.packet((packet(51) + [UInt8](repeating: 0, count: 100)).span, from: source, to: group)
        let error = #expect(throws: LinuxError.self) { try sending.send(long) }
        #expect(error?.code == EMSGSIZE)
    }

    @Test("let in the virtual routers that were asked for, until others are", arguments: pairs)
    func filter(sender: String, receiver: String) throws {
        let wire = try Wire()
        let source = try address(sender)
        let sending = try wire.here.run { try VRRPSocket(source.family, link: wire.a0, routerIDs: []) }
        let receiving = try wire.there.run { try VRRPSocket(source.family, link: wire.b0, routerIDs: [50, 52]) }
        try receiving.joinGroup()
        func sendAll() throws {
            for routerID in UInt8(49)...53 {
                try sending.send(packet(routerID).span, from: source, to: VRRPSocket.group(source.family))
            }
        }
        try sendAll()
        #expect(try receive(receiving).1[1] == 50)
        #expect(try receive(receiving).1[1] == 52)
        try receiving.setRouterIDs([51])
        try sendAll()
        #expect(try receive(receiving).1[1] == 51)
        var buffer = [UInt8](repeating: 0, count: 2048)
        #expect(try receiving.receive(into: &buffer) == .nothing)
    }

    @Test("of IPv4 receive nothing from the group that they have not joined")
    func notJoined() throws {
        let wire = try Wire()
        let source = try address("10.0.0.1")
        let sending = try wire.here.run { try VRRPSocket(source.family, link: wire.a0, routerIDs: []) }
        let joined = try wire.there.run { try VRRPSocket(source.family, link: wire.b0, routerIDs: [51]) }
        let other = try wire.there.run { try VRRPSocket(source.family, link: wire.b0, routerIDs: [51]) }
        try joined.joinGroup()
        try sending.send(packet(51).span, from: source, to: VRRPSocket.group(source.family))
        _ = try receive(joined)
        var buffer = [UInt8](repeating: 0, count: 2048)
        #expect(try other.receive(into: &buffer) == .nothing)
    }

    @Test("call what does not fit malformed, and go on")
    func tooLong() throws {
        let wire = try Wire()
        let sending = try wire.here.run { try VRRPSocket(.ipv4, link: wire.a0, routerIDs: []) }
        let receiving = try wire.there.run { try VRRPSocket(.ipv4, link: wire.b0, routerIDs: [51]) }
        let long = packet(51) + [UInt8](repeating: 0, count: 1000)
        try sending.send(long.span, from: address("10.0.0.1"), to: address("10.0.0.2"))
        try sending.send(packet(51).span, from: address("10.0.0.1"), to: address("10.0.0.2"))
        var buffer = [UInt8](repeating: 0, count: 512)
        _ = linux_wait_readable(receiving.descriptor.number, 3000)
        #expect(try receiving.receive(into: &buffer) == .malformed)
        #expect(try receive(receiving).1 == packet(51))
    }

    @Test("say that the interface is off")
    func linkDown() throws {
        let wire = try Wire()
        let sending = try wire.here.run { try VRRPSocket(.ipv4, link: wire.a0, routerIDs: []) }
        try wire.here.ip("link set a0 down")
        let error = #expect(throws: LinuxError.self) {
            try sending.send(packet(51).span, from: address("10.0.0.1"), to: VRRPSocket.group(.ipv4))
        }
        #expect([ENETDOWN, ENETUNREACH].contains(error?.code))
        #expect(error?.description.hasPrefix("cannot send VRRP from 10.0.0.1 to 224.0.0.18: Network is ") == true)
    }

    @Test("speak from a virtual router's own hardware address, through a macvlan link (RFC 5798 §7.3)")
    func macvlan() throws {
        let wire = try Wire()
        let sending = try wire.here.run {
            var routes = try RouteSocket()
            let mac = HardwareAddress.virtualRouter(51, isIPv6: false)
            let link = try routes.createMacvlan("vrrp.51", on: wire.a0, hardwareAddress: mac)
            try routes.setLink(link.index, up: true)
            return try VRRPSocket(.ipv4, link: link.index, routerIDs: [51])
        }
        let receiving = try wire.there.run { try VRRPSocket(.ipv4, link: wire.b0, routerIDs: [51]) }
        try receiving.joinGroup()
        let frames = try wire.there.run { try frameSocket() }
        try sending.send(packet(51).span, from: address("10.0.0.1"), to: VRRPSocket.group(.ipv4))
        #expect(try receive(receiving).0.source == address("10.0.0.1"))
        let frame = try eventually { try nextFrame(frames) { $0[23] == 112 } }
        #expect(Array(frame[6..<12]) == [0, 0, 0x5E, 0, 1, 51])
        #expect(Array(frame[0..<6]) == [1, 0, 0x5E, 0, 0, 18], "RFC 1112 §6.4")
        #expect(frame[15] == 0xC0, "internetwork control")
    }

    @Test("a frame leaves as it was made")
    func frame() throws {
        let wire = try Wire()
        let frames = try wire.there.run { try frameSocket() }
        let sending = try wire.here.run { try PacketSocket() }
        // Gratuitous ARP for 10.0.0.10 at 00:00:5e:00:01:33.
        let mac: [UInt8] = [0, 0, 0x5E, 0, 1, 0x33]
        let arp: [UInt8] =
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF] + mac + [8, 6, 0, 1, 8, 0, 6, 4, 0, 1]
            + mac + [10, 0, 0, 10] + [0, 0, 0, 0, 0, 0] + [10, 0, 0, 10]
        #expect(try sending.send(arp.span, on: wire.a0))
        #expect(try eventually { try nextFrame(frames) { $0[12] == 8 && $0[13] == 6 && $0[31] == 10 } } == arp)
        let error = #expect(throws: LinuxError.self) { try sending.send(arp.span, on: 4711) }
        #expect(error?.code == ENXIO)
    }
}

/// A socket that sees every frame of its namespace.
private func frameSocket() throws -> Descriptor {
    let everything = Int32(UInt16(0x0003).bigEndian)
    return try Descriptor.socket(
        AF_PACKET, Int32(SOCK_RAW.rawValue) | Int32(SOCK_NONBLOCK.rawValue), everything, "watch frames")
}

/// The next frame that is long enough for its addresses and that `wanted` wants, nil if none is there.
private func nextFrame(_ socket: borrowing Descriptor, _ wanted: ([UInt8]) -> Bool) throws -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 2048)
    while let count = try socket.read(into: &buffer, "watch frames") {
        if count >= 40, wanted(Array(buffer[..<count])) { return Array(buffer[..<count]) }
    }
    return nil
}
