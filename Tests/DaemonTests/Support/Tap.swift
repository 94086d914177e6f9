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
    func send(_ payload: [UInt8], hopLimit: UInt8 = 255, to destination: IPAddress = VRRPSocket.group(.ipv4)) throws {
        var header = IPv4Header(from: IPAddress(v4: 0x0A09_0063), to: destination)
        header.hopLimit = hopLimit
        let bytes = header.bytes.indices.map { header.bytes[$0] } + payload
        _ = try socket.descriptor.send(bytes.span, to: SocketAddress(destination), "send a packet")
    }
}
