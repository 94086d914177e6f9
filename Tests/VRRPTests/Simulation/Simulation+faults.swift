import VRRP

/// What is done to the hosts.
extension Simulation {
    mutating func start(_ host: Int) {
        guard hosts[host].routers == nil else { return }
        let faults = hosts[host].faults
        hosts[host].routers = hosts[host].settings.map { VirtualRouter($0, faults: faults) }
        hosts[host].group = hosts[host].settings.count > 1 ? SyncGroup() : nil
        for router in hosts[host].settings.indices { handle(.startup, host: host, router: router) }
    }

    /// SIGTERM.
    mutating func stop(_ host: Int) {
        for router in hosts[host].settings.indices { handle(.shutdown, host: host, router: router) }
        hosts[host].routers = nil
    }

    /// The power goes: nothing is said, and the addresses are gone with the host.
    mutating func crash(_ host: Int) {
        hosts[host].routers = nil
        for router in hosts[host].settings.indices {
            hosts[host].timers[router] += 1
            guard hosts[host].holds[router] else { continue }
            hosts[host].holds[router] = false
            watch.change(router: router, by: -1, at: now)
        }
    }

    mutating func raise(_ fault: FaultSet, on host: Int) {
        hosts[host].faults.formUnion(fault)
        // A process is one router's own affair; the sync group tells the others.
        for router in 0..<(fault == .process ? 1 : hosts[host].settings.count) {
            handle(.faultRaised(fault), host: host, router: router)
        }
    }

    mutating func clear(_ host: Int) {
        let faults = hosts[host].faults
        hosts[host].faults = []
        guard !faults.isEmpty else { return }
        for router in hosts[host].settings.indices { handle(.faultCleared(faults), host: host, router: router) }
    }

    /// One thing that goes wrong, by chance.
    mutating func breakSomething() {
        let host = Int(random.number(0...Int64(hosts.count - 1)))
        switch random.number(0...10) {
        case 0, 1: network.partition(random.next(), count: hosts.count)
        case 2: network.disconnect(host, (host + 1) % hosts.count)
        case 3: network.loss = Int(random.number(50...700))
        case 4: network.delay = 20_000...random.number(1_000_000...longestDelay)
        case 5: network.duplication = 500
        case 6: crash(host)
        case 7: if hosts[host].routers != nil { stop(host) } else { start(host) }
        case 8: raise(.link, on: host)
        case 9: raise(.process, on: host)
        default: network.lateness = 0...random.number(1_000_000...longestDelay)
        }
    }

    /// Everything is well again, but for one host that may stay as it is.
    mutating func heal() {
        network = Network()
        let left = random.chance(300) && hosts.count > 2 ? Int(random.number(0...Int64(hosts.count - 1))) : -1
        for host in hosts.indices where host != left {
            clear(host)
            start(host)
        }
    }
}
