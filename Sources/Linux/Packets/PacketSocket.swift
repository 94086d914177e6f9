internal import CLinux

/// Sends Ethernet frames that the caller has made whole: gratuitous ARP, unsolicited neighbour advertisements. Receives
/// nothing. One serves every interface. Opening needs CAP_NET_RAW.
package struct PacketSocket: ~Copyable {
    package let descriptor: Descriptor

    package init() throws(LinuxError) {
        let kind = Int32(SOCK_RAW.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        // Protocol 0: no frame is ever queued here for us to read.
        descriptor = try needing(.netRaw) { () throws(LinuxError) in
            try Descriptor.socket(AF_PACKET, kind, 0, "open a socket for Ethernet frames")
        }
    }

    /// Sends one frame, from its destination address on, out of an interface.
    ///
    /// - Returns: false if the interface's queue is full and the frame is lost.
    /// - Throws: ENETDOWN if the interface is off, ENXIO or ENODEV if there is none of this index.
    @discardableResult
    package func send(_ frame: Span<UInt8>, on linkIndex: Int32) throws(LinuxError) -> Bool {
        do throws(LinuxError) {
            return try descriptor.send(
                frame, to: SocketAddress(packetInterface: linkIndex), "send a frame on interface \(linkIndex)") != nil
        } catch let error where error.code == ENOBUFS {
            return false
        }
    }
}
