import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// What rules say of a request.
extension Worker {
    /// The backend that a request goes to; nil if it is answered here.
    mutating func route(_ session: Int32, _ base: Int, _ edits: inout MessageEdits) -> Int? {
        let frontend = Int(sessions[session].frontend)
        if plane.rules.frontends[frontend].isMonitored, isMonitoring(session, base, frontend) { return nil }
        if asksForStatistics(session, base, .frontend(frontend), edits) { return nil }
        let rules = plane.rules.frontends[frontend]
        if !rules.request.isEmpty, !apply(rules.request, session, base, &edits, backend: nil) { return nil }
        guard let backend = chooseBackend(session, base, edits) else {
            answer(session, 503, .serverAbort, .connect)
            return nil
        }
        sessions[session].backend = Int16(backend)
        countAtBackend(session, backend)
        if asksForStatistics(session, base, .backend(backend), edits) { return nil }
        let own = plane.rules.requestRules(ofBackend: backend, cameBy: frontend)
        if !own.isEmpty, !apply(own, session, base, &edits, backend: backend) { return nil }
        return backend
    }

    private mutating func isMonitoring(_ session: Int32, _ base: Int, _ frontend: Int) -> Bool {
        let bytes = unsafe message(session, base)
        guard unsafe plane.rules.isMonitoring(frontend, head, bytes.span) else { return false }
        sessions[session].isSilent = true
        answer(session, 200, .local, .request)
        return true
    }

