import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// The content of request and response, at the same time.
extension Worker {
    mutating func exchange(_ session: Int32) -> Bool {
        if !sessions[session].request.isDone, !connections[sessions[session].connection].socket.isBroken {
            switch pump(session, .request) {
            case .waiting: break
            case .sourceFailed:
                abort(session, .clientAbort, .data)
                return false
            // The server reads no more; its response still counts.
            case .sinkFailed: endRequest(session)
            }
        }
        if sessions[session].response.isDone { return finishIfWhole(session) }
        switch pump(session, .response) {
        case .waiting: break
        case .sourceFailed:
            plane.count(.serverAborts, of: .server(serverNumber(session)), thread: index)
            plane.count(.serverAborts, of: .backend(Int(sessions[session].backend)), thread: index)
            observe(session, .readError)
            abort(session, .serverAbort, .data)
            return false
        case .sinkFailed:
            abort(session, .clientAbort, .data)
            return false
        }
        guard sessions[session].response.isDone else {
            if sessions[session].client.isBroken {
                abort(session, .clientAbort, .data)
            }
            return false
        }
        return finishIfWhole(session)
    }

    /// The response is complete: is the request? A server may answer early, and is sent the rest all the same, unless it
    /// has closed, or either side will not be used again.
    private mutating func finishIfWhole(_ session: Int32) -> Bool {
        let connection = sessions[session].connection
        let isOver = !sessions[session].keepsClient || connection < 0 || !connectionIsWell(connection)
        guard sessions[session].request.isDone || isOver else { return false }
        return finish(session)
    }

    /// What is left of the request is not sent.
    private mutating func endRequest(_ session: Int32) {
        sessions[session].request.start = sessions[session].request.end
        sessions[session].keepsServer = false
        let connection = sessions[session].connection
        if connection >= 0 { connections[connection].socket.isBroken = true }
    }

    mutating func beginTunnel(_ session: Int32) {
        sessions[session].request.rest = .untilEnd
        sessions[session].response.rest = .untilEnd
        sessions[session].keepsClient = false
        sessions[session].keepsServer = false
        sessions[session].isRepeatable = false
    }

    /// Bytes both ways until both sides have ended.
    mutating func tunnel(_ session: Int32) -> Bool {
        let wasDone = (sessions[session].request.isDone, sessions[session].response.isDone)
        let request = pump(session, .request)
        let response = pump(session, .response)
        if request != .waiting || response != .waiting {
            let isClient = request == .sourceFailed || response == .sinkFailed
            plane.count(
                isClient ? .clientAborts : .serverAborts, of: .backend(Int(sessions[session].backend)), thread: index)
            abort(session, isClient ? .clientAbort : .serverAbort, .data)
            return false
        }
        let isDone = (sessions[session].request.isDone, sessions[session].response.isDone)
        // The end of one side is told to the other, which may go on.
        if isDone.0, !wasDone.0 { linux_end_writing(connections[sessions[session].connection].socket.number) }
        if isDone.1, !wasDone.1 { linux_end_writing(sessions[session].client.number) }
        guard isDone.0, isDone.1 else { return false }
        return finish(session)
    }

    /// The request has its response: what is next?
    private mutating func finish(_ session: Int32) -> Bool {
        let isWhole = sessions[session].request.isDone
        let hasSurplus = sessions[session].response.limit > sessions[session].response.end
        complete(session)
        let connection = sessions[session].connection
        let number = serverNumber(session)
        // What the server said beyond its response belongs to nothing: such a connection is not used again.
        let keepsServer =
            sessions[session].keepsServer && isWhole && !hasSurplus && connection >= 0
            && connectionIsWell(connection) && !isStopping && !connections[connection].isPrivate
        buffers.give(back: &sessions[session].response.buffer)
        sessions[session].response = Flow()
        if keepsServer {
            sessions[session].connection = -1
            leaveServer(session)
            keep(connection, number)
        } else {
            dropConnection(of: session)
            leaveServer(session)
        }
        leaveBackend(session)
        guard sessions[session].keepsClient else { return endClient(session, isWhole) }
        return isWhole ? nextRequest(session) : drain(session)
    }

    /// Throws away the rest of a request, so that the next one is found behind it.
    mutating func drain(_ session: Int32) -> Bool {
        sessions[session].phase = .draining
        while sessions[session].request.rest != .nothing {
            guard absorb(session, .request) else { return endClient(session, false) }
            let flow = sessions[session].request
            sessions[session].request.start = flow.end
            if flow.rest == .nothing { break }
            guard sessions[session].client.mayRead else { return false }
            if flow.limit == flow.end {
                let place = Int32(BufferPool.headroom)
                (sessions[session].request.start, sessions[session].request.end) = (place, place)
                sessions[session].request.limit = place
            }
            guard receiveForDraining(session) else { return false }
        }
        return nextRequest(session)
    }

    private mutating func receiveForDraining(_ session: Int32) -> Bool {
        if sessions[session].request.buffer < 0 { sessions[session].request.buffer = buffers.take() }
        let limit = Int(sessions[session].request.limit)
        let buffer = sessions[session].request.buffer
        guard buffer >= 0, limit < BufferPool.size else {
            close(session)
            return false
        }
        let count = unsafe linux_stream_receive(
            sessions[session].client.number, buffers.pointer(buffer) + limit, BufferPool.size - limit)
        guard count > 0 else {
            sessions[session].client.mayRead = false
            if count != -Int(EAGAIN), count != -Int(EINTR) { close(session) }
            return false
        }
        sessions[session].request.limit += Int32(count)
        return true
    }

    private func connectionIsWell(_ connection: Int32) -> Bool {
        let socket = connections[connection].socket
        return !socket.endIsNear && !socket.isBroken && !socket.hasEnded && !socket.mayRead
    }

    /// Ready for another request; whether a part of it is there already.
    mutating func nextRequest(_ session: Int32) -> Bool {
        sessions[session].isFirstRequest = false
        sessions[session].phase = .idle
        sessions[session].requestStart = 0
        sessions[session].hasPartialHead = false
        sessions[session].retries = 0
        sessions[session].isRedispatched = false
        sessions[session].avoided = -1
        sessions[session].status = -1
        sessions[session].ending = Ending()
        sessions[session].setCookie = .unused
        sessions[session].hasCookieTable = false
        sessions[session].key = nil
        sessions[session].bytesIn = 0
        sessions[session].request.sent = 0
        sessions[session].request.received = 0
        (sessions[session].connected, sessions[session].answered) = (0, 0)
        sessions[session].began = now
        let flow = sessions[session].request
        if flow.limit > flow.end {
            sessions[session].request.start = flow.end
            return true
        }
        // The buffer stays for the next request if that is there already; `idleWithoutBuffer` gives it back.
        let place = Int32(BufferPool.headroom)
        (sessions[session].request.start, sessions[session].request.end) = (place, place)
        sessions[session].request.limit = place
        if !sessions[session].client.mayRead { giveBackRequest(session) }
        return sessions[session].client.mayRead
    }

    /// The client's connection ends; what it still sends must not reset it before it has read our last words.
    mutating func endClient(_ session: Int32, _ isWhole: Bool) -> Bool {
        let hasMore =
            !isWhole || sessions[session].request.limit > sessions[session].request.end
            || sessions[session].client.mayRead
        guard hasMore, !sessions[session].client.hasEnded, !sessions[session].client.isBroken else {
            close(session)
            return false
        }
        linux_end_writing(sessions[session].client.number)
        giveBackRequest(session)
        sessions[session].phase = .lingering
        return true
    }
}
