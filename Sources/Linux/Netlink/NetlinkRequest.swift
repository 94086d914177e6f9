import Addresses
internal import CLinux

/// A netlink message under construction: it computes every length and alignment.
struct NetlinkRequest {
    private(set) var bytes: [UInt8]
    let sequence: UInt32

    /// - Parameters:
    ///   - kind: RTM_NEWADDR, …
    ///   - flags: beside NLM_F_REQUEST, which is always there.
    init(kind: Int, flags: Int32, sequence: UInt32) {
        bytes = []
        self.sequence = sequence
        bytes.reserveCapacity(256)
        bytes.appendNative(UInt32(NetlinkMessages.headerLength))
        bytes.appendNative(UInt16(kind))
        bytes.appendNative(UInt16(NLM_F_REQUEST | flags))
        bytes.appendNative(sequence)
        // The kernel knows which socket this came from.
        bytes.appendNative(UInt32(0))
    }

    /// Appends a structure of the kernel's, one without pointers.
    mutating func append<Structure: BitwiseCopyable>(_ structure: Structure) {
        unsafe withUnsafeBytes(of: structure) { unsafe bytes.append(contentsOf: $0) }
        align()
    }

    mutating func attribute(_ kind: some BinaryInteger, _ payload: [UInt8]) {
        bytes.appendNative(UInt16(4 + payload.count))
        bytes.appendNative(UInt16(kind))
        bytes += payload
        align()
    }

    mutating func attribute(_ kind: some BinaryInteger, number: some FixedWidthInteger) {
        var payload: [UInt8] = []
        payload.appendNative(number)
        attribute(kind, payload)
    }

    /// Text with the NUL that the kernel expects after it.
    mutating func attribute(_ kind: some BinaryInteger, text: String) {
        attribute(kind, Array(text.utf8) + [0])
    }

    mutating func attribute(_ kind: some BinaryInteger, _ address: IPAddress) {
        attribute(kind, address.bytes)
    }

    /// An attribute of attributes: those that `content` appends.
    mutating func nested(_ kind: some BinaryInteger, _ content: (inout NetlinkRequest) -> Void) {
        let start = bytes.count
        attribute(UInt16(kind) | UInt16(NLA_F_NESTED), [])
        content(&self)
        let length = UInt16(bytes.count - start)
        var span = bytes.mutableSpan
        span.setNative(length, at: start)
    }

    /// Puts a whole message behind this one, to be sent in one go.
    mutating func follow(with other: NetlinkRequest) { bytes += other.bytes }

    private mutating func align() {
        while bytes.count != netlinkAligned(bytes.count) { bytes.append(0) }
        let length = UInt32(bytes.count)
        var span = bytes.mutableSpan
        span.setNative(length, at: 0)
    }
}
