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
    init(
        _ configuration: HAProxyConfiguration, hostname: String, sockets: LogSockets,
        journal: consuming JournalLog? = JournalLog(hasPrefix: !StandardError.isTerminal)
    ) {
        self.journal = journal
        let program = configuration.global.logTag ?? LogSender.programTag
        let sender = { (logging: Logging) in
            LogSender(
                logging.targets, tag: logging.tag ?? program, hostname: hostname, sockets: sockets)
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
}

extension LogLevel {
    /// The journal's `error` is the most that is used here.
    init(_ level: SyslogLevel) {
        self = LogLevel(rawValue: max(level.rawValue, LogLevel.error.rawValue)) ?? .debug
    }
}
