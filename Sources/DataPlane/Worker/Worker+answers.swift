import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// What is answered here.
extension Worker {
    func isForHead(_ session: Int32) -> Bool { sessions[session].context.method == .head }

    /// What an answer of ours says of the connection.
    mutating func replyConnection(_ session: Int32) -> ReplyConnection {
        if isStopping { sessions[session].keepsClient = false }
        guard sessions[session].keepsClient else { return .close }
        return sessions[session].context.version == .http10 ? .keepAlive10 : .keepAlive
    }

    /// The request could not be understood, and what follows it cannot be told from content.
    mutating func refuse(_ session: Int32, _ status: Int) {
        plane.count(.requestErrors, of: .frontend(Int(sessions[session].frontend)), thread: index)
        sessions[session].keepsClient = false
        let page = plane.rules.refusalPage(status, frontend: Int(sessions[session].frontend))
        give(page, session, status, .proxy, .request)
    }

    /// Answers with the page for a status.
    mutating func answer(
        _ session: Int32, _ status: Int, _ cause: TerminationState.Cause, _ phase: TerminationState.Phase
    ) {
        let frontend = Int(sessions[session].frontend)
        let backend = sessions[session].backend < 0 ? nil : Int(sessions[session].backend)
        // A backend's page is that of HTTP; a client of plain TCP gets none.
        guard frontends[frontend].isHTTP else {
            sessions[session].ending = Ending(cause: cause, phase: phase)
            complete(session)
            return close(session)
        }
        if status == 408 || status == 400 {
            sessions[session].keepsClient = false
            return give(plane.rules.refusalPage(status, frontend: frontend), session, status, cause, phase)
        }
        give(plane.rules.errorPage(status, frontend: frontend, backend: backend), session, status, cause, phase)
    }

    private mutating func give(
        _ page: PageIndex, _ session: Int32, _ status: Int, _ cause: TerminationState.Cause,
        _ phase: TerminationState.Phase
    ) {
        if plane.rules.closes(page) { sessions[session].keepsClient = false }
        guard !plane.rules.isSilent(page) else {
            sessions[session].ending = Ending(cause: cause, phase: phase)
            sessions[session].status = Int32(status)
            complete(session)
            return close(session)
        }
        let connection = replyConnection(session)
        let target = unsafe UnsafeMutableBufferPointer(start: scratch, count: Self.scratchSize)
        var output = unsafe target.mutableSpan
        var writer = HeadWriter()
        plane.rules.write(page, connection, isForHead: isForHead(session), with: &writer, to: &output)
        send(session, writer.position, status: status, cause, phase)
    }

    /// Sends what stands in the scratch memory as the answer.
    mutating func send(
        _ session: Int32, _ count: Int, status: Int, _ cause: TerminationState.Cause, _ phase: TerminationState.Phase
    ) {
        guard beginAnswer(session, status, cause, phase) else { return }
        guard count <= BufferPool.size else {
            longAnswers[session] = unsafe Array(UnsafeBufferPointer(start: scratch, count: count))
            sessions[session].response.end = Int32(count)
            return
        }
        let buffer = buffers.take()
        guard buffer >= 0 else { return close(session) }
        unsafe buffers.pointer(buffer).update(from: scratch, count: count)
        sessions[session].response.buffer = buffer
        sessions[session].response.end = Int32(count)
        sessions[session].response.limit = Int32(count)
    }

    /// Sends a response that was made as a whole.
    mutating func send(_ session: Int32, _ bytes: [UInt8], status: Int) {
        guard beginAnswer(session, status, .local, .request) else { return }
        longAnswers[session] = bytes
        sessions[session].response.end = Int32(clamping: bytes.count)
    }

    /// Whatever was going on for this request ends.
    private mutating func beginAnswer(
        _ session: Int32, _ status: Int, _ cause: TerminationState.Cause, _ phase: TerminationState.Phase
    ) -> Bool {
        dropConnection(of: session)
        if queues?.isWaiting(session) == true { leaveQueue(session) }
        if sessions[session].response.sent > 0 {
            abort(session, cause, phase)
            return false
        }
        buffers.give(back: &sessions[session].response.buffer)
        sessions[session].response = Flow()
        sessions[session].status = Int32(status)
        sessions[session].ending = Ending(cause: cause, phase: phase)
        plane.count(.response(status), of: .frontend(Int(sessions[session].frontend)), thread: index)
        if sessions[session].backend >= 0 {
            plane.count(.response(status), of: .backend(Int(sessions[session].backend)), thread: index)
        }
        if cause == .local { plane.count(.intercepted, of: .frontend(Int(sessions[session].frontend)), thread: index) }
        leaveServer(session)
        sessions[session].request.start = sessions[session].request.end
        sessions[session].phase = .answer
        return true
    }

    /// Goes on sending an answer of ours.
    mutating func sendAnswer(_ session: Int32) -> Bool {
        while sessions[session].response.pending > 0 {
            guard sessions[session].client.mayWrite else {
                if sessions[session].client.isBroken { abort(session, .clientAbort, .last) }
                return false
            }
            let count = sendSome(session)
            if count == -Int(EAGAIN) {
                sessions[session].client.mayWrite = false
            } else if count < 0, count != -Int(EINTR) {
                abort(session, .clientAbort, .last)
                return false
            } else if count > 0 {
                sessions[session].response.start += Int32(count)
                sessions[session].response.sent &+= UInt64(count)
            }
        }
        complete(session)
        longAnswers[session] = nil
        buffers.give(back: &sessions[session].response.buffer)
        sessions[session].response = Flow()
        leaveBackend(session)
        let isWhole = sessions[session].request.rest == .nothing
        guard sessions[session].keepsClient else { return endClient(session, isWhole) }
        return isWhole ? nextRequest(session) : drain(session)
    }

    private func sendSome(_ session: Int32) -> Int {
        let flow = sessions[session].response
        let client = sessions[session].client.number
        if flow.buffer >= 0 {
            return unsafe linux_stream_send(
                client, buffers.pointer(flow.buffer) + Int(flow.start), Int(flow.pending), 0)
        }
        guard let bytes = longAnswers[session] else { return -Int(EPIPE) }
        return unsafe bytes.withUnsafeBytes {
            // `end` is the count of the bytes, and `start` below it.
            unsafe linux_stream_send(client, $0.baseAddress.map { unsafe $0 + Int(flow.start) }, Int(flow.pending), 0)
        }
    }

    mutating func answerMetrics(_ session: Int32, _ base: Int) {
        let target = unsafe Array(message(session, base)[head.target])
        guard let text = hooks.prometheus(target) else { return answer(session, 400, .proxy, .request) }
        let connection = replyConnection(session)
        var response = Array(
            "HTTP/1.1 200 OK\r\ncache-control: no-cache\r\ncontent-type: text/plain; version=0.0.4\r\n".utf8)
        response += Array("content-length: \(text.count)\r\n".utf8)
        switch connection {
        case .close: response += Array("connection: close\r\n\r\n".utf8)
        case .keepAlive: response += Array("\r\n".utf8)
        case .keepAlive10: response += Array("connection: keep-alive\r\n\r\n".utf8)
        }
        if !isForHead(session) { response += text }
        send(session, response, status: 200)
    }
}
