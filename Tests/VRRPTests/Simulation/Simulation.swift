import Addresses
import VRRP

/// Hosts, a network and time. Nothing in it is random but what its seed says.
struct Simulation {
    enum Happening {
        case delivery(to: Int, router: Int, Advertisement, source: IPAddress)
        case timer(host: Int, router: Int, number: Int)
        /// A gratuitous ARP reaches the neighbour on the side of this host.
        case announcement(neighbour: Int, from: Int)
    }

    let seed: UInt64
    /// The longest that a packet is under way, and a timer late, in the worst of times.
    let longestDelay: Int64
    var random: SeededRandom
    var hosts: [SimulatedHost]
    var network = Network()
    var watch: MasterWatch
    private(set) var now: Int64 = 0
    private(set) var handled = 0
    private var queue = EventQueue<Happening>()
    /// Where the neighbour beside each host sends what is for the address of the first virtual router.
    private(set) var neighbours: [Int?]
    /// What should never happen, with its time.
    private(set) var complaints: [String] = []

    init(seed: UInt64, hosts: [SimulatedHost]) {
        self.seed = seed
        longestDelay = hosts[0].settings[0].interval.duration.nanoseconds / 2
        random = SeededRandom(seed: seed)
        self.hosts = hosts
        neighbours = Array(repeating: nil, count: hosts.count)
        watch = MasterWatch(routers: hosts[0].settings.count)
    }

    var masters: [Int] { hosts.indices.filter { hosts[$0].holds[0] } }

    mutating func run(until end: Int64) {
        while let next = queue.nextTime, next <= end {
            now = next
            handled += 1
            happen(queue.removeFirst())
        }
        now = end
        watch.advance(to: end)
    }

    private mutating func happen(_ happening: Happening) {
        switch happening {
        case .delivery(let to, let router, let advertisement, let source):
            // What a host with a fault hears depends on the fault; with its link down, nothing.
            guard !hosts[to].faults.contains(.link) else { return }
            handle(.advertisement(advertisement, source: source), host: to, router: router)
        case .timer(let host, let router, let number):
            guard hosts[host].timers[router] == number else { return }
            handle(.timerExpired, host: host, router: router)
        case .announcement(let neighbour, let from):
            neighbours[neighbour] = from
        }
    }

    /// Hands an event to a router and does what it says; then what its sync group says.
    mutating func handle(_ event: Event, host: Int, router: Int) {
        step(event, host: host, router: router)
        while let order = groupOrder(host) {
            for member in hosts[host].settings.indices { step(order, host: host, router: member) }
        }
    }

    private mutating func groupOrder(_ host: Int) -> Event? {
        guard let group = hosts[host].group, let routers = hosts[host].routers else { return nil }
        let standings = routers.map(\.standing)
        let order = group.follow(standings.span)
        if order == nil { _ = hosts[host].group?.settle(standings.span) }
        return order
    }

    private mutating func step(_ event: Event, host: Int, router: Int) {
        let local = hosts[host].local(now)
        guard let actions = hosts[host].routers?[router].handle(event, now: local) else { return }
        for index in 0..<actions.count { perform(actions[index], host: host, router: router) }
    }

    private mutating func perform(_ action: Action, host: Int, router: Int) {
        switch action {
        case .sendAdvertisement(let priority):
            let settings = hosts[host].settings[router]
            send(
                settings.advertisement(priority: priority), from: host, router: router,
                source: settings.primaryAddress)
        case .armTimer(let instant):
            hosts[host].timers[router] += 1
            let time = max(now, hosts[host].real(instant)) + random.number(network.lateness)
            queue.insert(.timer(host: host, router: router, number: hosts[host].timers[router]), at: time)
        case .disarmTimer:
            hosts[host].timers[router] += 1
        case .addAddresses, .removeAddresses:
            hold(action == .addAddresses, host: host, router: router)
        case .announce:
            announce(host: host, router: router)
        case .replaceAddresses, .notify, .note:
            break
        }
    }

    private mutating func hold(_ isHeld: Bool, host: Int, router: Int) {
        if hosts[host].holds[router] == isHeld { complain("host \(host) holds what it held: \(isHeld)") }
        hosts[host].holds[router] = isHeld
        watch.change(router: router, by: isHeld ? 1 : -1, at: now)
    }

    private mutating func send(_ advertisement: Advertisement, from: Int, router: Int, source: IPAddress) {
        guard !hosts[from].faults.contains(.link) else { return }
        for to in hosts.indices where to != from && network.reaches(from, to) {
            if network.loss > 0, random.chance(network.loss) { continue }
            let copies = network.duplication > 0 && random.chance(network.duplication) ? 2 : 1
            for _ in 0..<copies {
                queue.insert(
                    .delivery(to: to, router: router, advertisement, source: source),
                    at: now + random.number(network.delay))
            }
        }
    }

    private mutating func announce(host: Int, router: Int) {
        if !hosts[host].holds[router] { complain("host \(host) announces what it does not hold") }
        guard router == 0, !hosts[host].faults.contains(.link) else { return }
        for neighbour in hosts.indices where neighbour == host || network.reaches(host, neighbour) {
            queue.insert(.announcement(neighbour: neighbour, from: host), at: now + random.number(network.delay))
        }
    }

    mutating func complain(_ words: String) {
        complaints.append("seed \(seed), \(Double(now) / 1e9) s: \(words)")
    }
}
