import Addresses
import Glibc

@testable import Linux

/// Listens to advertisements, and sends some of its own making, at the observer's place.
final class Tap {
    /// An advertisement as it stood on the wire.
    struct Packet {
        let source: IPAddress
        let hopLimit: UInt8
        let payload: [UInt8]

        var version: UInt8 { payload[0] >> 4 }
        var priority: UInt8 { payload[2] }
    }

    private let socket: VRRPSocket
    private let family: IPAddress.Family
    private var buffer = [UInt8](repeating: 0, count: 4096)

    init(at observer: Observer, _ family: IPAddress.Family = .ipv4, virtualRouterIDs: [UInt8] = [51]) throws {
        self.family = family
        socket = try observer.namespace.run {
            let socket = try VRRPSocket(family, link: observer.link, routerIDs: virtualRouterIDs)
            try socket.joinGroup()
            return socket
        }
    }

    /// What has come since the last call.
    func received() throws -> [Packet] {
        var packets: [Packet] = []
        while true {
            switch try socket.receive(into: &buffer) {
            case .nothing: return packets
            case .malformed: continue
            case .packet(let packet):
                packets.append(
                    Packet(
                        source: packet.source, hopLimit: packet.hopLimit, payload: Array(buffer[packet.payload])))
            }
        }
    }

    /// Sends a packet of IPv4 from 10.9.0.99, to the group unless said otherwise.
    func send(_ payload: [UInt8], hopLimit: Int32 = 255, to destination: IPAddress = VRRPSocket.group(.ipv4)) throws {
        for option in [IP_TTL, IP_MULTICAST_TTL] {
            try socket.descriptor.setOption(Int32(IPPROTO_IP), option, hopLimit, "set the TTL")
        }
        try socket.send(payload.span, from: IPAddress(v4: 0x0A09_0063), to: destination)
    }
}
