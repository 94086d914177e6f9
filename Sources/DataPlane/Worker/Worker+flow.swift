import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// Bytes from one side to the other.
extension Worker {
    /// Which way.
    enum Direction {
        case request
        case response
    }

    /// What came of moving bytes.
    enum Movement {
        /// All that is there has been moved; more needs an event, or the message is complete.
        case waiting
        /// The side that sends broke off, or what it sent is no good.
        case sourceFailed
        /// The side that receives takes no more.
        case sinkFailed
    }

    /// Claims what has been received for the message that is on its way; false if its chunks are no good.
    mutating func absorb(_ session: Int32, _ direction: Direction) -> Bool {
        var flow = direction == .request ? sessions[session].request : sessions[session].response
        let isGood = absorb(&flow)
        keep(flow, session, direction)
        return isGood
    }

    private mutating func keep(_ flow: Flow, _ session: Int32, _ direction: Direction) {
        switch direction {
        case .request: sessions[session].request = flow
        case .response: sessions[session].response = flow
        }
    }

    private func absorb(_ flow: inout Flow) -> Bool {
        let available = flow.limit - flow.end
        guard available > 0 else { return true }
        switch flow.rest {
        case .nothing: return true
        case .untilEnd: flow.end = flow.limit
        case .counted:
            let count = Int32(min(UInt64(available), flow.remaining))
            flow.end += count
            flow.remaining -= UInt64(count)
            if flow.remaining == 0 { flow.rest = .nothing }
        case .chunked: return flow.unwrapsChunks ? unwrap(&flow) : follow(&flow)
        }
        return true
    }

    /// Chunks that leave as they came.
    private func follow(_ flow: inout Flow) -> Bool {
        let bytes = unsafe UnsafeBufferPointer(start: buffers.pointer(flow.buffer), count: Int(flow.limit))
        var position = Int(flow.end)
        while true {
            switch unsafe flow.chunks.advance(bytes.span, from: position) {
            case .data(let range): position = range.upperBound
            case .needsMore:
                flow.end = flow.limit
                return true
            case .end(let end):
                flow.end = Int32(end)
                flow.rest = .nothing
                return true
            case .refused: return false
            }
        }
    }

    /// Chunks whose content leaves without them: the content moves together.
    private func unwrap(_ flow: inout Flow) -> Bool {
        let pointer = unsafe buffers.pointer(flow.buffer)
        let bytes = unsafe UnsafeBufferPointer(start: pointer, count: Int(flow.limit))
        var position = Int(flow.end)
        var end = Int(flow.end)
        while true {
            switch unsafe flow.chunks.advance(bytes.span, from: position) {
            case .data(let range):
                unsafe (pointer + end).update(from: pointer + range.lowerBound, count: range.count)
                end += range.count
                position = range.upperBound
            case .needsMore:
                flow.end = Int32(end)
                flow.limit = Int32(end)
                return true
            case .end(let last):
                let left = Int(flow.limit) - last
                unsafe (pointer + end).update(from: pointer + last, count: left)
                flow.end = Int32(end)
                flow.limit = Int32(end + left)
                flow.rest = .nothing
                return true
            case .refused: return false
            }
        }
    }

    /// Moves what can be moved.
    mutating func pump(_ session: Int32, _ direction: Direction) -> Movement {
        let connection = sessions[session].connection
        guard connection >= 0 else { return .waiting }
        var client = sessions[session].client
        var server = connections[connection].socket
        var flow: Flow
        let movement: Movement
        switch direction {
        case .request:
            flow = sessions[session].request
            let before = flow.sent
            let received = flow.limit
            movement = pump(&flow, from: &client, to: &server, keeping: sessions[session].isRepeatable)
            if flow.sent != before { sessions[session].hasSent = true }
            if flow.limit < received || flow.start < sessions[session].requestStart {
                sessions[session].isRepeatable = false
            }
        case .response:
            flow = sessions[session].response
            movement = pump(&flow, from: &server, to: &client, keeping: false)
        }
        keep(flow, session, direction)
        sessions[session].client = client
        connections[connection].socket = server
        return movement
    }

    /// - Parameter keeping: what has been sent stays in the buffer, to be sent again, until more must be received.
    private mutating func pump(
        _ flow: inout Flow, from source: inout Socket, to sink: inout Socket, keeping: Bool
    ) -> Movement {
        while true {
            if flow.pending > 0 {
                guard sink.mayWrite else { return sink.isBroken ? .sinkFailed : .waiting }
                guard send(&flow, to: &sink) else { return .sinkFailed }
                continue
            }
            if flow.rest == .nothing { return .waiting }
            if isSpliced(flow) {
                let movement = splice(&flow, from: &source, to: &sink)
                // What is left is small: it is copied.
                if movement == .waiting, flow.piped == 0, flow.rest == .counted, source.mayRead { continue }
                return movement
            }
            if flow.limit > flow.end {
                let end = flow.end
                guard absorb(&flow) else { return .sourceFailed }
                if flow.end != end || flow.rest == .nothing { continue }
            }
            guard source.mayRead else { return .waiting }
            switch receive(&flow, from: &source, keeping) {
            case .some(true): continue
            case .some(false): return .sourceFailed
            case .none: return .waiting
            }
        }
    }

