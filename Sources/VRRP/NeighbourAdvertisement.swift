package import Addresses

/// The frame that tells every neighbour on the link where an IPv6 address now lives: an unsolicited Neighbour
/// Advertisement (RFC 4861 §4.4 and §7.2.6, RFC 5798 §6.4.2).
package enum NeighbourAdvertisement {
    /// Ethernet header, IPv6 header, ICMPv6 and the target's link-layer address.
    package static let byteCount = 14 + 40 + messageByteCount
    private static let messageByteCount = 32
    private static let allNodes = IPAddress(v6: 0xFF02_0000_0000_0000, 1)

    /// Writes the frame at the start of `buffer`: from the virtual address to ff02::1, with the Override flag.
    /// - Parameter isRouter: the Router flag: whether this host forwards IPv6. A host that takes it for false drops its
    ///   default route over this address.
    /// - Returns: how many bytes it has; nil if `buffer` is too small or the address is not IPv6.
    package static func encode(
        into buffer: inout MutableSpan<UInt8>, address: IPAddress, hardwareAddress: HardwareAddress, isRouter: Bool
    ) -> Int? {
        guard buffer.count >= byteCount, address.family == .ipv6 else { return nil }
        buffer.write(HardwareAddress.allNodes, at: 0)
        buffer.write(hardwareAddress, at: 6)
        buffer.write(0x86DD as UInt16, at: 12)  // EtherType IPv6
        writeHeader(into: &buffer, source: address)
        writeMessage(into: &buffer, address: address, hardwareAddress: hardwareAddress, isRouter: isRouter)
        return byteCount
    }

    private static func writeHeader(into buffer: inout MutableSpan<UInt8>, source: IPAddress) {
        buffer.write(0x6000 as UInt16, at: 14)  // version 6, no traffic class
        buffer.write(0 as UInt16, at: 16)  // no flow label
        buffer.write(UInt16(messageByteCount), at: 18)
        buffer[20] = 58  // ICMPv6
        buffer[21] = 255  // hop limit: RFC 4861 §7.1.2
        buffer.write(source, at: 22)
        buffer.write(allNodes, at: 38)
    }

    private static func writeMessage(
        into buffer: inout MutableSpan<UInt8>, address: IPAddress, hardwareAddress: HardwareAddress, isRouter: Bool
    ) {
        buffer[54] = 136
        buffer[55] = 0
        buffer.write(0 as UInt16, at: 56)
        buffer.write(isRouter ? 0xA000 : 0x2000 as UInt16, at: 58)  // Router, Override; not Solicited
        buffer.write(0 as UInt16, at: 60)
        buffer.write(address, at: 62)
        buffer[78] = 2  // option: target link-layer address
        buffer[79] = 1  // of eight bytes
        buffer.write(hardwareAddress, at: 80)
        var checksum = InternetChecksum()
        checksum.addPseudoHeader(source: address, destination: allNodes, ipProtocol: 58, length: messageByteCount)
        checksum.add(buffer.span, 54..<byteCount)
        buffer.write(checksum.value, at: 56)
    }
}
