import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// Between a new connection and its first request.
extension Worker {
    /// The client is known: rules may refuse it, and a connection of plain TCP goes to a server at once.
    mutating func admit(_ session: Int32) {
        guard mayStay(session) else {
            plane.count(.deniedConnections, of: .frontend(Int(sessions[session].frontend)), thread: index)
            return close(session)
        }
        guard !frontends[Int(sessions[session].frontend)].isHTTP else {
            sessions[session].phase = .idle
            return
        }
        carry(session)
    }

    /// A connection whose bytes are not looked at.
    private mutating func carry(_ session: Int32) {
        sessions[session].headComplete = now
        sessions[session].request.rest = .untilEnd
        let backend = Int(frontends[Int(sessions[session].frontend)].defaultBackend)
        guard backend >= 0 else {
            sessions[session].ending = .init(cause: .serverAbort, phase: .connect)
            complete(session)
            return close(session)
        }
        sessions[session].backend = Int16(backend)
        countAtBackend(session, backend)
        sessions[session].assigned = now
        assignServer(session)
        if sessions[session].client.isOpen { serve(session) }
    }

    /// A PROXY protocol header, before anything else (`accept-proxy`).
    mutating func readProxyHeader(_ session: Int32) -> Bool {
        guard sessions[session].client.mayRead else { return false }
        var bytes = InlineArray<536, UInt8>(repeating: 0)
        let count = unsafe withUnsafeMutablePointer(to: &bytes) {
            unsafe linux_stream_peek(sessions[session].client.number, $0, 536)
        }
        guard count > 0 else {
            sessions[session].client.mayRead = false
            if count != -Int(EAGAIN), count != -Int(EINTR) { close(session) }
            return false
        }
        switch ProxyHeader.read(bytes.span.extracting(0..<count)) {
        case .incomplete where count < 536:
            // Looking again at once would show the same; more bytes make another event.
            sessions[session].client.mayRead = sessions[session].client.endIsNear
            if sessions[session].client.endIsNear { close(session) }
            return false
        case .incomplete, .refused:
            close(session)
            return false
        case .complete(let length, let source, let destination):
            _ = unsafe linux_stream_receive(sessions[session].client.number, scratch, length)
            if let source { sessions[session].clientAddress = source }
            if let destination {
                sessions[session].localAddress = destination
                sessions[session].knowsLocalAddress = true
            }
            sessions[session].hadProxyHeader = true
            admit(session)
            return sessions[session].client.isOpen
        }
    }
}
