import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// The idle connections of a server, from the newest to the oldest.
struct IdleList {
    var newest: Int32 = -1
    var oldest: Int32 = -1
    var count: Int32 = 0
}

/// Connections to servers that wait for a request.
extension Worker {
    /// How long one may be idle (HAProxy's pool-purge-delay).
    private static var idleTime: Int64 { 5_000_000_000 }

    /// A connection that may carry the session's request, if one waits.
    mutating func pooled(_ session: Int32, _ number: Int, _ reuse: Balancing.ConnectionReuse) -> Int32? {
        let choice = reuse.choice(
            isFirstRequest: sessions[session].isFirstRequest,
            isRepeatable: sessions[session].isRepeatable && sessions[session].context.method.isIdempotent)
        guard choice.first != nil else { return nil }
        while case let connection = idle[number].newest, connection >= 0 {
            unlink(connection, number)
            // It may have been closed since the last round of events.
            let socket = connections[connection].socket
            let isThere = connections[connection].destination == destination(of: number)
            if isThere, !socket.endIsNear, !socket.isBroken, !socket.mayRead { return connection }
            drop(connection)
        }
        return nil
    }

    /// Keeps a connection for the next request.
    mutating func keep(_ connection: Int32, _ number: Int) {
        connections[connection].session = -1
        connections[connection].idleSince = now
        let before = idle[number].newest
        connections[connection].older = before
        connections[connection].newer = -1
        if before >= 0 { connections[before].newer = connection } else { idle[number].oldest = connection }
        idle[number].newest = connection
        idle[number].count += 1
        plane.change(.idle, of: .server(number), by: 1)
        if nextSweep == .max { nextSweep = later(Self.idleTime) }
    }

    private mutating func unlink(_ connection: Int32, _ number: Int) {
        let newer = connections[connection].newer
        let older = connections[connection].older
        if newer >= 0 { connections[newer].older = older } else { idle[number].newest = older }
        if older >= 0 { connections[older].newer = newer } else { idle[number].oldest = newer }
        idle[number].count -= 1
        plane.change(.idle, of: .server(number), by: -1)
    }

    /// Something came from a server that nobody asked, usually its end.
    mutating func dropIdle(_ connection: Int32) {
        guard connections[connection].socket.mayRead || connections[connection].socket.isBroken else { return }
        unlink(connection, number(of: connection))
        drop(connection)
    }

    func number(of connection: Int32) -> Int {
        backends[Int(connections[connection].backend)].firstServer + Int(connections[connection].server)
    }

    /// Closes a connection that is in no list.
    mutating func drop(_ connection: Int32) {
        linux_close(connections[connection].socket.number)
        connections[connection].socket = Socket()
        connections[connection].session = -1
        connections.give(back: connection)
    }

    /// Closes those that have been idle for too long.
    mutating func sweepIdle() {
        nextSweep = .max
        for number in idle.indices {
            while case let connection = idle[number].oldest, connection >= 0,
                now - connections[connection].idleSince >= Self.idleTime
            {
                unlink(connection, number)
                drop(connection)
            }
            if case let oldest = idle[number].oldest, oldest >= 0 {
                nextSweep = min(nextSweep, connections[oldest].idleSince + Self.idleTime)
            }
        }
    }

    mutating func closeIdle() {
        for number in idle.indices {
            while case let connection = idle[number].oldest, connection >= 0 {
                unlink(connection, number)
                drop(connection)
            }
        }
    }
}
