internal import CLinux

/// Tells systemd how the service fares (sd_notify(3)); silent if nobody asked, as when it is started by hand. Never
/// waits: a message that systemd has no room for is lost.
package struct ServiceManager: ~Copyable {
    private let descriptor: Descriptor?
    private let address: SocketAddress
    /// How often it wants to hear from us, in nanoseconds (WATCHDOG_USEC); nil if it does not. Tell it twice as often.
    package let watchdogNanoseconds: Int64?

    /// As the environment says: NOTIFY_SOCKET, a path or `@` and an abstract name; WATCHDOG_USEC, WATCHDOG_PID.
    package init() throws(LinuxError) {
        try self.init { name in unsafe getenv(name).map { unsafe String(cString: $0) } }
    }

    init(environment: (String) -> String?) throws(LinuxError) {
        watchdogNanoseconds = Self.watchdog(environment, process: getpid())
        guard let path = environment("NOTIFY_SOCKET"), !path.isEmpty else {
            descriptor = nil
            address = SocketAddress()
            return
        }
        guard let address = SocketAddress(path: path) else {
            throw LinuxError(
                call: "connect", code: EINVAL, context: "notify the service manager at \(path)",
                detail: "NOTIFY_SOCKET must be a path of at most 107 bytes")
        }
        let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = try Descriptor.socket(AF_UNIX, kind, 0, "notify the service manager")
        self.address = address
        self.descriptor = consume descriptor
    }

    static func watchdog(_ environment: (String) -> String?, process: Int32) -> Int64? {
        guard let microseconds = environment("WATCHDOG_USEC").flatMap({ Int64($0) }), microseconds > 0,
            microseconds <= Int64.max / 1000
        else { return nil }
        if let intended = environment("WATCHDOG_PID"), intended != String(process) { return nil }
        return microseconds * 1000
    }

    /// Whether anybody listens.
    package var isPresent: Bool { descriptor != nil }

    /// It has started, or has reloaded.
    package func ready() throws(LinuxError) { try send("READY=1") }

    /// It begins to reload; `ready` says that it is done.
    package func reloading() throws(LinuxError) {
        try send(Array("RELOADING=1\nMONOTONIC_USEC=\(MonotonicClock.now / 1000)".utf8).span)
    }

    /// It begins to stop.
    package func stopping() throws(LinuxError) { try send("STOPPING=1") }

    /// It is alive. Allocates nothing.
    package func keepAlive() throws(LinuxError) { try send("WATCHDOG=1") }

    /// One line for `systemctl status`.
    package func status(_ text: String) throws(LinuxError) {
        // A line break would begin another assignment.
        let line = text.utf8.map { $0 < 0x20 ? UInt8(ascii: " ") : $0 }
        try send((Array("STATUS=".utf8) + line).span)
    }

    private func send(_ message: StaticString) throws(LinuxError) {
        // A StaticString's bytes are there for ever.
        let bytes = unsafe UnsafeBufferPointer(start: message.utf8Start, count: message.utf8CodeUnitCount)
        try send(unsafe Span(_unsafeElements: bytes))
    }

    private func send(_ message: Span<UInt8>) throws(LinuxError) {
        guard descriptor != nil else { return }
        _ = try descriptor?.send(message, to: address, "notify the service manager")
    }
}
