import Testing

/// One line of the conformance table: what is sent to a proxy, and what must come out of it on both sides.
struct Row: Sendable, CustomTestStringConvertible {
    /// A sentence about behaviour.
    let name: String
    /// The section of an RFC, or the manual's keyword, that says so.
    let source: String
    var proxy = ProxyConfiguration()
    let client: [ClientStep]
    /// What the server at 127.0.0.1:81 answers, request by request; after the last it says `200 ok`.
    var origin: [Reply] = []
    /// The same at 127.0.0.1:82; nil: nobody listens there.
    var second: [Reply]?
    let expects: Outcome
    /// Where HAProxy does something else.
    var haproxy: Difference?

    var testDescription: String { "\(source): \(name)" }

    /// The same, with a packet for every byte that the client sends.
    var inSingleBytes: Row {
        let steps = client.flatMap { step -> [ClientStep] in
            guard case .send(let bytes) = step else { return [step] }
            return bytes.bytes.map { .send(Bytes([$0])) }
        }
        return Row(
            name: name, source: source, proxy: proxy, client: steps, origin: origin, second: second, expects: expects,
            haproxy: haproxy)
    }

    /// The same row, of which HAProxy makes something else.
    func butHAProxy(_ why: String, _ outcome: Outcome) -> Row {
        var row = self
        row.haproxy = Difference(why, outcome)
        return row
    }

    var byteCount: Int {
        client.reduce(0) { count, step in
            if case .send(let bytes) = step { count + bytes.bytes.count } else { count }
        }
    }

    /// What may be seen; the first is the usual.
    func expected(of engine: Engine) -> [Outcome] {
        engine == .haproxy ? haproxy?.outcomes ?? [expects] : [expects]
    }
}

/// What a client does.
enum ClientStep: Sendable {
    case send(Bytes)
    /// Milliseconds in which nothing is sent.
    case pause(Int)
    /// Waits until so many whole answers have come on this connection, interim ones too.
    case answers(Int)
    /// Says that nothing more will be sent (FIN).
    case finish
    /// Goes away with a reset.
    case reset
    /// Another connection, from 127.0.0.x; the first one needs no step, unless it is from elsewhere than 127.0.0.1.
    case connect(from: UInt8 = 1)
    /// Waits until a server has got so many requests in all.
    case serverHas(Int)
}

/// What a server does once it has the next request.
struct Reply: Sendable, ExpressibleByStringLiteral {
    enum Trigger: Sendable {
        /// The whole request is there.
        case request
        /// Its head is there.
        case head
        /// The connection is there.
        case connection
    }

    enum Part: Sendable {
        case send(Bytes)
        case pause(Int)
        /// Closes after what was sent.
        case close
        case reset
        /// Waits until the whole request is there.
        case request
    }

    var after = Trigger.request
    var parts: [Part]

    init(after: Trigger = .request, _ parts: Part...) {
        self.after = after
        self.parts = parts
    }

    init(stringLiteral text: String) { self.init(.send(Bytes(stringLiteral: text))) }

    /// Sends this and closes.
    static func closing(_ bytes: Bytes) -> Reply { Reply(.send(bytes), .close) }

    static let ok: Reply = "HTTP/1.1 200 OK|Content-Length: 2||ok"
}

/// What is seen at both sides of a proxy.
struct Outcome: Hashable, Sendable {
    enum End: String, Sendable {
        case kept
        case closed
    }

    /// The requests that servers get, in the order in which they begin. Names of fields are compared without their
    /// case, fields of different names in any order, chunks by what they hold; `*` is any value of a field.
    var server: [Bytes]
    /// The answers that the client gets, compared in the same way. Three digits alone are any answer of that status
    /// whose end is where its head says.
    var client: [Bytes]
    /// What becomes of the client's last connection.
    var end = End.kept
    /// What must stand in the client's last answer, where its text is the proxy's own.
    var contains: [String] = []
    /// How many connections servers have seen; nil: any number.
    var serverConnections: Int?
    /// Requests of which a server gets the beginning only, and then the end of the connection, may be there or not.
    var ignoresUnfinished = false
    /// The answers are to HEAD and have no body.
    var isHead = false
    /// What is said is not HTTP: each connection's bytes are compared as they are.
    var isRaw = false

    var requests: MessageReader.Kind { isRaw ? .bytes : .requests }
    var responses: MessageReader.Kind { isRaw ? .bytes : .responses(toHead: isHead) }

    init(
        server: [Bytes], client: [Bytes], _ end: End = .kept, serverConnections: Int? = nil, isHead: Bool = false,
        contains: [String] = []
    ) {
        self.server = server
        self.client = client
        self.end = end
        self.serverConnections = serverConnections
        self.isHead = isHead
        self.contains = contains
    }

    /// The proxy refuses and nothing reaches a server.
    static func refused(_ status: Bytes) -> Outcome { Outcome(server: [], client: [status], .closed) }

    /// The client gave up in the middle of its request: it gets nothing, and no server a whole request.
    static var abandoned: Outcome {
        var outcome = Outcome(server: [], client: [], .closed)
        outcome.ignoresUnfinished = true
        return outcome
    }

    /// Not HTTP: all bytes of each connection.
    static func raw(server: [Bytes], client: [Bytes], _ end: End = .kept) -> Outcome {
        var outcome = Outcome(server: server, client: client, end)
        outcome.isRaw = true
        return outcome
    }

    /// The server answers before the request is over, and gets no more than its beginning.
    static func unfinished(client: Bytes, _ end: End = .kept) -> Outcome {
        var outcome = Outcome(server: [], client: [client], end)
        outcome.ignoresUnfinished = true
        return outcome
    }

    /// The proxy finds out when it may have sent the beginning to a server: no whole request reaches it.
    static func refusedMidway(_ status: Bytes) -> Outcome {
        var outcome = refused(status)
        outcome.ignoresUnfinished = true
        return outcome
    }
}

/// What HAProxy 2.6 does instead, and why that is another thing than what the row asks for.
struct Difference: Sendable {
    let why: String
    /// More than one where it does not always do the same.
    let outcomes: [Outcome]

    init(_ why: String, _ outcomes: Outcome...) {
        self.why = why
        self.outcomes = outcomes
    }
}
