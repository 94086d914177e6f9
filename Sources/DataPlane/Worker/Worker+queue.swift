import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// Requests that wait for a server with room (`maxconn`).
extension Worker {
    /// - Parameter server: -1: any of the backend's.
    mutating func wait(_ session: Int32, for server: Int32) {
        let backend = Int(sessions[session].backend)
        guard queues != nil, session < Int32(Int(min(processLimit, 1 << 16))) else {
            return answer(session, 503, .serverAbort, .queue)
        }
        queues?.enqueue(session, backend: backend, server: server, at: Balancing.Instant(nanoseconds: now))
        sessions[session].phase = .queued
        sessions[session].assigned = now
        sessions[session].queuedFor = server
        plane.change(.queued, of: queueOwner(session), by: 1)
    }

    private func queueOwner(_ session: Int32) -> Plane.Owner {
        let backend = Int(sessions[session].backend)
        let server = Int(sessions[session].queuedFor)
        return server < 0 ? .backend(backend) : .server(backends[backend].firstServer + server)
    }

    /// The session waits no more.
    mutating func leaveQueue(_ session: Int32) {
        guard queues?.remove(session) == true else { return }
        plane.change(.queued, of: queueOwner(session), by: -1)
    }

    /// While it waits: has the client gone?
    mutating func watchWaitingClient(_ session: Int32) -> Bool {
        let backend = backends[Int(sessions[session].backend)]
        let client = sessions[session].client
        guard client.isBroken || (backend.abortsOnClose && client.endIsNear) else { return false }
        abort(session, .clientAbort, sessions[session].phase == .queued ? .queue : .connect)
        return false
    }

    mutating func serveQueues() {
        guard queues != nil else { return }
        for backend in backends.indices { serveQueues(backend: backend) }
    }

    /// Gives those that wait to servers that have room.
    mutating func serveQueues(backend: Int) {
        guard let waiting = queues?.total(backend: backend), waiting > 0, !isServingQueues else { return }
        isServingQueues = true
        defer { isServingQueues = false }
        for server in plane.configuration.backends[backend].servers.indices {
            let number = backends[backend].firstServer + server
            while hasRoom(number), let session = nextWaiting(backend, server) {
                plane.change(.queued, of: queueOwner(session), by: -1)
                sessions[session].headComplete = min(sessions[session].headComplete, sessions[session].assigned)
                occupy(server, number, session)
                if sessions[session].client.isOpen { serve(session) }
            }
        }
    }

    private func hasRoom(_ number: Int) -> Bool {
        let limit = plane.setting(.connectionLimit, of: number)
        return limit == 0 || plane.gauge(.current, of: .server(number)) < limit
    }

    private mutating func nextWaiting(_ backend: Int, _ server: Int) -> Int32? {
        let takes = balancers[backend].takesNewRequests(server)
        guard let session = queues?.dequeue(backend: backend, server: Int32(server), takesFromBackend: takes),
            session >= 0
        else { return nil }
        return session
    }
}
