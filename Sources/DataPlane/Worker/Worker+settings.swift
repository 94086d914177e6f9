import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// What is decided elsewhere, and followed here.
extension Worker {
    static func balancer(_ plane: Plane, _ backend: Int, thread: Int) -> Balancer {
        let configuration = plane.configuration.backends[backend]
        let seed = UInt64(truncatingIfNeeded: linux_random())
        return Balancer(
            Algorithm(configuration.balance), servers: balanced(plane, backend),
            configuredWeights: configuration.servers.map { $0.weight }, usesAllBackups: configuration.usesAllBackups,
            random: RandomSource(seed: seed), startingAt: thread)
    }

    /// The servers of a backend as they are to be chosen from now.
    private static func balanced(_ plane: Plane, _ backend: Int) -> [BalancedServer] {
        plane.configuration.backends[backend].servers.enumerated().map { index, server in
            let number = plane.server(backend, index)
            let limits = Limits(
                connections: Int32(clamping: plane.setting(.connectionLimit, of: number)),
                queue: Int32(clamping: server.maxQueue))
            return BalancedServer(
                weight: Int(plane.setting(.weight, of: number)), isBackup: server.isBackup, limits: limits,
                id: server.id)
        }
    }

    /// Takes over what has changed of the servers.
    mutating func followSettings() {
        epoch = plane.epoch
        for backend in backends.indices {
            balancers[backend].update(Self.balanced(plane, backend))
            unsafe usable[backend] = Int32(balancers[backend].usableCount)
            for server in plane.configuration.backends[backend].servers.indices {
                let accepts = plane.setting(.acceptsPersistent, of: plane.server(backend, server)) == 1
                persistence[backend]?.setUp(accepts, of: server)
            }
        }
        endSessionsOfDownServers()
        serveQueues()
    }

    /// Sessions whose server's `shutdowns` was raised since they chose it.
    private mutating func endSessionsOfDownServers() {
        for session in 0..<Int32(sessions.limit) where sessions[session].client.isOpen && sessions[session].server >= 0
        {
            let number = serverNumber(session)
            if plane.setting(.shutdowns, of: number) != sessions[session].shutdowns { abort(session, .down, .data) }
        }
    }

    /// The number of the session's server.
    func serverNumber(_ session: Int32) -> Int {
        backends[Int(sessions[session].backend)].firstServer + Int(sessions[session].server)
    }

    /// Where a server is, as it was set last, in numbers that can be compared.
    func destination(of number: Int) -> Destination {
        Destination(
            high: plane.setting(.addressHigh, of: number), low: plane.setting(.addressLow, of: number),
            port: plane.setting(.port, of: number))
    }

    /// Where a server is for a client: one without a port has that which the client came to, and so many more.
    mutating func address(of number: Int, for session: Int32) -> StreamAddress {
        let backend = Int(sessions[session].backend)
        let server = plane.configuration.backends[backend].servers[Int(sessions[session].server)]
        guard case .client(let offset) = server.port, plane.setting(.port, of: number) == 0 else {
            return address(of: number, port: UInt16(truncatingIfNeeded: plane.setting(.port, of: number)))
        }
        learnLocalAddress(session)
        let port = Int(sessions[session].localAddress.port) + offset
        return address(of: number, port: UInt16(truncatingIfNeeded: port))
    }

    private func address(of number: Int, port: UInt16) -> StreamAddress {
        let high = UInt64(bitPattern: plane.setting(.addressHigh, of: number))
        let low = UInt64(bitPattern: plane.setting(.addressLow, of: number))
        let address =
            plane.setting(.isIPv6, of: number) == 1
            ? IPAddress(v6: high, low) : IPAddress(v4: UInt32(truncatingIfNeeded: low))
        return StreamAddress(address, port: port)
    }
}

extension RetryPolicy {
    init(_ backend: Backend) {
        self.init()
        retries = backend.retries
        redispatchInterval = backend.redispatchInterval == 0 ? nil : backend.redispatchInterval
        connectTimeout = backend.timeouts.connect.map { Interval(nanoseconds: $0.nanoseconds) }
        // The two modules number the conditions alike: see their tests.
        conditions = Conditions(rawValue: UInt16(truncatingIfNeeded: backend.retryOn.rawValue))
    }
}
