import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// The response of a server.
extension Worker {
    /// Sends what is left of the request, and waits for the response's head.
    mutating func awaitResponse(_ session: Int32) -> Bool {
        if pump(session, .request) == .sourceFailed {
            abort(session, .clientAbort, .data)
            return false
        }
        // A server may answer and close before it has read the request: what it says counts.
        return readResponseHead(session)
    }

    private mutating func readResponseHead(_ session: Int32) -> Bool {
        let connection = sessions[session].connection
        if sessions[session].response.pending > 0 {
            guard flushInterim(session) else { return false }
        }
        if sessions[session].response.limit > sessions[session].response.end { return parseResponse(session) }
        guard connections[connection].socket.mayRead else {
            return sessions[session].client.isBroken ? clientLeft(session) : false
        }
        return receiveResponse(session) ? parseResponse(session) : goesOn(session)
    }

    private mutating func clientLeft(_ session: Int32) -> Bool {
        abort(session, .clientAbort, .headers)
        return false
    }

    /// Sends a response that announces another one; false while it is not all sent.
    private mutating func flushInterim(_ session: Int32) -> Bool {
        guard pump(session, .response) != .sinkFailed else {
            abort(session, .clientAbort, .headers)
            return false
        }
        return sessions[session].response.pending == 0
    }

    /// Receives into the response's buffer; false if nothing came, or the server failed.
    private mutating func receiveResponse(_ session: Int32) -> Bool {
        let connection = sessions[session].connection
        if sessions[session].response.buffer < 0 {
            let buffer = buffers.take()
            guard buffer >= 0 else {
                abort(session, .resource, .headers)
                return false
            }
            let place = Int32(BufferPool.headroom)
            sessions[session].response.buffer = buffer
            (sessions[session].response.start, sessions[session].response.end) = (place, place)
            sessions[session].response.limit = place
        }
        let limit = Int(sessions[session].response.limit)
        // The end of the buffer is kept for what rules write.
        let wanted = BufferPool.size - BufferPool.headroom - limit
        guard wanted > 0 else {
            badResponse(session, .junkResponse)
            return false
        }
        let socket = connections[connection].socket
        let pointer = unsafe buffers.pointer(sessions[session].response.buffer) + limit
        let count = unsafe linux_stream_receive(socket.number, pointer, wanted)
        guard count > 0 else { return endOfResponse(session, count) }
        if count < wanted, !socket.endIsNear { connections[connection].socket.mayRead = false }
        sessions[session].response.limit += Int32(count)
        return true
    }

    /// The server has closed, or nothing came.
    private mutating func endOfResponse(_ session: Int32, _ result: Int) -> Bool {
        let connection = sessions[session].connection
        if result == -Int(EAGAIN) || result == -Int(EINTR) {
            connections[connection].socket.mayRead = false
            giveBackResponse(session)
            return false
        }
        let isEmpty = sessions[session].response.limit == sessions[session].response.end
        badResponse(session, isEmpty ? .emptyResponse : .junkResponse)
        return false
    }

    /// What is to be done after a failure: go on with whatever was begun instead.
    private func goesOn(_ session: Int32) -> Bool { sessions[session].phase != .responseHead }

    private mutating func giveBackResponse(_ session: Int32) {
        guard sessions[session].response.limit == sessions[session].response.end,
            sessions[session].response.pending == 0
        else { return }
        buffers.give(back: &sessions[session].response.buffer)
        (sessions[session].response.start, sessions[session].response.end) = (0, 0)
        sessions[session].response.limit = 0
    }

    /// There is no good response: again, or 502.
    mutating func badResponse(_ session: Int32, _ failure: RetryPolicy.Failure) {
        let number = serverNumber(session)
        plane.count(.responseErrors, of: .server(number), thread: index)
        plane.count(.responseErrors, of: .backend(Int(sessions[session].backend)), thread: index)
        observe(session, failure == .junkResponse ? .invalidResponse : .readError)
        dropConnection(of: session)
        let isJunk = failure == .junkResponse
        retry(session, failure, 502, isJunk ? .proxy : .serverAbort, .headers)
    }

    private mutating func parseResponse(_ session: Int32) -> Bool {
        let flow = sessions[session].response
        let base = Int(flow.end)
        let bytes = unsafe UnsafeBufferPointer(
            start: buffers.pointer(flow.buffer) + base, count: Int(flow.limit) - base)
        switch unsafe head.parseResponse(bytes.span, to: sessions[session].context) {
        case .incomplete:
            guard Int(flow.limit) < BufferPool.size - BufferPool.headroom else {
                badResponse(session, .junkResponse)
                return true
            }
            guard connections[sessions[session].connection].socket.mayRead else { return false }
            return receiveResponse(session) ? parseResponse(session) : goesOn(session)
        case .refused(let refusal):
            unsafe report(malformed: session, isResponse: true, bytes, refusal.position, offset: flow.received)
            badResponse(session, .junkResponse)
            return true
        case .complete(let length):
            if head.isInterim { return interim(session, base, length) }
            return begin(response: session, base, length)
        }
    }

