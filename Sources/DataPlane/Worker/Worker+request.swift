import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// A request whose head is there: where it goes, and how it is written for the server.
extension Worker {
    /// - Parameters:
    ///   - base: where the head begins in the buffer.
    ///   - length: of the head.
    mutating func begin(request session: Int32, base: Int, length: Int) {
        let frontend = Int(sessions[session].frontend)
        sessions[session].headComplete = now
        sessions[session].context = head.context
        sessions[session].requests += 1
        plane.count(.requests, of: .frontend(frontend), thread: index)
        plane.add(1, to: .totalRequests)
        sessions[session].keepsClient = head.persists && frontends[frontend].connectionMode != .close
        sessions[session].headStart = Int32(base)
        sessions[session].contentStart = Int32(base + length)
        sessions[session].request.start = Int32(base + length)
        sessions[session].request.end = Int32(base + length)
        sessions[session].request.expect(head.framing)
        keepLine(session, base)
        guard absorb(session, .request) else { return refuse(session, 400) }
        var edits = MessageEdits(writingAt: Int(sessions[session].request.limit) - base)
        guard let backend = route(session, base, &edits) else { return }
        forward(session, to: backend, base, length, edits)
    }

    /// The request is for a backend: its head is written anew, and a server is looked for.
    private mutating func forward(
        _ session: Int32, to backend: Int, _ base: Int, _ length: Int, _ edits: MessageEdits
    ) {
        sessions[session].hasCookieTable = persistence[backend] != nil
        sessions[session].cookie = CookieReading()
        if sessions[session].hasCookieTable { readCookie(session, backend, base) }
        makeKey(session, backend, base)
        useServerRules(session, backend, base, edits)
        guard let start = writeRequest(session, base, length, edits) else {
            return answer(session, 400, .proxy, .request)
        }
        sessions[session].request.start = Int32(start)
        sessions[session].requestStart = Int32(start)
        sessions[session].isRepeatable = true
        sessions[session].hasSent = false
        sessions[session].assigned = now
        assignServer(session)
    }

    mutating func countAtBackend(_ session: Int32, _ backend: Int) {
        plane.count(.sessions, of: .backend(backend), thread: index)
        plane.count(.requests, of: .backend(backend), thread: index)
        plane.change(.current, of: .backend(backend), by: 1)
        sessions[session].isCountedAtBackend = true
    }

    /// Writes the head as the server gets it so that it ends where the one from the client ended: the content behind it
    /// stays where it is. Gives where it begins; nil if it does not fit.
    private mutating func writeRequest(_ session: Int32, _ base: Int, _ length: Int, _ edits: MessageEdits) -> Int? {
        let pointer = unsafe buffers.pointer(sessions[session].request.buffer)
        let source = unsafe UnsafeBufferPointer(start: pointer + base, count: BufferPool.size - base)
        let target = unsafe UnsafeMutableBufferPointer(start: scratch, count: Self.scratchSize)
        var output = unsafe target.mutableSpan
        var writer = HeadWriter()
        if let target = edits.originForm {
            unsafe writer.requestLine(of: head, target: target, source.span, to: &output)
        } else {
            unsafe writer.requestLine(of: head, source.span, to: &output)
        }
        unsafe writer.fields(of: head, source.span, to: &output)
        if head.hostField == nil { writer.text("Host: \r\n", to: &output) }
        writeForwarded(session, unsafe source.span, &writer, &output)
        if head.upgrade != .none {
            writer.text("Connection: Upgrade\r\n", to: &output)
        } else if closesServer(session) {
            writer.text("Connection: close\r\n", to: &output)
        }
        writer.endOfHead(to: &output)
        let start = base + length - writer.position
        guard !writer.isOverfull, start >= 0 else { return nil }
        unsafe (pointer + start).update(from: scratch, count: writer.position)
        return start
    }

    /// Whether the server is told to close after its response.
    private func closesServer(_ session: Int32) -> Bool {
        let mode = max(
            frontends[Int(sessions[session].frontend)].connectionMode.rawValue,
            backends[Int(sessions[session].backend)].connectionMode.rawValue)
        return mode != ConnectionMode.keepAlive.rawValue
    }

    /// X-Forwarded-For: that of the backend goes before that of the frontend.
    private func writeForwarded(
        _ session: Int32, _ source: Span<UInt8>, _ writer: inout HeadWriter, _ output: inout MutableSpan<UInt8>
    ) {
        let backend = frontends.count + Int(sessions[session].backend)
        let place = forwarding[backend].isOn ? backend : Int(sessions[session].frontend)
        guard forwarding[place].isOn else { return }
        let client = sessions[session].clientAddress.address
        if let exception = forwarding[place].exception, exception.contains(client) { return }
        if forwarding[place].ifNone, hasField(place, source) { return }
        if forwarding[place].isUsual {
            writer.text("X-Forwarded-For: ", to: &output)
        } else {
            let name = forwarding[place].name
            writer.bytes(0..<name.count, of: name.span, to: &output)
            writer.text(": ", to: &output)
        }
        writer.address(client, to: &output)
        writer.text("\r\n", to: &output)
    }

    private func hasField(_ place: Int, _ source: Span<UInt8>) -> Bool {
        let name = forwarding[place].name
        return head.next(forwarding[place].known, name.span, in: source) != nil
    }

    /// The persistence cookie of the request; with `indirect` it is taken out.
    private mutating func readCookie(_ session: Int32, _ backend: Int, _ base: Int) {
        guard head.has(.cookie) else { return }
        let source = unsafe UnsafeBufferPointer(
            start: buffers.pointer(sessions[session].request.buffer) + base, count: BufferPool.size - base)
        var field = head.next(.cookie)
        while let index = field {
            field = head.next(.cookie, from: index + 1)
            let place = head.field(index).valueRange
            guard let name = persistence[backend]?.cookie.name else { return }
            let value = unsafe UnsafeBufferPointer(rebasing: source[place])
            guard let pair = unsafe CookieField.find(name.span, in: value.span) else { continue }
            unsafe take(pair, of: index, place, session, backend, source)
            return
        }
    }

    private mutating func take(
        _ pair: CookieField.Pair, of field: Int, _ place: Range<Int>, _ session: Int32, _ backend: Int,
        _ source: UnsafeBufferPointer<UInt8>
    ) {
        let value = unsafe UnsafeBufferPointer(rebasing: source[place])
        guard let table = persistence[backend] else { return }
        let cookie = unsafe UnsafeBufferPointer(rebasing: value[pair.value])
        let reading = unsafe table.read(cookie.span, now: date)
        sessions[session].cookie = reading
        if persistence[backend]?.hidesCookieFromServer == true {
            cut(pair.removal, of: field, place, session)
        } else if reading.prefixLength > 0 {
            let start = pair.value.lowerBound
            cut(start..<start + reading.prefixLength, of: field, place, session)
        }
    }

    /// Takes bytes out of a field's value: in place, since what is left is never longer.
    private mutating func cut(_ part: Range<Int>, of field: Int, _ place: Range<Int>, _ session: Int32) {
        if part.count == place.count { return head.remove(field) }
        let base = headBase(session)
        let pointer = unsafe buffers.pointer(sessions[session].request.buffer) + base + place.lowerBound
        let rest = place.count - part.upperBound
        unsafe (pointer + part.lowerBound).update(from: pointer + part.upperBound, count: rest)
        head.replaceValue(field, with: place.lowerBound..<place.upperBound - part.count)
    }

    /// Where the head that is being looked at begins in its buffer.
    private func headBase(_ session: Int32) -> Int { Int(sessions[session].headStart) }
}
