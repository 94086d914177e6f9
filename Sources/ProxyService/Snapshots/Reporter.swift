import Balancing
internal import CLinux
import DataPlane
import HAProxyConf
import Linux
import ProxyReport

/// What is told of the proxy at one moment, put together of the plane's counters and the roster's servers. Any thread
/// may ask.
final class Reporter: @unchecked Sendable {
    // Unchecked: the meters are read and written with the lock held; everything else does not change.
    private let lock = Lock()
    let roster: Roster
    let plane: Plane
    let configuration: HAProxyConfiguration
    let facts: ProcessFacts
    private let logs: LogSockets
    private var frontends: [Meter]
    private var backends: [Meter]
    private var servers: [Meter]
    private var whole = WholeMeter()
    private var malformed = MalformedMessages()
    /// What servers and backends had counted of their health when the counters were cleared.
    private var clearedServers: [ServerCounters]
    private var clearedBackends: [Int]
    /// Frontends that an operator paused.
    private var paused: Set<Int> = []

    /// Of the process.
    private struct WholeMeter {
        var connections: Int64 = 0
        var rate: Int64 = 0
        var peak: Int64 = 0
        var bytesOut: Int64 = 0
        var bytesOutRate: Int64 = 0
        /// Connections and requests when the counters were cleared.
        var cleared: (connections: Int64, requests: Int64) = (0, 0)
    }

    init(_ roster: Roster, _ facts: ProcessFacts, _ logs: LogSockets) {
        self.roster = roster
        self.facts = facts
        self.logs = logs
        plane = roster.plane
        configuration = roster.configuration
        frontends = configuration.frontends.map { _ in Meter() }
        backends = configuration.backends.map { _ in Meter() }
        servers = roster.entries.map { _ in Meter() }
        clearedServers = roster.entries.map { _ in ServerCounters() }
        clearedBackends = roster.books.map { _ in 0 }
    }

    /// Once a second.
    func sample(_ now: Instant) {
        // Summer time begins and ends while we run.
        logs.offset = LocalTime.offset
        lock.withLock {
            for index in frontends.indices { frontends[index].sample(.frontend(index), in: plane) }
            for index in backends.indices { backends[index].sample(.backend(index), in: plane) }
            for index in servers.indices { servers[index].sample(.server(index), in: plane) }
            let connections = plane[.totalConnections]
            whole.rate = connections - whole.connections
            whole.peak = max(whole.peak, whole.rate)
            whole.connections = connections
            let bytes = frontends.indices.reduce(Int64(0)) { $0 &+ plane.total(.bytesOut, of: .frontend($1)) }
            whole.bytesOutRate = bytes &- whole.bytesOut
            whole.bytesOut = bytes
        }
    }

    /// `clear counters`
    func clear(all: Bool) {
        let (entries, books) = roster.lock.withLock { (roster.entries, roster.books) }
        lock.withLock {
            if all {
                clearedServers = entries.map { $0.server.counters }
                clearedBackends = books.map { $0.downTransitions }
            }
            for index in frontends.indices { clear(&frontends[index], .frontend(index), all) }
            for index in backends.indices { clear(&backends[index], .backend(index), all) }
            for index in servers.indices { clear(&servers[index], .server(index), all) }
            whole.peak = 0
            if all { whole.cleared = (plane[.totalConnections], plane[.totalRequests]) }
        }
    }

    private func clear(_ meter: inout Meter, _ owner: Plane.Owner, _ all: Bool) {
        meter.clear(owner, in: plane, all: all)
        plane.resetPeaks(of: owner)
    }

    /// Notes that a frontend is paused, or no longer.
    ///
    /// - Returns: whether that is a change.
    func pause(_ frontend: Int, _ isPaused: Bool) -> Bool {
        lock.withLock { isPaused ? paused.insert(frontend).inserted : paused.remove(frontend) != nil }
    }

    /// Keeps a message that is no HTTP.
    func keep(_ message: Hooks.Malformed) {
        lock.withLock { malformed.keep(message, configuration, at: WallClock.now / 1_000_000) }
    }

    /// Of each proxy the last malformed request and response, and how many there ever were.
    var errors: ([ErrorSnapshot], UInt32) { lock.withLock { (malformed.all, malformed.count) } }

    // MARK: Snapshots

    /// The proxies in the order of their numbers; both sides of a `listen` are one.
    func proxies() -> [ProxySnapshot] {
        let now = Instant.now
        let (entries, books) = roster.lock.withLock { (roster.entries, roster.books) }
        return lock.withLock {
            var proxies: [ProxySnapshot] = []
            for (index, frontend) in configuration.frontends.enumerated() {
                var proxy = ProxySnapshot(frontend.name, frontend.id, frontend.mode, frontend.description)
                proxy.frontend = snapshot(ofFrontend: index)
                if let own = frontend.ownBackend { addBackend(own, to: &proxy, entries, books, now) }
                proxies.append(proxy)
            }
            for (index, backend) in configuration.backends.enumerated() where backend.ownFrontend == nil {
                var proxy = ProxySnapshot(backend.name, backend.id, backend.mode, backend.description)
                addBackend(index, to: &proxy, entries, books, now)
                proxies.append(proxy)
            }
            return proxies.sorted { $0.identifier < $1.identifier }
        }
    }

