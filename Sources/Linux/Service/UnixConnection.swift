internal import CLinux

/// One end of a local connection (unix(7), SOCK_STREAM).
package struct UnixConnection: ~Copyable {
    package let descriptor: Descriptor
    private let path: String

    init(_ descriptor: consuming Descriptor, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Connects to who listens at `path`. Reading and writing wait, but not longer than `patience`.
    ///
    /// - Parameter patience: seconds.
    /// - Throws: ENOENT or ECONNREFUSED if nobody listens there, EACCES if we may not.
    package init(to path: String, patience: Int = 5) throws(LinuxError) {
        let context = "connect to \(path)"
        let address = try SocketAddress.unix(path, path, context)
        let descriptor = try Descriptor.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, context)
        let limit = timeval(tv_sec: patience, tv_usec: 0)
        try descriptor.setOption(SOL_SOCKET, SO_RCVTIMEO, raw: limit, context)
        try descriptor.setOption(SOL_SOCKET, SO_SNDTIMEO, raw: limit, context)
        try attempt("connect", context) {
            unsafe address.bytes.span.withUnsafeBytes {
                unsafe linux_connect(descriptor.number, $0.baseAddress, UInt32(address.count))
            }
        }
        self.init(descriptor, path: path)
    }

    /// Who is at the other end, as it was when it connected.
    package func peer() throws(LinuxError) -> PeerCredentials {
        var credentials: (Int32, UInt32, UInt32) = (0, 0, 0)
        var count = UInt32(MemoryLayout.size(ofValue: credentials))
        try attempt("getsockopt", "ask who is connected at \(path)") {
            unsafe withUnsafeMutableBytes(of: &credentials) {
                unsafe linux_get_option(descriptor.number, SOL_SOCKET, SO_PEERCRED, $0.baseAddress, &count)
            }
        }
        return PeerCredentials(process: credentials.0, user: credentials.1, group: credentials.2)
    }

    /// Reads once: how many bytes came, 0 at the end, nil if none came (in time).
    package func read(into buffer: inout [UInt8]) throws(LinuxError) -> Int? {
        try descriptor.read(into: &buffer, "read from \(path)")
    }

    /// Writes once: how many bytes were taken, nil if none can be taken now.
    package func write(_ bytes: Span<UInt8>) throws(LinuxError) -> Int? {
        try descriptor.send(bytes, "write to \(path)")
    }

    /// Writes all of `bytes`.
    ///
    /// - Throws: EAGAIN if the other end does not take them (in time).
    package func writeAll(_ bytes: Span<UInt8>) throws(LinuxError) {
        var written = 0
        while written < bytes.count {
            guard let count = try write(bytes.extracting(written..<bytes.count)) else {
                throw LinuxError(call: "sendmsg", code: EAGAIN, context: "write to \(path)")
            }
            written += count
        }
    }

    /// Everything up to the end.
    ///
    /// - Throws: EFBIG beyond `limit` bytes, EAGAIN if the other end is silent for too long.
    package func readToEnd(limit: Int) throws(LinuxError) -> [UInt8] {
        var contents: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            guard let count = try read(into: &buffer) else {
                throw LinuxError(call: "read", code: EAGAIN, context: "read from \(path)")
            }
            guard count > 0 else { return contents }
            guard contents.count + count <= limit else {
                throw LinuxError(call: "read", code: EFBIG, context: "read from \(path)")
            }
            contents += buffer[..<count]
        }
    }
}