    /// The buffer of the request, from its head on.
    func message(_ session: Int32, _ base: Int) -> UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(
            start: buffers.pointer(sessions[session].request.buffer) + base, count: BufferPool.size - base)
    }

    mutating func context(_ session: Int32, backend: Int?, server: Int? = nil) -> RuleContext {
        learnLocalAddress(session)
        let found = sessions[session]
        return RuleContext(
            client: found.clientAddress.address, clientPort: found.clientAddress.port,
            destination: found.localAddress.address, destinationPort: found.localAddress.port,
            frontend: Int(found.frontend), backend: backend, server: server, requestMethod: found.context.method)
    }

    mutating func learnLocalAddress(_ session: Int32) {
        guard !sessions[session].knowsLocalAddress else { return }
        sessions[session].knowsLocalAddress = true
        if let address = StreamAddress.local(of: sessions[session].client.number) {
            sessions[session].localAddress = address
        }
    }

    private mutating func chooseBackend(_ session: Int32, _ base: Int, _ edits: MessageEdits) -> Int? {
        let frontend = Int(sessions[session].frontend)
        let rules = plane.rules.frontends[frontend]
        guard !rules.backend.isEmpty else { return rules.defaultBackend }
        let context = context(session, backend: nil)
        let bytes = unsafe message(session, base)
        return unsafe plane.rules.backend(
            .request, context, head, edits, bytes.span, usable: usableServers.span, &expressions)
    }

    var usableServers: UnsafeBufferPointer<Int32> {
        unsafe UnsafeBufferPointer(start: usable, count: backends.count)
    }

    /// Does the rules of a list; false if the request is answered by one of them.
    private mutating func apply(
        _ list: RuleList, _ session: Int32, _ base: Int, _ edits: inout MessageEdits, backend: Int?
    ) -> Bool {
        let context = context(session, backend: backend)
        let bytes = unsafe UnsafeMutableBufferPointer(mutating: message(session, base))
        var span = unsafe bytes.mutableSpan
        let outcome = unsafe plane.rules.apply(
            list, .request, context, &head, &edits, &span, usable: usableServers.span, &expressions)
        switch outcome {
        case .allow: return true
        case .deny(let reply):
            plane.count(.deniedRequests, of: .frontend(Int(sessions[session].frontend)), thread: index)
            if let backend { plane.count(.deniedRequests, of: .backend(backend), thread: index) }
            give(reply, session, base, context, &edits, .proxy)
        case .reply(let reply): give(reply, session, base, context, &edits, .local)
        case .redirect(let redirect): give(redirect, session, base, edits)
        case .service(.prometheusExporter):
            sessions[session].target = .exporter
            answerMetrics(session, base)
        case .failed: answer(session, 500, .proxy, .request)
        }
        return false
    }

    private mutating func give(
        _ reply: ReplyIndex, _ session: Int32, _ base: Int, _ context: RuleContext, _ edits: inout MessageEdits,
        _ cause: TerminationState.Cause
    ) {
        let replies = ReplyWriter(connection: replyConnection(session), isForHead: isForHead(session))
        let bytes = unsafe UnsafeMutableBufferPointer(mutating: message(session, base))
        var span = unsafe bytes.mutableSpan
        let target = unsafe UnsafeMutableBufferPointer(start: scratch, count: Self.scratchSize)
        var output = unsafe target.mutableSpan
        var writer = HeadWriter()
        let reply = unsafe replies.write(
            reply, of: plane.rules, .request, context, head, &edits, &span, usable: usableServers.span, with: &writer,
            to: &output)
        guard let reply else { return answer(session, 500, .proxy, .request) }
        if reply.closes { sessions[session].keepsClient = false }
        send(session, writer.position, status: reply.status, cause, .request)
    }

    private mutating func give(_ redirect: RedirectIndex, _ session: Int32, _ base: Int, _ edits: MessageEdits) {
        let replies = ReplyWriter(connection: replyConnection(session), isForHead: isForHead(session))
        let bytes = unsafe message(session, base)
        let target = unsafe UnsafeMutableBufferPointer(start: scratch, count: Self.scratchSize)
        var output = unsafe target.mutableSpan
        var writer = HeadWriter()
        let reply = unsafe replies.write(redirect, of: plane.rules, edits, bytes.span, with: &writer, to: &output)
        guard let reply else { return answer(session, 500, .proxy, .request) }
        if reply.closes { sessions[session].keepsClient = false }
        send(session, writer.position, status: reply.status, .local, .request)
    }

    /// `use-server`: the first rule whose condition holds and whose server can be used.
    mutating func useServerRules(_ session: Int32, _ backend: Int, _ base: Int, _ edits: MessageEdits) {
        guard backends[backend].hasServerRules else { return }
        let context = context(session, backend: backend)
        let bytes = unsafe message(session, base)
        var start = 0
        while let server = unsafe plane.rules.server(
            startingAt: &start, .request, context, head, edits, bytes.span, usable: usableServers.span, &expressions)
        {
            guard plane.setting(.acceptsPersistent, of: backends[backend].firstServer + server) == 1 else { continue }
            sessions[session].cookie.server = Int32(server)
            return
        }
    }

    /// What the balance algorithm hashes.
    mutating func makeKey(_ session: Int32, _ backend: Int, _ base: Int) {
        guard balancers[backend].algorithm.isHash else { return }
        let bytes = unsafe message(session, base)
        switch balancers[backend].algorithm {
        case .uri(let options):
            sessions[session].key = unsafe KeyHash.uri(bytes.span.extracting(head.target), options)
        case .header(let domainOnly):
            guard case .header(let name, _) = plane.configuration.backends[backend].balance,
                let index = unsafe head.next(FieldName(name.span), name.span, in: bytes.span)
            else { return }
            sessions[session].key = unsafe KeyHash.header(
                bytes.span.extracting(head.field(index).valueRange), usesDomainOnly: domainOnly)
        case .roundRobin, .staticRoundRobin, .leastConnections, .first, .source, .random: return
        }
    }

    /// `tcp-request connection`: whether a new client may stay.
    mutating func mayStay(_ session: Int32) -> Bool {
        guard frontends[Int(sessions[session].frontend)].hasConnectionRules else { return true }
        let context = context(session, backend: nil)
        return unsafe plane.rules.accepts(context, head, usable: usableServers.span, &expressions)
    }
}
