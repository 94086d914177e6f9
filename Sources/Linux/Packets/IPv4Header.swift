import Addresses

/// The IPv4 header of a packet that we send (RFC 791 §3.1). The kernel fills in the length and the checksum
/// (IP_HDRINCL, raw(7)).
///
/// Made here, it spares the kernel half of the work that it has with an advertisement: it need not ask which address to
/// send from, choose an identification or collect the packet from pieces.
struct IPv4Header {
    static let byteCount = 20
    private(set) var bytes = InlineArray<20, UInt8>(repeating: 0)

    /// TTL: 255 if no router has passed it on (RFC 5798 §5.1.1.3).
    var hopLimit: UInt8 {
        get { bytes[8] }
        set { bytes[8] = newValue }
    }

    init(from source: IPAddress, to destination: IPAddress) {
        bytes[0] = 0x45  // version 4, five words
        bytes[1] = VRRPSocket.trafficClass
        // Not to be fragmented: then the identification says nothing, and may be any (RFC 6864 §4.1). The kernel would
        // choose one instead of 0.
        bytes[5] = 1
        bytes[6] = 0x40
        bytes[9] = UInt8(VRRPSocket.protocolNumber)
        for index in 0..<4 {
            bytes[12 + index] = source[index]
            bytes[16 + index] = destination[index]
        }
        hopLimit = VRRPSocket.hopLimit
    }
}
