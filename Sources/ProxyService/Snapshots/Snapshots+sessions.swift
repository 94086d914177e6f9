import Balancing
import DataPlane
import HAProxyConf
import Linux
import ProxyReport

extension SessionSnapshot {
    init(_ entry: SessionBox.Entry, _ configuration: HAProxyConfiguration, _ now: Instant) {
        self.init()
        identifier = entry.id
        number = UInt32(truncatingIfNeeded: entry.id)
        let age = now - Instant(nanoseconds: entry.start)
        ageSeconds = UInt32(clamping: max(0, age.wholeSeconds))
        acceptMilliseconds = (WallClock.now - age.nanoseconds) / 1_000_000
        let owner = configuration.frontends[entry.frontend]
        frontend = owner.name
        frontendIdentifier = UInt32(clamping: owner.id)
        frontendMode = owner.mode == .http ? .http : .tcp
        calls = UInt32(clamping: entry.requests)
        client.state = .established
        client.remote = EndpointAddress(entry.client.address, port: entry.client.port)
        guard let chosen = entry.backend else { return }
        let pool = configuration.backends[chosen]
        backend = pool.name
        backendIdentifier = UInt32(clamping: pool.id)
        backendMode = pool.mode == .http ? .http : .tcp
        guard let index = entry.server else { return }
        server = pool.servers[index].name
        serverIdentifier = UInt32(clamping: pool.servers[index].id)
        upstream.state = .established
    }
}
