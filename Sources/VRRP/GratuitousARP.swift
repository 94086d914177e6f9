package import Addresses

/// The frame that tells every neighbour on the link where an IPv4 address now lives (RFC 5798 §6.4.1 and RFC 5227 §3):
/// an ARP request, broadcast, whose sender and target are the virtual address.
package enum GratuitousARP {
    /// Ethernet header and ARP.
    package static let byteCount = 42

    /// Writes the frame at the start of `buffer`. The target hardware address is the broadcast address, as keepalived
    /// sends it.
    /// - Returns: how many bytes it has; nil if `buffer` is too small or the address is not IPv4.
    package static func encode(
        into buffer: inout MutableSpan<UInt8>, address: IPAddress, hardwareAddress: HardwareAddress
    ) -> Int? {
        guard buffer.count >= byteCount, address.family == .ipv4 else { return nil }
        buffer.write(HardwareAddress.broadcast, at: 0)
        buffer.write(hardwareAddress, at: 6)
        buffer.write(0x0806 as UInt16, at: 12)  // EtherType ARP
        buffer.write(1 as UInt16, at: 14)  // hardware: Ethernet
        buffer.write(0x0800 as UInt16, at: 16)  // protocol: IPv4
        buffer[18] = 6
        buffer[19] = 4
        buffer.write(1 as UInt16, at: 20)  // request
        buffer.write(hardwareAddress, at: 22)
        buffer.write(address, at: 28)
        buffer.write(HardwareAddress.broadcast, at: 32)
        buffer.write(address, at: 38)
        return byteCount
    }
}
