import Addresses
import CLinux
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
    /// Keeps a second daemon out of this network namespace.
    private let sole: SoleName
    var server: StatusServer
    var interfaces = InterfaceTable()
    /// When to list the interfaces again, as the last attempt failed.
    var relistsAt: Instant?
    var configuration: KeepalivedConfiguration
    var routers: [RunningRouter] = []
    var groups: [RunningGroup] = []
    var sockets: [AdvertisementSocket] = []
    var pacers: [PacerKey: GratuitousPacer] = [:]
    /// When the first of them has something to send: what is looked at each time.
    var announcementIsDue: Instant?
    var scripts: [String: ScriptCheck] = [:]
    var processes: [String: ProcessCheck] = [:]
    var followed: ProcessFollower
    var children = Children()
    /// Notify scripts that are still to be started.
    var notices: [PendingNotice] = []
    /// What the service manager was told last is no longer true.
    var hasNewSummary = false
    var guardian: Guardian?
    /// When to start another guardian, as there is none.
    var guardianIsDue: Instant?
    var accounts = ScriptAccounts()
    /// Interfaces that we made for virtual routers (`use_vmac`), by name.
    var virtualLinks: [String: Int32] = [:]
    /// Settings of interfaces below them, and what those were before.
    var baseSettings: [(Sysctl, String)] = []
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
            sole = try Self.takeName()
            // Before anything can run: a signal that comes early waits in the queue.
            signals = try SignalSource([SIGTERM, SIGINT, SIGHUP, SIGUSR1])
            linux_ignore_signal(SIGPIPE)
            // keepalived writes statistics then; whoever sends it out of habit must not end us.
            linux_ignore_signal(SIGUSR2)
            // A parent that ignores it, which is inherited, would have the kernel reap our scripts before we do.
            linux_default_signal(SIGCHLD)
            // Each script that runs has two descriptors, and 255 virtual routers may change at once.
            linux_raise_descriptor_limit(4096)
            Scheduling.leaveRestartableSequences()
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
            let names = missing.map { $0.description }.joined(separator: " and ")
            throw LinuxError(
                call: "capget", code: EPERM, context: "speak VRRP",
                detail: "it needs \(names): run as root, or give AmbientCapabilities= in its unit")
        }
    }

    /// A second daemon would take the first one's addresses for leftovers.
    private static func takeName() throws(LinuxError) -> SoleName {
        do throws(LinuxError) {
            return try SoleName("clusterd-vrrp")
        } catch  where error.code == EADDRINUSE {
            throw LinuxError(
                call: "bind", code: EADDRINUSE, context: "start",
                detail: "another clusterd vrrp runs on this host; one reads all instances")
        }
    }

    /// Runs until SIGTERM or SIGINT.
    package func run() throws(DaemonError) {
        do throws(LinuxError) {
            try watch()
            try start()
            tellManager { () throws(LinuxError) in try manager.ready() }
            nextKeepAlive = manager.watchdogNanoseconds == nil ? nil : .now
            while !isStopping {
                let (count, now) = try wait()
                for index in 0..<count { try handle(poller[index], now) }
                tick(now)
            }
            tellManager { () throws(LinuxError) in try manager.stopping() }
            stop()
        } catch {
            // Whatever failed, the addresses must not stay behind.
            stop()
            throw .system(error)
        }
    }

    /// One who cannot be told is no reason not to serve.
    private func tellManager(_ tell: () throws(LinuxError) -> Void) {
        do throws(LinuxError) { try tell() } catch { log.log(.warning, "\(error)") }
    }

    private func watch() throws(LinuxError) {
        try poller.add(signals.descriptor, .reading, token: Token(.signals).value)
        try poller.add(kernelEvents.descriptor, .reading, token: Token(.kernel).value)
        try server.watch(&poller)
    }

    private func handle(_ ready: Poller.Ready, _ now: Instant) throws(LinuxError) {
        let token = Token(value: ready.token)
        switch token.kind {
        case .signals: try takeSignals()
        case .kernel: try takeKernelEvents()
        case .advertisements: receive(on: Int(token.number), now)
        case .processes: takeProcessEvents()
        case .process: processEnded(Int32(bitPattern: token.number))
        case .child: childEnded(token.number)
        case .listener: server.accept(&poller)
        case .client: answer(token.number)
        case .guardian: guardianEnded(token.number)
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
        if !scripts.isEmpty { tickScripts(now) }
        if !processes.isEmpty { tickProcesses(now) }
        if let due = relistsAt, due <= now { relist(now) }
        if let due = guardianIsDue, due <= now { renewGuardian() }
        tellOfTransitions(most: 2)
        if let due = nextKeepAlive, due <= now, let interval = manager.watchdogNanoseconds {
            try? manager.keepAlive()
            nextKeepAlive = now + .nanoseconds(interval / 2)
        }
    }

    /// - Returns: how many descriptors are ready, and what time it is: asked once for all that is done then. A turn that
    ///   takes long only makes what became due meanwhile the next one's.
    private func wait() throws(LinuxError) -> (count: Int, now: Instant) {
        let isBusy = !notices.isEmpty || followed.pass != nil
        let moment = isBusy ? .min : nextDeadline?.nanoseconds ?? .max
        let (count, now) = try poller.wait(until: moment)
        return (count, Instant(nanoseconds: now))
    }

    /// The earliest moment that anything waits for.
    private var nextDeadline: Instant? {
        var earliest = nextKeepAlive
        for router in routers { earliest.keepEarlier(router.deadline) }
        earliest.keepEarlier(announcementIsDue)
        // With nothing in them they would still cost more than all the rest here.
        if !scripts.isEmpty { for check in scripts.values { earliest.keepEarlier(check.deadline) } }
        if !processes.isEmpty { for check in processes.values { earliest.keepEarlier(check.deadline) } }
        earliest.keepEarlier(followed.nextScan)
        earliest.keepEarlier(relistsAt)
        earliest.keepEarlier(guardianIsDue)
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
