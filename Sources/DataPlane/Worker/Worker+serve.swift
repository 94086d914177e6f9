import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// From event to event: what a session does next.
extension Worker {
    /// Goes on with a session as far as it can, and sets the time by which something must have happened.
    mutating func serve(_ session: Int32) {
        let generation = sessions[session].generation
        var goesOn = true
        while goesOn {
            switch sessions[session].phase {
            case .idle, .requestHead: goesOn = readRequestHead(session)
            case .proxyHeader: goesOn = readProxyHeader(session)
            case .queued, .pausing: goesOn = watchWaitingClient(session)
            case .connecting: goesOn = finishConnecting(session)
            case .responseHead: goesOn = awaitResponse(session)
            case .exchange: goesOn = exchange(session)
            case .tunnel: goesOn = tunnel(session)
            case .collecting: goesOn = collect(session)
            case .answer: goesOn = sendAnswer(session)
            case .draining: goesOn = drain(session)
            case .lingering: goesOn = linger(session)
            }
            // It may have ended, and another may be in its place.
            if sessions[session].generation != generation { return }
        }
        timers.set(session, to: deadline(of: session))
    }

    /// When the session has waited long enough for what it waits for.
    private func deadline(of session: Int32) -> Int64 {
        let frontend = frontends[Int(sessions[session].frontend)]
        switch sessions[session].phase {
        case .idle: return later(sessions[session].isFirstRequest ? frontend.request : frontend.keepAlive)
        case .requestHead, .proxyHeader: return min(sessions[session].headDeadline, later(frontend.client))
        case .lingering: return later(Self.lingerTime)
        case .answer, .collecting, .draining: return later(frontend.client)
        case .queued, .pausing, .connecting, .responseHead, .exchange, .tunnel: break
        }
        let backend = backends[Int(sessions[session].backend)]
        switch sessions[session].phase {
        case .queued: return saturating(sessions[session].assigned, backend.queue)
        case .pausing: return sessions[session].assigned
        case .connecting: return saturating(sessions[session].assigned, backend.connect)
        case .responseHead:
            return later(sessions[session].request.isDone ? backend.server : min(frontend.client, backend.server))
        case .tunnel: return later(tunnelTime(session, frontend, backend))
        default: return later(waitsForClient(session) ? frontend.client : min(frontend.client, backend.server))
        }
    }

    private func tunnelTime(_ session: Int32, _ frontend: FrontendFacts, _ backend: BackendFacts) -> Int64 {
        if sessions[session].request.isDone { return min(frontend.clientFin, backend.server) }
        if sessions[session].response.isDone { return min(frontend.client, backend.serverFin) }
        return backend.tunnel != .max ? backend.tunnel : min(frontend.client, backend.server)
    }

    /// Whether nothing can go on before the client takes bytes.
    private func waitsForClient(_ session: Int32) -> Bool {
        sessions[session].response.pending > 0 && !sessions[session].client.mayWrite
    }

    func later(_ time: Int64) -> Int64 { saturating(now, time) }

    func saturating(_ moment: Int64, _ time: Int64) -> Int64 { time == .max ? .max : moment &+ time }

    /// How long a client may go on sending what nobody reads any more.
    static var lingerTime: Int64 { 1_000_000_000 }

    /// Throws away what the client sends until it closes, so that closing does not reset the connection before it has
    /// read the last answer (RFC 9112 §9.6).
    mutating func linger(_ session: Int32) -> Bool {
        while sessions[session].client.mayRead {
            let count = unsafe linux_stream_receive(sessions[session].client.number, scratch, BufferPool.size)
            if count > 0 { continue }
            if count == -Int(EAGAIN) {
                sessions[session].client.mayRead = false
                return false
            }
            close(session)
            return false
        }
        return false
    }
}
