package import Addresses
internal import CLinux
internal import HAProxyConf
package import Linux

/// The sockets by which log lines leave the process, for all its threads. Open them before the process changes its root
/// and gives up its privileges.
package final class LogSockets: Sendable {
    private let v4: Descriptor
    /// Number -1 where the kernel has no IPv6: there is no syslog server of that kind either then.
    private let v6: Descriptor
    private let unix: Descriptor
    /// What the names of syslog servers were resolved to.
    private let names: [String: IPAddress]
    /// 0: lines that nobody took. 1: seconds that the local time is ahead of UTC.
    private let numbers = Numbers(count: 2)

    /// - Parameters:
    ///   - names: what the names of syslog servers were resolved to.
    ///   - offset: seconds that the local time is ahead of UTC.
    package init(names: [String: IPAddress] = [:], offset: Int32 = 0) throws(LinuxError) {
        self.names = names
        numbers[1] = Int64(offset)
        v4 = try Self.open(AF_INET)
        do throws(LinuxError) { v6 = try Self.open(AF_INET6) } catch { v6 = Descriptor(owning: -1) }
        unix = try Self.open(AF_UNIX)
    }

    private static func open(_ family: Int32) throws(LinuxError) -> Descriptor {
        let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let number = linux_socket(family, kind, 0)
        guard number >= 0 else {
            throw LinuxError(call: "socket", code: Int32(-number), context: "open a socket for the log")
        }
        return Descriptor(owning: Int32(number))
    }

    /// Lines that were lost (`DroppedLogs` of `show info`).
    package var droppedLines: Int64 { numbers[0] }

    /// Seconds that the local time is ahead of UTC, for every line from now on.
    package var offset: Int32 {
        get { Int32(truncatingIfNeeded: numbers[1]) }
        set { numbers[1] = Int64(newValue) }
    }

    /// Where lines for a target go; nil if its name was not resolved.
    func route(to destination: LogTarget.Destination) -> LogRoute? {
        switch destination {
        case .standardOutput: return .stream(STDOUT_FILENO)
        case .standardError: return .stream(STDERR_FILENO)
        case .unix(let path): return LogRoute(unix: unix.number, path: path)
        case .datagram(let host, let port):
            let address: IPAddress
            switch host {
            case .ip(let given): address = given
            case .name(let name):
                guard let known = names[name] else { return nil }
                address = known
            }
            let socket = address.family == .ipv4 ? v4.number : v6.number
            guard socket >= 0 else { return nil }
            return .datagram(socket, StreamAddress(address, port: port))
        }
    }

    /// Sends one line, or drops it: nobody waits for a log.
    func send(_ line: Span<UInt8>, along route: borrowing LogRoute) {
        if !route.send(line) { numbers.add(1, to: 0) }
    }
}

/// How lines reach one target.
enum LogRoute: Sendable {
    /// Standard output or error.
    case stream(Int32)
    case datagram(Int32, StreamAddress)
    /// The socket, `sockaddr_un`, and how long that is.
    case unix(Int32, [110 of UInt8], Int)

    /// Nil if the path does not fit in an address.
    init?(unix socket: Int32, path: String) {
        let name = Array(path.utf8)
        guard !name.isEmpty, name.count < 108, !name.contains(0) else { return nil }
        var bytes = [110 of UInt8](repeating: 0)
        bytes[0] = UInt8(truncatingIfNeeded: AF_UNIX)
        for (index, byte) in name.enumerated() { bytes[2 + index] = byte }
        self = .unix(socket, bytes, name.count + 3)
    }

    /// Whether the kernel took it.
    func send(_ line: Span<UInt8>) -> Bool {
        // Each pointer lives as long as its closure, and the kernel reads no more than the counts given with it.
        unsafe line.withUnsafeBytes { line in
            switch self {
            case .stream(let number):
                guard linux_wait_writable(number, 0) == 1 else { return false }
                return unsafe linux_write(number, line.baseAddress, line.count) == line.count
            case .datagram(let socket, let address):
                return unsafe withUnsafePointer(to: address.bytes) {
                    unsafe linux_send(
                        socket, line.baseAddress, line.count, $0, UInt32(address.count), nil, 0, Int32(MSG_DONTWAIT))
                } >= 0
            case .unix(let socket, let address, let count):
                return unsafe withUnsafePointer(to: address) {
                    unsafe linux_send(
                        socket, line.baseAddress, line.count, $0, UInt32(count), nil, 0, Int32(MSG_DONTWAIT))
                } >= 0
            }
        }
    }
}
