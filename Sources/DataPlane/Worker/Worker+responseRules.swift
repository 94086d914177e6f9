import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// What rules say of a response.
extension Worker {
    /// Does the rules of the backend, then of the frontend; false if the response is replaced by one of ours.
    mutating func applyResponseRules(_ session: Int32, _ base: Int) -> Bool {
        let frontend = Int(sessions[session].frontend)
        let backend = Int(sessions[session].backend)
        guard frontends[frontend].hasResponseRules || backends[backend].hasResponseRules else { return true }
        var edits = MessageEdits(writingAt: Int(sessions[session].response.limit) - base)
        let own = plane.rules.responseRules(ofBackend: backend, cameBy: frontend)
        return apply(own, session, base, &edits)
            && apply(plane.rules.frontends[frontend].response, session, base, &edits)
    }

    private mutating func apply(
        _ list: RuleList, _ session: Int32, _ base: Int, _ edits: inout MessageEdits
    ) -> Bool {
        guard !list.isEmpty else { return true }
        let context = context(
            session, backend: Int(sessions[session].backend), server: Int(sessions[session].server))
        let bytes = unsafe response(session, base)
        var span = unsafe bytes.mutableSpan
        let outcome = unsafe plane.rules.apply(
            list, .response, context, &head, &edits, &span, usable: usableServers.span, &expressions)
        switch outcome {
        case .allow: return true
        case .deny(let reply):
            plane.count(.deniedResponses, of: .frontend(Int(sessions[session].frontend)), thread: index)
            plane.count(.deniedResponses, of: .backend(Int(sessions[session].backend)), thread: index)
            give(reply, session, base, context, &edits, .proxy)
        case .reply(let reply): give(reply, session, base, context, &edits, .local)
        case .redirect(let redirect): give(redirect, session, base, edits)
        case .service: return true
        case .failed: answer(session, 502, .proxy, .headers)
        }
        return false
    }

    /// The buffer of the response, from its head on.
    private func response(_ session: Int32, _ base: Int) -> UnsafeMutableBufferPointer<UInt8> {
        unsafe UnsafeMutableBufferPointer(
            start: buffers.pointer(sessions[session].response.buffer) + base, count: BufferPool.size - base)
    }

    private mutating func give(
        _ reply: ReplyIndex, _ session: Int32, _ base: Int, _ context: RuleContext, _ edits: inout MessageEdits,
        _ cause: TerminationState.Cause
    ) {
        let replies = ReplyWriter(connection: replyConnection(session), isForHead: isForHead(session))
        let bytes = unsafe response(session, base)
        var span = unsafe bytes.mutableSpan
        let target = unsafe UnsafeMutableBufferPointer(start: scratch, count: Self.scratchSize)
        var output = unsafe target.mutableSpan
        var writer = HeadWriter()
        let written = unsafe replies.write(
            reply, of: plane.rules, .response, context, head, &edits, &span, usable: usableServers.span, with: &writer,
            to: &output)
        finish(session, written, writer.position, cause)
    }

    private mutating func give(_ redirect: RedirectIndex, _ session: Int32, _ base: Int, _ edits: MessageEdits) {
        let replies = ReplyWriter(connection: replyConnection(session), isForHead: isForHead(session))
        let bytes = unsafe response(session, base)
        let target = unsafe UnsafeMutableBufferPointer(start: scratch, count: Self.scratchSize)
        var output = unsafe target.mutableSpan
        var writer = HeadWriter()
        let written = unsafe replies.write(
            redirect, of: plane.rules, edits, UnsafeBufferPointer(bytes).span, with: &writer, to: &output)
        finish(session, written, writer.position, .local)
    }

    /// Sends the answer that stands in the scratch memory instead of the server's.
    private mutating func finish(
        _ session: Int32, _ written: SentReply?, _ count: Int, _ cause: TerminationState.Cause
    ) {
        guard let written else { return answer(session, 502, .proxy, .headers) }
        if written.closes { sessions[session].keepsClient = false }
        send(session, count, status: written.status, cause, .headers)
    }
}
