import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// The statistics page of a proxy (`stats uri`).
extension Worker {
    /// Whether the request is for the page; then it is on its way to an answer.
    mutating func asksForStatistics(
        _ session: Int32, _ base: Int, _ place: Hooks.StatisticsRequest.Place, _ edits: MessageEdits
    ) -> Bool {
        guard let statistics = statistics(of: place) else { return false }
        let bytes = unsafe message(session, base)
        guard unsafe isAsked(statistics.uri.span, bytes.span) else { return false }
        sessions[session].target = .statistics
        sessions[session].statisticsPlace = place
        sessions[session].isAdministrator = isAdministrator(session, base, place, edits)
        keepRequest(session, base)
        guard sessions[session].request.rest == .nothing || sessions[session].context.method != .post else {
            sessions[session].phase = .collecting
            return true
        }
        answerStatistics(session)
        return true
    }

    private func statistics(of place: Hooks.StatisticsRequest.Place) -> Statistics? {
        switch place {
        case .frontend(let index): plane.configuration.frontends[index].statistics
        case .backend(let index): plane.configuration.backends[index].statistics
        }
    }

    /// The path with its query begins with the page's URI.
    private func isAsked(_ uri: Span<UInt8>, _ bytes: Span<UInt8>) -> Bool {
        guard !head.path.isEmpty else { return false }
        let asked = bytes.extracting(head.path.lowerBound..<head.target.upperBound)
        guard asked.count >= uri.count else { return false }
        for index in 0..<uri.count where asked[index] != uri[index] { return false }
        return true
    }

    private mutating func isAdministrator(
        _ session: Int32, _ base: Int, _ place: Hooks.StatisticsRequest.Place, _ edits: MessageEdits
    ) -> Bool {
        let bytes = unsafe message(session, base)
        let usable = unsafe UnsafeBufferPointer(start: usable, count: backends.count)
        switch place {
        case .frontend(let number):
            let context = context(session, backend: nil)
            return unsafe plane.rules.holdsAny(
                plane.rules.frontends[number].administration, .request, context, head, edits, bytes.span,
                usable: usable.span, &expressions)
        case .backend(let number):
            let context = context(session, backend: number)
            return unsafe plane.rules.holdsAny(
                plane.rules.backends[number].administration, .request, context, head, edits, bytes.span,
                usable: usable.span, &expressions)
        }
    }

    /// Keeps what the answer needs of the head, which is gone when the content has come.
    private mutating func keepRequest(_ session: Int32, _ base: Int) {
        let bytes = unsafe message(session, base)
        var authorization: [UInt8]?
        if let field = head.next(.authorization) {
            authorization = unsafe Array(bytes[head.field(field).valueRange])
        }
        kept[session] = KeptRequest(
            method: unsafe Array(bytes[head.methodRange]), target: unsafe Array(bytes[head.target]),
            authorization: authorization)
    }

    /// Receives the content of an order; false while it is not all there.
    mutating func collect(_ session: Int32) -> Bool {
        while sessions[session].request.rest != .nothing {
            let limit = Int(sessions[session].request.limit)
            let wanted = BufferPool.size - limit
            guard wanted > 0 else {
                answer(session, 413, .proxy, .request)
                return true
            }
            guard sessions[session].client.mayRead else { return false }
            let pointer = unsafe buffers.pointer(sessions[session].request.buffer) + limit
            let count = unsafe linux_stream_receive(sessions[session].client.number, pointer, wanted)
            guard count > 0 else {
                sessions[session].client.mayRead = false
                if count != -Int(EAGAIN), count != -Int(EINTR) { abort(session, .clientAbort, .request) }
                return false
            }
            sessions[session].request.limit += Int32(count)
            guard absorb(session, .request) else {
                refuse(session, 400)
                return true
            }
        }
        answerStatistics(session)
        return true
    }

    private mutating func answerStatistics(_ session: Int32) {
        let kept = kept.removeValue(forKey: session) ?? KeptRequest(method: [], target: [], authorization: nil)
        let flow = sessions[session].request
        let content = Int(sessions[session].contentStart)..<Int(flow.end)
        let body = unsafe Array(UnsafeBufferPointer(start: buffers.pointer(flow.buffer), count: Int(flow.end))[content])
        let connection = replyConnection(session)
        let response = hooks.statistics(
            Hooks.StatisticsRequest(
                place: sessions[session].statisticsPlace, method: kept.method, target: kept.target,
                authorization: kept.authorization, body: body, isAdministrator: sessions[session].isAdministrator,
                keepsAlive: connection != .close))
        send(session, response, status: Self.status(of: response))
    }

    /// The status of a response: `HTTP/1.1 200 OK`.
    private static func status(of response: [UInt8]) -> Int {
        guard response.count > 12 else { return 500 }
        return response[9..<12].reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
    }
}

/// Of a request whose content is still to come.
struct KeptRequest {
    let method: [UInt8]
    let target: [UInt8]
    let authorization: [UInt8]?
}
