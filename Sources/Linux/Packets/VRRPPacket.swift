import Addresses

/// A VRRP packet that is made once and sent often, with all that the kernel wants to know of it.
///
/// A class, so that a list of them is walked without copying.
package final class VRRPPacket: Sendable {
    let source: IPAddress
    let destination: IPAddress
    /// What the kernel is given; of IPv4 with its header.
    let bytes: [UInt8]
    let address: SocketAddress
    let origin: PacketOrigin

    init(_ bytes: [UInt8], from source: IPAddress, to destination: IPAddress, scope: Int32 = 0, _ origin: PacketOrigin)
    {
        self.bytes = bytes
        self.source = source
        self.destination = destination
        address = SocketAddress(destination, scope: scope)
        self.origin = origin
    }
}
