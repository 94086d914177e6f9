import Foundation

/// Whether an SSH server answers: a TCP connection that receives `SSH-`.
enum SSHBanner {
    /// Asks once, in the calling thread's network namespace.
    static func answers(address: String, port: Int, timeoutMilliseconds: Int32 = 500) -> Bool {
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(address, String(port), &hints, &found) == 0, let info = unsafe found else {
            return false
        }
        defer { unsafe freeaddrinfo(info) }
        let flags = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let socket = unsafe Glibc.socket(info.pointee.ai_family, flags, 0)
        guard socket >= 0 else { return false }
        defer { close(socket) }
        let connected = unsafe connect(socket, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0
        guard connected || (errno == EINPROGRESS && isReady(socket, POLLOUT, timeoutMilliseconds)) else { return false }
        guard isReady(socket, POLLIN, timeoutMilliseconds) else { return false }
        var start = [UInt8](repeating: 0, count: 4)
        let count = unsafe recv(socket, &start, start.count, 0)
        return start.prefix(max(0, count)).elementsEqual("SSH-".utf8)
    }

    private static func isReady(_ socket: Int32, _ events: Int32, _ timeoutMilliseconds: Int32) -> Bool {
        var entry = pollfd(fd: socket, events: Int16(events), revents: 0)
        return unsafe poll(&entry, 1, timeoutMilliseconds) == 1
    }
}
