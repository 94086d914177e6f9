import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// How requests, sessions and the thread end.
extension Worker {
    /// Counts and logs a request that has got all it will get.
    mutating func complete(_ session: Int32) {
        let frontend = Int(sessions[session].frontend)
        let bytesIn = Int64(clamping: sessions[session].bytesIn &+ sessions[session].request.received)
        let bytesOut = Int64(clamping: sessions[session].response.sent)
        plane.count(bytesIn, .bytesIn, of: .frontend(frontend), thread: index)
        plane.count(bytesOut, .bytesOut, of: .frontend(frontend), thread: index)
        if sessions[session].backend >= 0 {
            let backend = Int(sessions[session].backend)
            plane.count(bytesIn, .bytesIn, of: .backend(backend), thread: index)
            plane.count(bytesOut, .bytesOut, of: .backend(backend), thread: index)
            countTimes(session, .backend(backend))
        }
        if sessions[session].server >= 0 {
            let number = serverNumber(session)
            plane.count(bytesIn, .bytesIn, of: .server(number), thread: index)
            plane.count(bytesOut, .bytesOut, of: .server(number), thread: index)
            countTimes(session, .server(number))
        }
        writeLog(session)
    }

    private func countTimes(_ session: Int32, _ owner: Plane.Owner) {
        let times = sessions[session]
        guard times.answered > 0 else { return }
        plane.count(max(0, times.assigned - times.headComplete) / 1_000_000, .queueTime, of: owner, thread: index)
        plane.count(max(0, times.connected - times.assigned) / 1_000_000, .connectTime, of: owner, thread: index)
        plane.count(max(0, times.answered - times.connected) / 1_000_000, .responseTime, of: owner, thread: index)
        plane.count(max(0, now - times.headComplete) / 1_000_000, .totalTime, of: owner, thread: index)
        plane.count(1, .timedRequests, of: owner, thread: index)
    }

    /// The session has no server any more: another one may take its place there.
    mutating func leaveServer(_ session: Int32) {
        guard sessions[session].isCountedAtServer else { return }
        sessions[session].isCountedAtServer = false
        let number = serverNumber(session)
        plane.change(.current, of: .server(number), by: -1)
        sessions[session].server = -1
        serveQueues(backend: Int(sessions[session].backend))
    }

    mutating func leaveBackend(_ session: Int32) {
        guard sessions[session].isCountedAtBackend else { return }
        sessions[session].isCountedAtBackend = false
        plane.change(.current, of: .backend(Int(sessions[session].backend)), by: -1)
        sessions[session].backend = -1
    }

    mutating func dropConnection(of session: Int32) {
        let connection = sessions[session].connection
        guard connection >= 0 else { return }
        sessions[session].connection = -1
        drop(connection)
    }

    /// Ends a session in the middle of something. Where a response has begun the client's connection is reset, so that
    /// nobody takes a part of it for the whole.
    mutating func abort(_ session: Int32, _ cause: TerminationState.Cause, _ phase: TerminationState.Phase) {
        sessions[session].ending = Ending(cause: cause, phase: phase)
        if cause == .clientAbort {
            plane.count(.clientAborts, of: .frontend(Int(sessions[session].frontend)), thread: index)
        }
        if sessions[session].response.sent > 0 || sessions[session].phase == .tunnel {
            linux_reset_on_close(sessions[session].client.number)
        }
        complete(session)
        close(session)
    }

    /// Closes the client's connection and forgets the session.
    mutating func close(_ session: Int32) {
        dropConnection(of: session)
        if queues?.isWaiting(session) == true { leaveQueue(session) }
        leaveServer(session)
        leaveBackend(session)
        linux_close(sessions[session].client.number)
        plane.add(-1, to: .currentConnections)
        plane.change(.current, of: .frontend(Int(sessions[session].frontend)), by: -1)
        release(session)
        if pausedListeners { resumeListeners = now }
    }

    /// Gives back what the session has.
    mutating func release(_ session: Int32) {
        buffers.give(back: &sessions[session].request.buffer)
        buffers.give(back: &sessions[session].response.buffer)
        if sessions[session].request.pipe >= 0 { pipes.give(back: &sessions[session].request.pipe, isEmpty: false) }
        if sessions[session].response.pipe >= 0 { pipes.give(back: &sessions[session].response.pipe, isEmpty: false) }
        log.giveBack(&sessions[session].line)
        if !longAnswers.isEmpty { longAnswers[session] = nil }
        if !kept.isEmpty { kept[session] = nil }
        sessions[session].client.number = -1
        sessions[session].generation &+= 1
        timers.cancel(session)
        sessions.give(back: session)
    }

    /// A client that is between two requests has closed, or nothing ever came from it.
    mutating func endIdle(_ session: Int32) {
        let frontend = frontends[Int(sessions[session].frontend)]
        if sessions[session].isFirstRequest, !frontend.skipsEmptyConnections {
            sessions[session].ending = Ending(cause: .clientAbort, phase: .request)
            sessions[session].status = 400
            writeLog(session)
        }
        close(session)
    }

    // MARK: - Orders

    /// No new connections; those that are there end after their request.
    mutating func stop() {
        guard !isStopping else { return }
        if !pausedListeners { for listener in listeners { try? poller.remove(number: listener.descriptor) } }
        isStopping = true
        resumeListeners = .max
        closeIdle()
    }

    mutating func endAll() {
        stop()
        for session in 0..<Int32(sessions.limit) where sessions[session].client.isOpen {
            if sessions[session].phase == .idle { close(session) } else { abort(session, .killed, phaseNow(session)) }
        }
    }

    mutating func end(_ id: UInt64) {
        for session in 0..<Int32(sessions.limit)
        where sessions[session].client.isOpen && identity(session) == id {
            abort(session, .killed, phaseNow(session))
            return
        }
    }

    /// A session's name for operators: the same number never means another one.
    private func identity(_ session: Int32) -> UInt64 {
        UInt64(index) << 56 | UInt64(sessions[session].generation & 0xFF_FFFF) << 32 | UInt64(session)
    }

    func phaseNow(_ session: Int32) -> TerminationState.Phase {
        switch sessions[session].phase {
        case .idle, .proxyHeader, .requestHead: .request
        case .queued, .pausing: .queue
        case .connecting: .connect
        case .responseHead: .headers
        case .exchange, .tunnel: .data
        case .collecting: .request
        case .answer, .lingering, .draining: .last
        }
    }

    func list() -> [SessionBox.Entry] {
        var entries: [SessionBox.Entry] = []
        for session in 0..<Int32(sessions.limit) where sessions[session].client.isOpen {
            let found = sessions[session]
            entries.append(
                SessionBox.Entry(
                    id: identity(session), frontend: Int(found.frontend),
                    backend: found.backend < 0 ? nil : Int(found.backend),
                    server: found.server < 0 ? nil : Int(found.server), client: found.clientAddress,
                    start: found.accepted, requests: found.requests))
        }
        return entries
    }
}