    /// Content that is worth a pipe, or is in one. Nothing of it may be in the buffer.
    private func isSpliced(_ flow: Flow) -> Bool {
        guard flow.rest == .counted, flow.limit == flow.end, flow.pipe != Flow.noPipe else { return false }
        return flow.piped > 0 || flow.remaining >= Self.spliceLeast
    }

    private static var spliceLeast: UInt64 { 65_536 }

    /// Moves content through a pipe.
    private mutating func splice(_ flow: inout Flow, from source: inout Socket, to sink: inout Socket) -> Movement {
        while true {
            if flow.piped > 0 {
                guard sink.mayWrite else { return sink.isBroken ? .sinkFailed : .waiting }
                let more: Int32 = flow.remaining > 0 ? 1 : 0
                let count = linux_splice(pipes.read(flow.pipe), sink.number, Int(flow.piped), more)
                if count == -Int(EAGAIN) {
                    sink.mayWrite = false
                } else if count < 0, count != -Int(EINTR) {
                    sink.isBroken = true
                    return .sinkFailed
                } else if count > 0 {
                    flow.piped -= Int32(count)
                    flow.sent &+= UInt64(count)
                }
                continue
            }
            if flow.remaining == 0 { flow.rest = .nothing }
            guard flow.remaining >= Self.spliceLeast else {
                pipes.give(back: &flow.pipe, isEmpty: true)
                return .waiting
            }
            guard source.mayRead else {
                pipes.give(back: &flow.pipe, isEmpty: true)
                return .waiting
            }
            if let movement = fill(&flow, from: &source) { return movement }
        }
    }

    /// Fills the pipe; nil when there is something in it.
    private mutating func fill(_ flow: inout Flow, from source: inout Socket) -> Movement? {
        if flow.pipe < 0 {
            flow.pipe = pipes.take()
            guard flow.pipe >= 0 else {
                flow.pipe = Flow.noPipe
                return .waiting
            }
        }
        let wanted = Int(min(flow.remaining, UInt64(PipePool.size)))
        let count = linux_splice(source.number, pipes.write(flow.pipe), wanted, 1)
        if count > 0 {
            flow.piped += Int32(count)
            flow.remaining -= UInt64(count)
            flow.received &+= UInt64(count)
            return nil
        }
        pipes.give(back: &flow.pipe, isEmpty: true)
        source.mayRead = false
        if count == -Int(EAGAIN) || count == -Int(EINTR) { return .waiting }
        source.hasEnded = true
        if count < 0 { source.isBroken = true }
        return .sourceFailed
    }

    /// False when the sink is broken.
    private func send(_ flow: inout Flow, to sink: inout Socket) -> Bool {
        let pointer = unsafe buffers.pointer(flow.buffer) + Int(flow.start)
        // More follows at once where the buffer is full: then the kernel may wait to fill a packet.
        let more: Int32 = flow.rest != .nothing && flow.limit == BufferPool.size ? 1 : 0
        let count = unsafe linux_stream_send(sink.number, pointer, Int(flow.pending), more)
        if count == -Int(EAGAIN) {
            sink.mayWrite = false
            return true
        }
        guard count >= 0 else {
            if count == -Int(EINTR) { return true }
            sink.isBroken = true
            return false
        }
        flow.start += Int32(count)
        flow.sent &+= UInt64(count)
        return true
    }

    /// Receives more of the message: nil if nothing is there, false if the source broke off.
    private mutating func receive(_ flow: inout Flow, from source: inout Socket, _ keeping: Bool) -> Bool? {
        if flow.buffer < 0 {
            flow.buffer = buffers.take()
            guard flow.buffer >= 0 else { return false }
            (flow.start, flow.end, flow.limit) = (0, 0, 0)
        }
        if flow.limit == BufferPool.size || flow.limit == flow.start, !keeping || flow.limit == BufferPool.size {
            makeRoom(&flow)
        }
        let room = BufferPool.size - Int(flow.limit)
        let wanted = flow.rest == .counted ? Int(min(UInt64(room), flow.remaining)) : room
        guard wanted > 0 else { return false }
        let count = unsafe linux_stream_receive(source.number, buffers.pointer(flow.buffer) + Int(flow.limit), wanted)
        if count > 0 {
            if count < wanted, !source.endIsNear { source.mayRead = false }
            flow.limit += Int32(count)
            flow.received &+= UInt64(count)
            return absorb(&flow)
        }
        if count == -Int(EAGAIN) || count == -Int(EINTR) {
            source.mayRead = false
            return nil
        }
        source.mayRead = false
        source.hasEnded = true
        if count < 0 { source.isBroken = true }
        guard flow.rest == .untilEnd, count == 0 else { return false }
        flow.rest = .nothing
        return true
    }

    /// All that can be sent has been: what is left goes to the beginning of the buffer.
    private func makeRoom(_ flow: inout Flow) {
        let left = Int(flow.limit - flow.end)
        if left > 0 {
            let pointer = unsafe buffers.pointer(flow.buffer)
            unsafe pointer.update(from: pointer + Int(flow.end), count: left)
        }
        (flow.start, flow.end, flow.limit) = (0, 0, Int32(left))
    }
}
