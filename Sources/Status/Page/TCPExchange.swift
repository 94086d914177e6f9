import Addresses
import Foundation
import Glibc
import Inventory

/// Sends a request over TCP and reads the answer, on a thread of its own and within a time limit.
enum TCPExchange {
    enum Failure: Error, Hashable, CustomStringConvertible {
        /// There is no connection: the system's words.
        case unconnected(String)
        /// The connection broke, or the answer did not come in time.
        case broken(String)

        var isConnected: Bool {
            if case .broken = self { true } else { false }
        }

        var description: String {
            switch self {
            case .unconnected(let reason), .broken(let reason): reason
            }
        }
    }

    /// Reads until the peer closes, or until there is more than a status report reads.
    static func run(
        _ address: IPAddress, port: Int, sending request: [UInt8], connectLimit: Duration, limit: Duration
    ) async -> Result<[UInt8], Failure> {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    returning: Result { () throws(Failure) in
                        var connection = Connection(connectLimit: connectLimit, limit: limit)
                        defer { connection.close() }
                        try connection.open(address, port: port)
                        try connection.send(request)
                        return try connection.receive()
                    })
            }
        }
    }

    private struct Connection {
        private let connectLimit: Duration
        private let limit: Duration
        private let start = ContinuousClock.now
        private var descriptor: Int32 = -1

        init(connectLimit: Duration, limit: Duration) {
            self.connectLimit = connectLimit
            self.limit = limit
        }

        mutating func open(_ address: IPAddress, port: Int) throws(Failure) {
            let family = address.family == .ipv4 ? AF_INET : AF_INET6
            let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
            descriptor = socket(family, type, 0)
            guard descriptor >= 0 else { throw .unconnected("no socket could be made: \(Self.words(errno))") }
            var code = SocketAddress.connect(descriptor, address, port: port)
            if code == EINPROGRESS {
                guard wait(POLLOUT, until: start + connectLimit) else {
                    throw .unconnected("no connection within \(Self.words(connectLimit))")
                }
                code = pendingError()
            }
            guard code == 0 else { throw .unconnected(Self.words(code)) }
        }

        mutating func send(_ bytes: [UInt8]) throws(Failure) {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = unsafe rest.withUnsafeBytes { buffer in
                    unsafe Glibc.send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
                }
                if count > 0 { rest = rest.dropFirst(count) } else { try pause(POLLOUT, errno) }
            }
        }

        mutating func receive() throws(Failure) -> [UInt8] {
            var answer: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 8 << 10)
            while !HTTPResponse.isEnough(answer) {
                let count = unsafe buffer.withUnsafeMutableBytes { buffer in
                    unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
                }
                if count == 0 { break }
                if count > 0 { answer += buffer.prefix(count) } else { try pause(POLLIN, errno) }
            }
            return answer
        }

        func close() {
            if descriptor >= 0 { _ = Glibc.close(descriptor) }
        }

        private func pause(_ events: Int32, _ code: Int32) throws(Failure) {
            if code == EINTR { return }
            guard code == EAGAIN else { throw .broken("the connection broke: \(Self.words(code))") }
            guard wait(events, until: start + limit) else {
                throw .broken("connected, but no whole answer within \(Self.words(limit))")
            }
        }

        /// False when the time has come first.
        private func wait(_ events: Int32, until end: ContinuousClock.Instant) -> Bool {
            while true {
                let rest = end - .now
                guard rest > .zero else { return false }
                var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
                let milliseconds = Int32((rest / .milliseconds(1)).rounded(.up))
                let count = unsafe poll(&entry, 1, milliseconds)
                if count > 0 { return true }
                if count < 0 && errno != EINTR { return false }
            }
        }

        private func pendingError() -> Int32 {
            var code: Int32 = 0
            var length = socklen_t(MemoryLayout<Int32>.size)
            let result = unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
            return result == 0 ? code : errno
        }

        private static func words(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
        private static func words(_ limit: Duration) -> String { DurationText.text(limit) }
    }
}

/// The unsafe corner: an address in the kernel's form.
private enum SocketAddress {
    /// connect(2): 0, or the error's number.
    static func connect(_ descriptor: Int32, _ address: IPAddress, port: Int) -> Int32 {
        let port = UInt16(truncatingIfNeeded: port).bigEndian
        switch address.family {
        case .ipv4:
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port
            unsafe withUnsafeMutableBytes(of: &name.sin_addr) { unsafe $0.copyBytes(from: address.bytes) }
            return unsafe connect(descriptor, &name, MemoryLayout<sockaddr_in>.size)
        case .ipv6:
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            name.sin6_port = port
            unsafe withUnsafeMutableBytes(of: &name.sin6_addr) { unsafe $0.copyBytes(from: address.bytes) }
            return unsafe connect(descriptor, &name, MemoryLayout<sockaddr_in6>.size)
        }
    }

    private static func connect(_ descriptor: Int32, _ name: UnsafeRawPointer, _ length: Int) -> Int32 {
        // `sockaddr_in` and `sockaddr_in6` begin as `sockaddr` does: that is how connect(2) takes them.
        let result = unsafe Glibc.connect(
            descriptor, name.assumingMemoryBound(to: sockaddr.self), socklen_t(length))
        return result == 0 ? 0 : errno
    }
}
