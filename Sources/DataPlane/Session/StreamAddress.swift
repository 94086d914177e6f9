package import Addresses
internal import CLinux

/// A TCP address as the kernel lays it out (`sockaddr_in`, `sockaddr_in6`), held in place.
package struct StreamAddress: Sendable {
    package private(set) var bytes = InlineArray<28, UInt8>(repeating: 0)
    package private(set) var count: UInt32

    /// Room for the kernel to write one.
    package init() { count = 28 }

    package init(_ address: IPAddress, port: UInt16) {
        let isV4 = address.family == .ipv4
        count = isV4 ? 16 : 28
        let family = UInt16(isV4 ? AF_INET : AF_INET6)
        bytes[0] = UInt8(truncatingIfNeeded: family)
        bytes[1] = UInt8(truncatingIfNeeded: family >> 8)
        bytes[2] = UInt8(truncatingIfNeeded: port >> 8)
        bytes[3] = UInt8(truncatingIfNeeded: port)
        for index in 0..<address.family.byteCount { bytes[(isV4 ? 4 : 8) + index] = address[index] }
    }

    package var family: Int32 { Int32(bytes[0]) | Int32(bytes[1]) << 8 }

    /// What it says; nil for another family.
    package var endpoint: SourceEndpoint? {
        let port = UInt16(bytes[2]) << 8 | UInt16(bytes[3])
        switch family {
        case AF_INET:
            return SourceEndpoint(address: IPAddress(v4: UInt32(truncatingIfNeeded: number(4, 4))), port: port)
        case AF_INET6: return SourceEndpoint(address: IPAddress(v6: number(8, 8), number(16, 8)), port: port)
        default: return nil
        }
    }

    private func number(_ start: Int, _ count: Int) -> UInt64 {
        var number: UInt64 = 0
        for index in start..<start + count { number = number << 8 | UInt64(bytes[index]) }
        return number
    }

    /// Accepts a connection whose address is written here: its descriptor, or a negative errno.
    package mutating func accept(_ listener: Int32) -> Int {
        count = 28
        var length = socklen_t(count)
        let result = unsafe withUnsafeMutablePointer(to: &bytes) {
            unsafe linux_stream_accept(listener, $0, &length)
        }
        return result
    }

    /// Begins to connect: 1 if it is connected, 0 if it will be, or a negative errno.
    package func connect(_ descriptor: inout Int32) -> Int {
        unsafe withUnsafePointer(to: bytes) {
            unsafe linux_begin_connect(family, $0, socklen_t(count), &descriptor)
        }
    }

    /// The address that a client came to.
    package static func local(of descriptor: Int32) -> SourceEndpoint? {
        var address = StreamAddress()
        var length = socklen_t(28)
        let result = unsafe withUnsafeMutablePointer(to: &address.bytes) {
            unsafe linux_local_address(descriptor, $0, &length)
        }
        return result < 0 ? nil : address.endpoint
    }
}
