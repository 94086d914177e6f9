import HAProxyConf
import Linux
import ProxyReport

/// What lines of the log need beside the configuration.
package struct AccessLogging: Sendable {
    package let sockets: LogSockets
    /// The program's name in the lines, where the configuration says none.
    package let tag: String
    package let hostname: String

    package init(sockets: LogSockets, tag: String, hostname: String) {
        self.sockets = sockets
        self.tag = tag
        self.hostname = hostname
    }
}

/// One thread's access log: a line for each request of a frontend that has `log`.
@safe struct AccessLogger: ~Copyable {
    /// Room for a request line, of which the log shows 1023 bytes.
    static let lineSize = 1024
    private static let perChunk = 256

    private var senders: [LogSender]
    private var clock: LogClock
    private let sockets: LogSockets
    private let names: Names
    /// Request lines that are kept until they are logged.
    private var chunks: [UnsafeMutablePointer<UInt8>] = unsafe []
    private var free: [Int32] = []
    /// CLOCK_REALTIME less CLOCK_MONOTONIC, in nanoseconds.
    private let epoch: Int64

    init(_ configuration: HAProxyConfiguration, _ logging: AccessLogging) {
        senders = configuration.frontends.map {
            LogSender(
                $0.logging.targets, tag: $0.logging.tag ?? configuration.global.logTag ?? logging.tag,
                hostname: logging.hostname, sockets: logging.sockets)
        }
        sockets = logging.sockets
        clock = .access(offset: sockets.offset)
        names = Names(configuration)
        epoch = WallClock.now - MonotonicClock.now
    }

    deinit { for index in unsafe chunks.indices { unsafe chunks[index].deallocate() } }

    /// The names in the lines, as bytes.
    private struct Names {
        let frontends: [[UInt8]]
        let backends: [[UInt8]]
        let servers: [[[UInt8]]]

        init(_ configuration: HAProxyConfiguration) {
            frontends = configuration.frontends.map { Array($0.name.utf8) }
            backends = configuration.backends.map { Array($0.name.utf8) }
            servers = configuration.backends.map { $0.servers.map { Array($0.name.utf8) } }
        }
    }

    /// Keeps a request line; -1 if there is none to keep.
    mutating func keep(_ line: Span<UInt8>) -> (place: Int32, length: Int32) {
        if free.isEmpty { grow() }
        guard let place = free.popLast() else { return (-1, 0) }
        let count = min(line.count, Self.lineSize)
        let target = unsafe pointer(place)
        for index in 0..<count { unsafe target[index] = line[index] }
        return (place, Int32(count))
    }

    mutating func giveBack(_ line: inout Int32) {
        guard line >= 0 else { return }
        free.append(line)
        line = -1
    }

    private mutating func grow() {
        let first = unsafe Int32(chunks.count * Self.perChunk)
        unsafe chunks.append(.allocate(capacity: Self.perChunk * Self.lineSize))
        unsafe free.reserveCapacity(chunks.count * Self.perChunk)
        for index in (0..<Int32(Self.perChunk)).reversed() { free.append(first + index) }
    }

    private func pointer(_ line: Int32) -> UnsafeMutablePointer<UInt8> {
        unsafe chunks[Int(line) / Self.perChunk] + Int(line) % Self.perChunk * Self.lineSize
    }

    /// The time of day of a moment of the monotonic clock, in milliseconds.
    func milliseconds(_ moment: Int64) -> Int64 { (moment + epoch) / 1_000_000 }

    /// Writes the line of a request.
    mutating func write(
        _ record: AccessRecord, _ session: Session, server: Int32, isHTTP: Bool, _ format: Logging.LineFormat,
        local: EndpointAddress
    ) {
        let frontend = Int(session.frontend)
        let backend = Int(session.backend)
        let empty: [UInt8] = []
        let line = session.line
        let request = unsafe UnsafeBufferPointer(
            start: line < 0 ? nil : pointer(line), count: line < 0 ? 0 : Int(session.lineLength))
        let level: SyslogLevel = .information
        if sockets.offset != clock.offset { clock.offset = sockets.offset }
        senders[frontend].send(level) { output in
            let own = names.frontends[frontend]
            let owner = backend < 0 ? own : names.backends[backend]
            let name = server < 0 ? empty : names.servers[backend][Int(server)]
            switch format {
            case .http:
                unsafe AccessLog.writeHTTP(
                    record, frontend: own.span, backend: owner.span, server: name.span, request: request.span,
                    clock: &clock, into: &output)
            case .tcp:
                AccessLog.writeTCP(
                    record, frontend: own.span, backend: owner.span, server: name.span, clock: &clock, into: &output)
            case .standard:
                AccessLog.writeConnect(
                    from: record.client, to: local, frontend: own.span,
                    mode: isHTTP ? .http : .tcp, into: &output)
            }
        }
    }
}