    /// A response that announces another: the client sees it if it knows of such (RFC 9110 §15.2).
    private mutating func interim(_ session: Int32, _ base: Int, _ length: Int) -> Bool {
        sessions[session].response.end = Int32(base + length)
        sessions[session].response.start = Int32(base + length)
        guard sessions[session].context.version == .http11 else { return true }
        guard let start = writeResponse(session, base, length, isInterim: true) else {
            badResponse(session, .junkResponse)
            return true
        }
        sessions[session].response.start = Int32(start)
        sessions[session].response.rest = .nothing
        return true
    }

    /// The response proper.
    private mutating func begin(response session: Int32, _ base: Int, _ length: Int) -> Bool {
        let status = head.status
        if retryPolicies[Int(sessions[session].backend)].conditions != .connectionFailure, retryStatus(session, status)
        {
            return true
        }
        noteStatus(session, status)
        decideConnections(session)
        guard applyResponseRules(session, base) else { return sessions[session].phase == .answer }
        guard let start = writeResponse(session, base, length, isInterim: false) else {
            badResponse(session, .junkResponse)
            return true
        }
        sessions[session].response.start = Int32(start)
        sessions[session].response.end = Int32(base + length)
        sessions[session].response.expect(head.framing)
        sessions[session].isRepeatable = false
        guard absorb(session, .response) else {
            abort(session, .serverAbort, .data)
            return false
        }
        sessions[session].phase = head.framing == .tunnel ? .tunnel : .exchange
        if head.framing == .tunnel { beginTunnel(session) }
        return true
    }

    /// `retry-on` with a status: whether the request is tried again.
    private mutating func retryStatus(_ session: Int32, _ status: Int) -> Bool {
        let policy = retryPolicies[Int(sessions[session].backend)]
        guard let condition = RetryPolicy.Conditions.status(UInt16(status)), policy.conditions.contains(condition),
            decision(session, .status(UInt16(status))) != .giveUp
        else { return false }
        dropConnection(of: session)
        retry(session, .status(UInt16(status)), status, .serverAbort, .headers)
        return true
    }

    private mutating func noteStatus(_ session: Int32, _ status: Int) {
        sessions[session].answered = now
        sessions[session].status = Int32(status)
        let counter = Counter.response(status)
        plane.count(counter, of: .frontend(Int(sessions[session].frontend)), thread: index)
        plane.count(counter, of: .backend(Int(sessions[session].backend)), thread: index)
        plane.count(counter, of: .server(serverNumber(session)), thread: index)
        let isBad = status >= 500 && status != 501 && status != 505
        observe(session, isBad ? .badStatus : .goodResponse)
    }

    /// What becomes of both connections after this response, as its head has it.
    private mutating func decideConnections(_ session: Int32) {
        let backend = Int(sessions[session].backend)
        let mode = max(
            frontends[Int(sessions[session].frontend)].connectionMode.rawValue,
            backends[backend].connectionMode.rawValue)
        sessions[session].keepsServer = head.persists && mode == ConnectionMode.keepAlive.rawValue
        if mode == ConnectionMode.close.rawValue || isStopping { sessions[session].keepsClient = false }
        sessions[session].response.unwrapsChunks = false
        switch head.framing {
        case .untilClose:
            sessions[session].keepsClient = false
            sessions[session].keepsServer = false
        case .tunnel: sessions[session].keepsServer = false
        case .chunked where sessions[session].context.version == .http10:
            // A client of 1.0 knows no chunks: its content ends with the connection (RFC 9112 §6.1).
            sessions[session].response.unwrapsChunks = true
            sessions[session].keepsClient = false
        case .none, .length, .chunked: break
        }
    }

    /// Writes the head as the client gets it, so that it ends where the server's ended. Gives where it begins.
    private mutating func writeResponse(_ session: Int32, _ base: Int, _ length: Int, isInterim: Bool) -> Int? {
        if !isInterim { editServerCookies(session, base) }
        let pointer = unsafe buffers.pointer(sessions[session].response.buffer)
        let source = unsafe UnsafeBufferPointer(start: pointer + base, count: BufferPool.size - base)
        let target = unsafe UnsafeMutableBufferPointer(start: scratch, count: Self.scratchSize)
        var output = unsafe target.mutableSpan
        var writer = HeadWriter()
        unsafe writer.statusLine(of: head, source.span, to: &output)
        if sessions[session].response.unwrapsChunks, !isInterim, let field = head.transferEncodingField {
            head.remove(field)
        }
        unsafe writer.fields(of: head, source.span, to: &output)
        if !isInterim {
            writeCookie(session, &writer, &output)
            writeConnection(session, &writer, &output)
        }
        writer.endOfHead(to: &output)
        let start = base + length - writer.position
        guard !writer.isOverfull, start >= 0 else { return nil }
        unsafe (pointer + start).update(from: scratch, count: writer.position)
        return start
    }

    private func writeConnection(
        _ session: Int32, _ writer: inout HeadWriter, _ output: inout MutableSpan<UInt8>
    ) {
        if head.framing == .tunnel || head.upgrade != .none {
            if head.upgrade != .none { writer.text("Connection: Upgrade\r\n", to: &output) }
        } else if !sessions[session].keepsClient {
            writer.text("Connection: close\r\n", to: &output)
        } else if sessions[session].context.version == .http10 {
            writer.text("Connection: keep-alive\r\n", to: &output)
        }
    }
}