    /// Those that are not `disabled`: the others are not among the statistics (HAProxy 2.6, stats_dump_proxies).
    func enabledProxies() -> [ProxySnapshot] {
        let disabled = Set(
            configuration.frontends.filter { $0.isDisabled }.map { UInt32(clamping: $0.id) }
                + configuration.backends.filter { $0.isDisabled }.map { UInt32(clamping: $0.id) })
        return proxies().filter { !disabled.contains($0.identifier) }
    }

    private func snapshot(ofFrontend index: Int) -> FrontendSnapshot {
        let frontend = configuration.frontends[index]
        var limit = frontend.maxConnections ?? facts.granted.connections
        if frontend.isDisabled { limit = 0 }
        return FrontendSnapshot(
            frontend, Reading(plane, .frontend(index), frontends[index]), limit: limit,
            isStopping: plane[.isStopping] != 0, isPaused: paused.contains(index))
    }

    private func addBackend(
        _ index: Int, to proxy: inout ProxySnapshot, _ entries: [ServerEntry], _ books: [BackendBook], _ now: Instant
    ) {
        let backend = configuration.backends[index]
        let isDynamic = backend.balance.isDynamic
        for server in backend.servers.indices {
            let number = plane.server(index, server)
            var snapshot = ServerSnapshot(
                entries[number], backend.servers[server], Reading(plane, .server(number), servers[number]), isDynamic,
                now)
            snapshot.subtract(clearedServers[number])
            snapshot.averageTimes = StageTimes(servers[number].averages(.server(number), in: plane))
            proxy.servers.append(snapshot)
        }
        var snapshot = BackendSnapshot(
            backend, books[index], Reading(plane, .backend(index), backends[index]), limit: fullConnections(index), now)
        snapshot.downTransitions -= UInt64(clamping: min(clearedBackends[index], books[index].downTransitions))
        snapshot.weight = backend.weight(
            of: entries[plane.server(index, 0)..<plane.server(index, backend.servers.count)], books[index], now)
        snapshot.averageTimes = StageTimes(backends[index].averages(.backend(index), in: plane))
        snapshot.secondsSinceSession = proxy.servers.compactMap { $0.secondsSinceSession }.min()
        proxy.backend = snapshot
    }

    /// `fullconn`, which is a tenth of what all frontends may send to the backend (configuration.txt §4.2).
    private func fullConnections(_ backend: Int) -> Int {
        var sum = 0
        for frontend in configuration.frontends {
            let reaches =
                frontend.defaultBackend == backend || frontend.ownBackend == backend
                || frontend.backendRules.contains { $0.backend == backend }
            if reaches { sum += frontend.maxConnections ?? facts.granted.connections }
        }
        return max(1, (sum + 9) / 10)
    }

    func process() -> ProcessSnapshot {
        let whole = lock.withLock { self.whole }
        var process = ProcessSnapshot(facts, configuration)
        process.currentConnections = UInt32(clamping: plane[.currentConnections])
        process.totalConnections = UInt32(clamping: plane[.totalConnections] &- whole.cleared.connections)
        process.totalRequests = UInt32(clamping: plane[.totalRequests] &- whole.cleared.requests)
        process.connectionRate = UInt32(clamping: whole.rate)
        process.maximumConnectionRate = UInt32(clamping: whole.peak)
        process.sessionRate = process.connectionRate
        process.maximumSessionRate = process.maximumConnectionRate
        process.bytesOutRate = UInt64(clamping: whole.bytesOutRate)
        let bytes = frontends.indices.reduce(Int64(0)) { $0 &+ plane.total(.bytesOut, of: .frontend($1)) }
        process.totalBytesOut = UInt64(clamping: bytes)
        process.jobs = process.listeners &+ process.currentConnections
        process.isStopping = plane[.isStopping] != 0
        process.droppedLogs = UInt32(clamping: logs.droppedLines)
        return process
    }
}

/// The numbers of one owner.
struct Reading {
    private let plane: Plane
    private let owner: Plane.Owner
    let meter: Meter

    init(_ plane: Plane, _ owner: Plane.Owner, _ meter: Meter) {
        self.plane = plane
        self.owner = owner
        self.meter = meter
    }

    subscript(counter: Counter) -> UInt64 { meter.count(counter, of: owner, in: plane) }
    subscript(gauge: Gauge) -> UInt32 { UInt32(clamping: plane.gauge(gauge, of: owner)) }

    /// A number of all threads as if the first had all of it: which thread has what is not known here.
    func spread(_ number: UInt32) -> [UInt32] { [number] + [UInt32](repeating: 0, count: plane.threads - 1) }

    var responses: ResponseCounts {
        ResponseCounts(
            [
                self[.responses1xx], self[.responses2xx], self[.responses3xx], self[.responses4xx],
                self[.responses5xx],
            ], other: self[.responsesOther])
    }

    /// Seconds since the last session, nil before the first.
    func secondsSinceSession(_ now: Instant) -> UInt32? {
        let last = plane.total(.lastSession, of: owner)
        guard last > 0 else { return nil }
        return UInt32(clamping: (now - Instant(nanoseconds: last)).wholeSeconds)
    }
}
