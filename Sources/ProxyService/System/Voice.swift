import DataPlane
import HAProxyConf
import Linux
import ProxyReport

/// What the worker says of itself and of servers: to the `log` targets of the proxy concerned, and to standard error.
final class Voice: @unchecked Sendable {
    // Unchecked: the senders are used with the lock held.
    private let lock = Lock()
    private let journal: JournalLog?
    private var frontends: [LogSender]
    private var backends: [LogSender]

    /// - Parameters:
    ///   - journal: nil for silence.
    ///   - hostname: for formats that tell it.
    ///   - offset: seconds that the local time is ahead of UTC.
    init(
        _ configuration: HAProxyConfiguration, hostname: String, offset: Int32, sockets: LogSockets,
        journal: consuming JournalLog? = JournalLog(hasPrefix: !StandardError.isTerminal)
    ) {
        self.journal = journal
        let program = configuration.global.logTag ?? LogSender.programTag
        let sender = { (logging: Logging) in
            LogSender(
                logging.targets, tag: logging.tag ?? program, hostname: hostname, offset: offset, sockets: sockets)
        }
        frontends = configuration.frontends.map { sender($0.logging) }
        backends = configuration.backends.map { sender($0.logging) }
    }

    func say(_ line: HealthLog.Line, backend: Int) {
        journal?.log(LogLevel(line.level), line.text)
        lock.withLock { backends[backend].send(line.level, line.text) }
    }

    func say(_ line: HealthLog.Line, frontend: Int) {
        journal?.log(LogLevel(line.level), line.text)
        lock.withLock { frontends[frontend].send(line.level, line.text) }
    }

    /// What is about the process.
    func say(_ level: LogLevel, _ text: String) { journal?.log(level, text) }

    /// Seconds that the local time is ahead of UTC, when that changed.
    func setOffset(_ offset: Int32) {
        lock.withLock {
            for index in frontends.indices { frontends[index].setOffset(offset) }
            for index in backends.indices { backends[index].setOffset(offset) }
        }
    }
}

extension LogLevel {
    /// The journal's `error` is the most that is used here.
    init(_ level: SyslogLevel) {
        self = LogLevel(rawValue: max(level.rawValue, LogLevel.error.rawValue)) ?? .debug
    }
}
