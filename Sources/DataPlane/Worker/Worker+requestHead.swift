import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// The head of a request, as it comes.
extension Worker {
    /// Reads and parses; false when there is nothing more to do for now.
    mutating func readRequestHead(_ session: Int32) -> Bool {
        if sessions[session].request.limit == sessions[session].request.end || sessions[session].phase == .requestHead {
            guard receiveRequest(session) else { return false }
        }
        return parseRequest(session)
    }

    /// Receives into the request's buffer; false if nothing came, or the client is gone.
    private mutating func receiveRequest(_ session: Int32) -> Bool {
        guard sessions[session].client.mayRead else { return idleWithoutBuffer(session) }
        guard takeBuffer(session) else { return false }
        // The end of the buffer is kept for what rules write.
        let limit = Int(sessions[session].request.limit)
        let wanted = BufferPool.size - BufferPool.headroom - limit
        guard wanted > 0 else { return makeRoom(session) }
        let buffer = sessions[session].request.buffer
        let count = unsafe linux_stream_receive(
            sessions[session].client.number, buffers.pointer(buffer) + limit, wanted)
        guard count > 0 else { return endOfRequests(session, count) }
        if count < wanted, !sessions[session].client.endIsNear { sessions[session].client.mayRead = false }
        sessions[session].bytesIn &+= UInt64(count)
        sessions[session].request.limit += Int32(count)
        if sessions[session].phase == .idle { beginRequest(session) }
        return true
    }

    private mutating func beginRequest(_ session: Int32) {
        sessions[session].phase = .requestHead
        sessions[session].began = now
        sessions[session].headEnd = HeadEndFinder()
        let request = frontends[Int(sessions[session].frontend)].request
        if !sessions[session].isFirstRequest { sessions[session].headDeadline = later(request) }
    }

    /// An idle client holds no memory.
    private mutating func idleWithoutBuffer(_ session: Int32) -> Bool {
        if sessions[session].phase == .idle { giveBackRequest(session) }
        return false
    }

    mutating func giveBackRequest(_ session: Int32) {
        buffers.give(back: &sessions[session].request.buffer)
        sessions[session].request.start = 0
        sessions[session].request.end = 0
        sessions[session].request.limit = 0
    }

    /// A buffer for the request, if it has none.
    private mutating func takeBuffer(_ session: Int32) -> Bool {
        if sessions[session].request.buffer >= 0 { return true }
        let buffer = buffers.take()
        guard buffer >= 0 else {
            hooks.warned("no memory for a request; closing the connection")
            close(session)
            return false
        }
        sessions[session].request.buffer = buffer
        let place = Int32(BufferPool.headroom)
        sessions[session].request.start = place
        sessions[session].request.end = place
        sessions[session].request.limit = place
        return true
    }

    /// The client sent its end, or the connection is broken.
    private mutating func endOfRequests(_ session: Int32, _ result: Int) -> Bool {
        if result == -Int(EAGAIN) || result == -Int(EINTR) {
            sessions[session].client.mayRead = false
            return idleWithoutBuffer(session)
        }
        if sessions[session].phase == .idle {
            endIdle(session)
            return false
        }
        plane.count(.clientAborts, of: .frontend(Int(sessions[session].frontend)), thread: index)
        plane.count(.requestErrors, of: .frontend(Int(sessions[session].frontend)), thread: index)
        sessions[session].status = 400
        sessions[session].ending = Ending(cause: .clientAbort, phase: .request)
        writeLog(session)
        close(session)
        return false
    }

    /// Parses what is there; whether anything is left to do.
    private mutating func parseRequest(_ session: Int32) -> Bool {
        if sessions[session].phase == .idle { beginRequest(session) }
        skipEmptyLines(session)
        let flow = sessions[session].request
        let base = Int(flow.end)
        let bytes = unsafe UnsafeBufferPointer(
            start: buffers.pointer(flow.buffer) + base, count: Int(flow.limit) - base)
        // A head that comes in pieces is parsed once its end is there, not with every piece.
        if sessions[session].hasPartialHead, unsafe !sessions[session].headEnd.isComplete(in: bytes.span) {
            return makeRoom(session)
        }
        guard bytes.count > 0 else { return sessions[session].client.mayRead }
        switch unsafe head.parseRequest(bytes.span) {
        case .incomplete:
            if !sessions[session].hasPartialHead {
                sessions[session].hasPartialHead = true
                _ = unsafe sessions[session].headEnd.isComplete(in: bytes.span)
            }
            return makeRoom(session)
        case .refused(let refusal):
            let offset = sessions[session].bytesIn &- UInt64(bytes.count)
            unsafe report(malformed: session, isResponse: false, bytes, refusal.position, offset: offset)
            refuse(session, refusal.status)
            return true
        case .complete(let length):
            sessions[session].hasPartialHead = false
            begin(request: session, base: base, length: length)
            return true
        }
    }

    /// Empty lines before a request are no part of it (RFC 9112 §2.2).
    private mutating func skipEmptyLines(_ session: Int32) {
        guard !sessions[session].hasPartialHead else { return }
        let flow = sessions[session].request
        let pointer = unsafe buffers.pointer(flow.buffer)
        var place = Int(flow.end)
        while place + 1 < Int(flow.limit), unsafe pointer[place] == 0x0D, unsafe pointer[place + 1] == 0x0A {
            place += 2
        }
        guard place > Int(flow.end) else { return }
        sessions[session].request.start = Int32(place)
        sessions[session].request.end = Int32(place)
    }

    /// Before more of a head is received: a pipelined request may stand far back in the buffer.
    private mutating func makeRoom(_ session: Int32) -> Bool {
        let flow = sessions[session].request
        guard Int(flow.limit) == BufferPool.size - BufferPool.headroom else { return sessions[session].client.mayRead }
        let base = Int(flow.end)
        guard base > BufferPool.headroom else {
            refuse(session, 431)
            return true
        }
        let pointer = unsafe buffers.pointer(flow.buffer)
        let count = Int(flow.limit) - base
        unsafe (pointer + BufferPool.headroom).update(from: pointer + base, count: count)
        let place = Int32(BufferPool.headroom)
        sessions[session].request.start = place
        sessions[session].request.end = place
        sessions[session].request.limit = place + Int32(count)
        return sessions[session].client.mayRead
    }
}
