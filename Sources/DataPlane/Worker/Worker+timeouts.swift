import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// What follows when nothing has happened for too long.
extension Worker {
    mutating func timeOut(_ session: Int32) {
        guard sessions[session].client.isOpen else { return }
        switch sessions[session].phase {
        case .idle: timeOutIdle(session)
        case .proxyHeader: close(session)
        case .requestHead:
            plane.count(.requestErrors, of: .frontend(Int(sessions[session].frontend)), thread: index)
            answer(session, 408, .clientTimeout, .request)
            serve(session)
        case .queued:
            leaveQueue(session)
            answer(session, 503, .serverTimeout, .queue)
            serve(session)
        case .pausing:
            endPause(session)
            serve(session)
        case .connecting:
            connectFailed(session, .connectionTimeout)
            serveIfOpen(session)
        case .responseHead: timeOutResponse(session)
        case .exchange, .tunnel: timeOutExchange(session)
        case .answer, .lingering, .collecting, .draining: close(session)
        }
    }

    private mutating func serveIfOpen(_ session: Int32) {
        if sessions[session].client.isOpen { serve(session) }
    }

    /// A connection that never sent anything gets 408, as HAProxy has it; one between two requests just ends.
    private mutating func timeOutIdle(_ session: Int32) {
        let frontend = frontends[Int(sessions[session].frontend)]
        guard sessions[session].isFirstRequest, !frontend.skipsEmptyConnections else { return close(session) }
        answer(session, 408, .clientTimeout, .request)
        serve(session)
    }

    private mutating func timeOutResponse(_ session: Int32) {
        guard sessions[session].request.isDone else {
            // The client sends its content too slowly, or the server reads it too slowly.
            let isClient = sessions[session].request.pending == 0
            answer(session, isClient ? 408 : 504, isClient ? .clientTimeout : .serverTimeout, .data)
            return serve(session)
        }
        let number = serverNumber(session)
        plane.count(.responseErrors, of: .server(number), thread: index)
        plane.count(.responseErrors, of: .backend(Int(sessions[session].backend)), thread: index)
        observe(session, .readTimeout)
        dropConnection(of: session)
        retry(session, .responseTimeout, 504, .serverTimeout, .headers)
        serveIfOpen(session)
    }

    private mutating func timeOutExchange(_ session: Int32) {
        let waitsForClient = sessions[session].response.pending > 0
        abort(session, waitsForClient ? .clientTimeout : .serverTimeout, .data)
    }

    /// Tells whoever watches the servers, where one is to be watched by its traffic.
    func observe(_ session: Int32, _ what: Observation) {
        let backend = Int(sessions[session].backend)
        let server = Int(sessions[session].server)
        guard plane.configuration.backends[backend].servers[server].observation != .none else { return }
        hooks.observed(backend, server, what)
    }
}
