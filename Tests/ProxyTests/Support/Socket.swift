import Addresses
import CLinux
import Glibc

@testable import Linux

/// A TCP socket over loopback that never waits.
final class Socket {
    private let descriptor: Descriptor
    var number: Int32 { descriptor.number }

    private init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

    private convenience init() throws {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        self.init(try Descriptor.socket(AF_INET, kind, 0, "open a socket"))
    }

    static func listening(on port: UInt16) throws -> Socket {
        let socket = try Socket()
        try socket.descriptor.setOption(SOL_SOCKET, SO_REUSEADDR, 1, "set up a socket")
        try socket.descriptor.bind(.loopback(port), "listen on port \(port)")
        guard listen(socket.number, 4096) == 0 else { throw Failure("cannot listen on port \(port)") }
        return socket
    }

    /// A connection under way: it is there when the socket can be written.
    ///
    /// - Parameter host: the last number of the own address, 127.0.0.x, and its port; from 127.0.0.1 it is any port.
    static func connecting(to port: UInt16, from host: UInt8 = 1, _ ownPort: UInt16 = 0) throws -> Socket {
        let socket = try Socket()
        try socket.descriptor.setOption(Int32(IPPROTO_TCP), TCP_NODELAY, 1, "set up a socket")
        if host != 1 { try socket.descriptor.bind(.loopback(ownPort, host), "bind to 127.0.0.\(host)") }
        let address = SocketAddress.loopback(port)
        // The kernel reads the bytes before it returns.
        let result = unsafe address.bytes.span.withUnsafeBytes { bytes in
            unsafe connect(
                socket.number, bytes.baseAddress.map { unsafe $0.assumingMemoryBound(to: sockaddr.self) },
                socklen_t(address.count))
        }
        guard result == 0 || errno == EINPROGRESS else { throw Failure("cannot connect to port \(port): \(errno)") }
        return socket
    }

    /// Waits a second at most until the connection is there.
    func waitUntilConnected() { _ = linux_wait_writable(number, 1_000) }

    /// The next connection that somebody has made, nil if there is none.
    func accepted() throws -> Socket? {
        let number = accept(descriptor.number, nil, nil)
        guard number >= 0 else { return nil }
        let socket = Socket(Descriptor(owning: number))
        try socket.descriptor.setBlocking(false)
        try socket.descriptor.setOption(Int32(IPPROTO_TCP), TCP_NODELAY, 1, "set up a socket")
        return socket
    }

    enum Reading: Equatable {
        /// So many bytes at the start of the buffer.
        case bytes(Int)
        case nothing
        case end
        case reset
    }

    func read(into buffer: inout [UInt8]) -> Reading {
        do {
            guard let count = try descriptor.read(into: &buffer, "read") else { return .nothing }
            return count == 0 ? .end : .bytes(count)
        } catch {
            return .reset
        }
    }

    /// How many bytes were taken; nil if the connection is broken.
    func write(_ bytes: ArraySlice<UInt8>) -> Int? {
        // The bytes stay where they are for the time of the call; without SIGPIPE if the other side is gone.
        let count = unsafe bytes.withUnsafeBytes {
            unsafe linux_stream_send(descriptor.number, $0.baseAddress, $0.count, 0)
        }
        if count == -Int(EAGAIN) || count == -Int(EINTR) || count == -Int(ENOTCONN) { return 0 }
        return count < 0 ? nil : count
    }

    /// Says that nothing more will be written.
    func finish() { _ = shutdown(number, Int32(SHUT_WR)) }

    /// The close that follows is a reset.
    func resetOnClose() throws {
        try descriptor.setOption(SOL_SOCKET, SO_LINGER, raw: linger(l_onoff: 1, l_linger: 0), "set up a socket")
    }
}

extension SocketAddress {
    /// `127.0.0.host:port`
    fileprivate static func loopback(_ port: UInt16, _ host: UInt8 = 1) -> SocketAddress {
        var address = SocketAddress(IPAddress(v4: 0x7F00_0000 | UInt32(host)))
        address.bytes[2] = UInt8(port >> 8)
        address.bytes[3] = UInt8(truncatingIfNeeded: port)
        return address
    }
}

extension Socket {
    /// `poller` tells when something can be read from it.
    func watch(in poller: borrowing Poller, token: UInt64) throws {
        try poller.add(descriptor, .reading, token: token)
    }
}
