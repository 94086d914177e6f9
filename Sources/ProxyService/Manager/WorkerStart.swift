import Addresses
import Balancing
internal import CLinux
import DataPlane
import HAProxyConf
import Linux
import ProxyReport

/// What a new worker is given by the supervisor, of which it is a copy.
struct WorkerStart {
    let configuration: HAProxyConfiguration
    let sockets: SocketTable
    let threads: Int
    let channel: Channel
    /// How an earlier worker left its servers.
    let state: [UInt8]
    let version: String

    /// Is the worker, from its first step to its end.
    func run() -> Never {
        closeWhatIsTheSupervisors()
        do throws(ProxyError) {
            try serve()
            // Nothing of the supervisor's is to be cleaned up by a copy of it.
            _exit(0)
        } catch {
            channel.send(.failed("\(error)"))
            _exit(1)
        }
    }

    private func closeWhatIsTheSupervisors() {
        let mine = (sockets.descriptors + [channel.descriptor.number]).sorted()
        var first: UInt32 = 3
        for number in mine {
            let number = UInt32(number)
            if number > first { linux_close_range(first, number - 1) }
            first = number + 1
        }
        linux_close_range(first, .max)
    }

    private func serve() throws(ProxyError) {
        let identity = try Identity(configuration.global)
        do throws(LinuxError) {
            let world = try WorkerWorld(self)
            try identity.assume()
            // An earlier worker may have paused a frontend.
            sockets.listenAgain(configuration)
            let manager = try Manager(world, self)
            for index in 0..<threads {
                manager.threads.append(
                    try TrafficThread(
                        world.plane, index: index,
                        listeners: sockets.listeners(of: index, among: threads, configuration),
                        hooks: world.hooks, logging: world.logging))
            }
            world.begin(manager.threads.map { $0.inbox })
            try manager.run()
        } catch {
            throw .system(error)
        }
    }
}

/// What a worker opens while it still has the supervisor's rights, and what its threads share.
struct WorkerWorld {
    let plane: Plane
    let roster: Roster
    let voice: Voice
    let reporter: Reporter
    let hooks: Hooks
    let logging: AccessLogging
    let signals: OneSignalSource

    /// A box, because closures and other values cannot hold what cannot be copied.
    final class OneSignalSource {
        private var source: SignalSource?

        init(_ source: consuming SignalSource) { self.source = consume source }

        func take() -> SignalSource? { source.take() }
    }

    init(_ start: WorkerStart) throws(LinuxError) {
        let configuration = start.configuration
        // Before any thread: they inherit what is blocked.
        signals = OneSignalSource(try SignalSource([SIGTERM, SIGINT, SIGUSR1]))
        for number in [SIGHUP, SIGUSR2] { linux_ignore_signal(number) }
        let granted = DescriptorBudget(configuration, threads: start.threads).raise()
        linux_read_time_zone()
        let names = try Names.resolve(configuration)
        let sockets = try LogSockets(names: names, offset: LocalTime.offset)
        let hostname = (try? Sysctl("kernel/hostname").value()) ?? ""
        voice = Voice(configuration, hostname: hostname, sockets: sockets)
        logging = AccessLogging(sockets: sockets, tag: LogSender.programTag, hostname: hostname)
        plane = Plane(configuration, threads: start.threads, connectionLimit: granted.connections, hostName: hostname)
        roster = try Roster(plane, voice: voice, addresses: names, saved: SavedState(start.state))
        let process = ProcessFacts(
            version: start.version, hostname: hostname, granted: granted, threads: start.threads)
        reporter = Reporter(roster, process, sockets)
        hooks = Self.hooks(roster, reporter, voice)
    }

    private static func hooks(_ roster: Roster, _ reporter: Reporter, _ voice: Voice) -> Hooks {
        Hooks(
            statistics: { request in reporter.answer(request) },
            prometheus: { target in reporter.prometheus(target) },
            observed: { backend, server, observation in roster.observe(backend, server, observation, at: .now) },
            malformed: { message in reporter.keep(message) },
            warned: { text in voice.say(.warning, text) })
    }

    /// The threads run.
    func begin(_ inboxes: [Inbox]) {
        roster.lock.withLock { roster.inboxes = inboxes }
    }
}
