import Addresses
import Glibc
import KeepalivedConf
import Linux
import VRRP

/// `clusterd vrrp`: the virtual routers of one keepalived.conf, at work.
///
/// One thread and one loop: it waits for packets, timers, changes of interfaces, processes, signals and questions, gives
/// each to the state machines, and does what they answer. What happens when is decided in `VRRP`; here it is done.
package final class Daemon {
    package struct Options: Sendable {
        /// keepalived.conf.
        package var file: String
        /// Where `--status` and `--reload` ask; nil for nowhere.
        package var socket: String?
        /// What SIGUSR1 writes.
        package var dataFile = "/tmp/keepalived.data"
        package var logsDebug = false

        package init(file: String) {
            self.file = file
        }
    }

    let options: Options
    let log: JournalLog
    var poller: Poller
    let signals: SignalSource
    var kernel: RouteSocket
    var kernelEvents: RouteEvents
    let frames: PacketSocket
    let manager: ServiceManager
    var server: StatusServer
    var interfaces = InterfaceTable()
    var configuration: KeepalivedConfiguration
    var routers: [RunningRouter] = []
    var groups: [RunningGroup] = []
    var sockets: [AdvertisementSocket] = []
    var pacers: [PacerKey: GratuitousPacer] = [:]
    var scripts: [String: ScriptCheck] = [:]
    var processes: [String: ProcessCheck] = [:]
    var followed: ProcessFollower
    var children = Children()
    var guardian: Guardian?
    var accounts = ScriptAccounts()
    let started = Instant.now
    let startedWall = WallClock.now
    private var nextKeepAlive: Instant?
    private(set) var isStopping = false
    /// One packet, in or out; also one Ethernet frame.
    var packet = [UInt8](repeating: 0, count: 4096)

    /// Reads the configuration and opens what it needs. Nothing on the host is changed yet.
    package init(_ options: Options) throws(DaemonError) {
        self.options = options
        log = JournalLog(
            leastLevel: options.logsDebug ? .debug : .information, hasPrefix: isatty(STDERR_FILENO) != 1)
        do throws(ConfigurationFailure) {
            configuration = try KeepalivedConfiguration.load(options.file)
        } catch {
            throw .configuration(error)
        }
        do throws(LinuxError) {
            try Self.requireCapabilities()
            // Before anything can run: a signal that comes early waits in the queue.
            signals = try SignalSource([SIGTERM, SIGINT, SIGHUP, SIGUSR1])
            Glibc.signal(SIGPIPE, SIG_IGN)
            poller = try Poller()
            kernel = try RouteSocket()
            kernelEvents = try RouteEvents()
            frames = try PacketSocket()
            manager = try ServiceManager()
            server = try StatusServer(at: options.socket)
            followed = ProcessFollower()
        } catch {
            throw .system(error)
        }
    }

    private static func requireCapabilities() throws(LinuxError) {
        let missing = try Capabilities.effective().missing(of: [.netAdmin, .netRaw])
        guard missing.isEmpty else {
            let names = missing.map(\.description).joined(separator: " and ")
            throw LinuxError(
                call: "capget", code: EPERM, context: "speak VRRP",
                detail: "it needs \(names): run as root, or give AmbientCapabilities= in its unit")
        }
    }

    /// Runs until SIGTERM or SIGINT.
    package func run() throws(DaemonError) {
        do throws(LinuxError) {
            try watch()
            try start()
            try manager.ready()
            nextKeepAlive = manager.watchdogNanoseconds == nil ? nil : .now
            while !isStopping {
                let count = if let next = nextDeadline { try poller.wait(until: next.nanoseconds) } else { try poller.wait() }
                for index in 0..<count { try handle(poller[index]) }
                tick(.now)
            }
            try manager.stopping()
            stop()
        } catch {
            // Whatever failed, the addresses must not stay behind.
            stop()
            throw .system(error)
        }
    }

    private func watch() throws(LinuxError) {
        try poller.add(signals.descriptor, .reading, token: Token(.signals).value)
        try poller.add(kernelEvents.descriptor, .reading, token: Token(.kernel).value)
        try server.watch(&poller)
    }

    private func handle(_ ready: Poller.Ready) throws(LinuxError) {
        let token = Token(value: ready.token)
        switch token.kind {
        case .signals: try takeSignals()
        case .kernel: try takeKernelEvents()
        case .advertisements: receive(on: Int(token.number))
        case .processes: takeProcessEvents()
        case .process: processEnded(Int32(bitPattern: token.number))
        case .child: childEnded(token.number)
        case .listener: server.accept(&poller)
        case .client: answer(token.number)
        case .guardian: guardianEnded()
        case nil: break
        }
    }

    private func takeSignals() throws(LinuxError) {
        while let signal = try signals.next() {
            switch signal.number {
            case SIGHUP: _ = reload()
            case SIGUSR1: writeData()
            default:
                log.log(.notice, "stopping (signal \(signal.number) from process \(signal.process))")
                isStopping = true
            }
        }
    }

    /// Everything whose time has come.
    private func tick(_ now: Instant) {
        for index in routers.indices {
            if let deadline = routers[index].deadline, deadline <= now {
                routers[index].deadline = nil
                handle(.timerExpired, index, now)
            }
        }
        announce(now)
        tickScripts(now)
        tickProcesses(now)
        if let due = nextKeepAlive, due <= now, let interval = manager.watchdogNanoseconds {
            try? manager.keepAlive()
            nextKeepAlive = now + .nanoseconds(interval / 2)
        }
    }

    /// The earliest moment that anything waits for.
    private var nextDeadline: Instant? {
        var earliest = nextKeepAlive
        func consider(_ moment: Instant?) {
            guard let moment else { return }
            earliest = earliest.map { min($0, moment) } ?? moment
        }
        for index in routers.indices { consider(routers[index].deadline) }
        for pacer in pacers.values { consider(pacer.deadline) }
        for check in scripts.values { consider(check.deadline) }
        for check in processes.values { consider(check.deadline) }
        consider(followed.nextScan)
        return earliest
    }
}

/// What an event of the poller is about.
struct Token {
    enum Kind: UInt32 {
        case signals = 1
        case kernel, advertisements, processes, process, child, listener, client, guardian
    }

    let value: UInt64

    init(value: UInt64) { self.value = value }
    init(_ kind: Kind, _ number: UInt32 = 0) { value = UInt64(kind.rawValue) << 32 | UInt64(number) }

    var kind: Kind? { Kind(rawValue: UInt32(truncatingIfNeeded: value >> 32)) }
    var number: UInt32 { UInt32(truncatingIfNeeded: value) }
}
