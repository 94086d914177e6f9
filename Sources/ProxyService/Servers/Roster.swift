import Addresses
import Balancing
internal import CLinux
import DataPlane
import HAProxyConf
import Linux
import ProxyReport

/// The states of all servers: what checks, operators and live traffic make of them, told to the threads that carry
/// traffic by numbers of the plane. Any thread may call it; nothing in it waits but for its lock.
final class Roster: @unchecked Sendable {
    // Unchecked: everything that changes is read and written with the lock held.
    let lock = Lock()
    let plane: Plane
    let configuration: HAProxyConfiguration
    let voice: Voice
    var entries: [ServerEntry] = []
    var books: [BackendBook] = []
    /// Servers, by their place in `entries`, that have something to do.
    var deadlines = Deadlines<Int>()
    /// Has the threads look at what changed; set once they run.
    var inboxes: [Inbox] = []
    /// Has the manager look at `deadlines` again, and at `hasNews`.
    let wakeup: Descriptor
    var random = RandomSource(seed: UInt64(bitPattern: MonotonicClock.now))
    /// An operator changed something that is to survive this process.
    var hasNews = false

    /// - Parameters:
    ///   - addresses: what the names of servers were resolved to.
    ///   - saved: how an earlier worker left its servers.
    init(
        _ plane: Plane, voice: Voice, addresses: [String: IPAddress], saved: SavedState
    ) throws(LinuxError) {
        self.plane = plane
        configuration = plane.configuration
        self.voice = voice
        let number = linux_event()
        guard number >= 0 else {
            throw LinuxError(call: "eventfd", code: Int32(-number), context: "wake the manager")
        }
        wakeup = Descriptor(owning: Int32(number))
        let now = Instant.now
        makeEntries(addresses, now)
        restore(saved, now)
        makeBooks(now)
        for index in entries.indices {
            publish(index, now)
            schedule(index)
        }
        plane.publish()
    }

    private func makeEntries(_ addresses: [String: IPAddress], _ now: Instant) {
        let all = configuration.backends.flatMap { backend in backend.servers.map { ServerSettings($0, of: backend) } }
        let checked = all.reduce(0) { $0 + ($1.check == nil ? 0 : 1) }
        let smallest = CheckSchedule.smallestInterval(of: all)
        var position = 0
        for (backendIndex, backend) in configuration.backends.enumerated() {
            for (index, server) in backend.servers.enumerated() {
                let settings = all[entries.count]
                var schedule: CheckSchedule?
                if settings.check != nil {
                    schedule = CheckSchedule(
                        start: now, settings, position: position, count: checked, smallest: smallest)
                    position += 1
                }
                let address = Self.address(server.address, addresses)
                var entry = ServerEntry(
                    backend: backendIndex, index: index, number: plane.server(backendIndex, index),
                    server: Balancing.Server(settings, start: now, schedule: schedule),
                    endpoint: EndpointAddress(address, port: Self.port(server.port)))
                entry.checkAddress = server.check.address.map { Self.address($0, addresses) }
                entry.checkPort = server.check.port
                entries.append(entry)
            }
        }
    }

    private static func address(_ host: HostAddress, _ addresses: [String: IPAddress]) -> IPAddress {
        switch host {
        case .ip(let address): address
        // The start fails before, if a name is not known.
        case .name(let name): addresses[name] ?? IPAddress(v4: 0)
        }
    }

    /// 0 for the port that the client came to: the threads add the offset.
    private static func port(_ port: ServerDefinition.Port) -> UInt16 {
        switch port {
        case .fixed(let number): number
        case .client: 0
        }
    }

    private func makeBooks(_ now: Instant) {
        books = configuration.backends.map { _ in BackendBook(lastChange: now) }
        for index in books.indices { count(index, now) }
        // It is no news that a backend begins without a usable server.
        for index in books.indices { books[index].downTransitions = 0 }
    }

    /// Counts a backend's usable servers anew: whether it lost its last one by that.
    @discardableResult
    func count(_ backend: Int, _ now: Instant) -> Bool {
        let servers = configuration.backends[backend].servers
        let before = books[backend].usable
        var (active, backup) = (0, 0)
        for index in servers.indices where entries[plane.server(backend, index)].server.isUsable {
            if servers[index].isBackup { backup += 1 } else { active += 1 }
        }
        books[backend].active = active
        books[backend].backup = backup
        // HAProxy takes a backend without servers for one that is up.
        books[backend].becomes(up: servers.isEmpty || active + backup > 0, at: now)
        return before > 0 && active + backup == 0
    }

    /// Tells the threads how a server is now. Call `announce` after the last one.
    func publish(_ index: Int, _ now: Instant) {
        let entry = entries[index]
        let backend = configuration.backends[entry.backend]
        let weight = entry.server.effectiveWeight(isDynamic: backend.balance.isDynamic, at: now)
        let accepts = entry.server.acceptsNewRequests
        let limit = entry.server.connectionLimit(backend.servers[entry.index].maxConnections, at: now)
        let address = entry.endpoint.address
        let numbers: [(ServerSetting, Int64)] = [
            (.weight, accepts ? Int64(weight) : 0),
            (.acceptsPersistent, entry.server.acceptsPersistentRequests ? 1 : 0),
            (.connectionLimit, Int64(limit)), (.isUsable, entry.server.isUsable ? 1 : 0),
            (.addressHigh, address.number(0..<max(0, address.family.byteCount - 8))),
            (.addressLow, address.number(max(0, address.family.byteCount - 8)..<address.family.byteCount)),
            (.isIPv6, address.family == .ipv6 ? 1 : 0), (.port, Int64(entry.endpoint.port)),
        ]
        for (setting, value) in numbers { plane.set(setting, of: entry.number, to: value) }
    }

    /// Makes what was published known, and has every thread look.
    func announce() {
        plane.publish()
        for inbox in inboxes { inbox.wake() }
    }

    /// Has the manager come back to a server when there is something to do for it.
    func schedule(_ index: Int) {
        guard let next = entries[index].nextEvent else { return }
        if let alarm = entries[index].alarm, alarm <= next { return }
        entries[index].alarm = next
        deadlines.add(index, at: next)
    }

    func wakeManager() {
        var one: UInt64 = 1
        // A full counter wakes just as well.
        _ = unsafe linux_write(wakeup.number, &one, 8)
    }
}

extension Balancing.Server {
    /// Whether balancing may choose it.
    var isUsable: Bool { acceptsNewRequests && weight > 0 }
}

extension IPAddress {
    /// Some of its bytes as a number, as the plane has it; none for an empty range.
    fileprivate func number(_ range: Range<Int>) -> Int64 {
        var number: UInt64 = 0
        for index in range { number = number << 8 | UInt64(self[index]) }
        return Int64(bitPattern: number)
    }
}
