import Addresses
import HAProxyConf
import HTTP1
import Testing

@testable import HTTPRules

/// The page that configurations may name as `/page`.
let page =
    "HTTP/1.0 503 Busy\r\nCache-Control: no-cache\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n<h1>busy</h1>\n"

/// Rules of a configuration, tried on messages.
///
/// The lines given are those of the frontend `web`, whose default is the backend `first` (servers s1, s2); the backend
/// `second` has none.
final class Rules {
    let program: RuleProgram
    var context = RuleContext(
        client: IPAddress(v4: 0xC000_0207), clientPort: 40_000, destination: IPAddress(v4: 0xC000_0250),
        destinationPort: 80, frontend: 0)
    var usable: [Int32] = [2, 0]
    /// How many bytes rules may write.
    var room = 4_096

    init(_ lines: String, backend: String = "") throws {
        let text = """
            defaults
                mode http
                timeout client 1s
                timeout server 1s
                timeout connect 1s
            frontend web
                bind 192.0.2.80:80
            \(lines)
                default_backend first
            backend first
                server s1 192.0.2.1:80
                server s2 192.0.2.2:80
            \(backend)
            backend second
                server s3 192.0.2.3:80

            """
        let files = ["h.cfg": Array(text.utf8), "/page": Array(page.utf8), "/dev/null": []]
        let source = SourceFiles { path, _ in
            files[path].map { .success($0) } ?? .failure(.init(reason: "No such file or directory"))
        }
        let configuration = try HAProxyConfiguration.load("h.cfg", from: source)
        program = RuleProgram(configuration, hostName: Array("balancer".utf8))
    }

    /// Whether the condition of the only rule, `http-request deny if …`, holds for a request.
    func hold(for request: String) -> Bool {
        if case .denied = outcome(request: request) { return true }
        return false
    }

    /// What the frontend's rules make of a request, then the backend's.
    func outcome(request: String) -> Outcome {
        run(Array(request.utf8)) { head, bytes in
            head.parseRequest(bytes)
        } lists: { program, context in
            [
                program.frontends[context.frontend].request,
                context.backend.map { program.requestRules(ofBackend: $0, cameBy: context.frontend) } ?? RuleList(),
            ]
        } phase: {
            .request
        }
    }

    /// What the frontend's rules make of a response.
    func outcome(response: String) -> Outcome {
        run(Array(response.utf8)) { head, bytes in
            head.parseResponse(bytes, to: RequestContext(method: .get))
        } lists: { program, context in
            [program.frontends[context.frontend].response]
        } phase: {
            .response
        }
    }

    private func run(
        _ message: [UInt8], _ parse: (inout MessageHead, Span<UInt8>) -> ParseResult,
        lists: (borrowing RuleProgram, RuleContext) -> [RuleList], phase: () -> RulePhase
    ) -> Outcome {
        let usable = usable
        var head = MessageHead()
        guard case .complete = parse(&head, message.span) else {
            Issue.record("this is no message: \(String(decoding: message, as: UTF8.self))")
            return .failed
        }
        var bytes = message + [UInt8](repeating: 0, count: room)
        var buffer = bytes.mutableSpan
        var edits = MessageEdits(writingAt: message.count)
        var scratch = RegularExpression.Scratch()
        var outcome = RuleOutcome.allow
        for list in lists(program, context) {
            outcome = program.apply(
                list, phase(), context, &head, &edits, &buffer, usable: usable.span, &scratch)
            guard case .allow = outcome else { break }
        }
        return Outcome(outcome, self, phase(), head, &edits, &buffer)
    }

    /// What a test does with a message whose rules were not done.
    func look<Result>(
        at request: String,
        _ body: (
            borrowing RuleProgram, borrowing MessageHead, MessageEdits, Span<UInt8>, Span<Int32>,
            inout RegularExpression.Scratch
        ) -> Result
    ) -> Result {
        let usable = usable
        var head = MessageHead()
        let bytes = Array(request.utf8)
        let result = head.parseRequest(bytes.span)
        #expect(result == .complete(headLength: bytes.count))
        var scratch = RegularExpression.Scratch()
        return body(program, head, MessageEdits(writingAt: bytes.count), bytes.span, usable.span, &scratch)
    }
}

/// What rules led to, as text.
enum Outcome: Equatable, CustomStringConvertible {
    /// The head as it goes on, lines separated by line feeds.
    case forwarded(String)
    case denied(String)
    case replied(String)
    case redirected(String)
    case served
    case failed

    init(
        _ outcome: RuleOutcome, _ rules: Rules, _ phase: RulePhase, _ head: borrowing MessageHead,
        _ edits: inout MessageEdits, _ buffer: inout MutableSpan<UInt8>
    ) {
        let usable = rules.usable
        var output = [UInt8](repeating: 0, count: 16_384)
        var span = output.mutableSpan
        var writer = HeadWriter()
        let reply = ReplyWriter(connection: .keepAlive, isForHead: phase == .request && head.method == .head)
        var isWritten = true
        switch outcome {
        case .allow:
            Self.forward(phase, head, edits, buffer.span, &writer, &span)
        case .deny(let index), .reply(let index):
            isWritten =
                reply.write(
                    index, of: rules.program, phase, rules.context, head, &edits, &buffer, usable: usable.span,
                    with: &writer, to: &span) != nil
        case .redirect(let index):
            isWritten = reply.write(index, of: rules.program, edits, buffer.span, with: &writer, to: &span) != nil
        case .service, .failed: break
        }
        let text = String(decoding: output[..<writer.position], as: UTF8.self)
        switch outcome {
        case .failed: self = .failed
        case _ where !isWritten: self = .failed
        case .allow: self = .forwarded(text.replacing("\r\n", with: "\n"))
        case .deny: self = .denied(text)
        case .reply: self = .replied(text)
        case .redirect: self = .redirected(text)
        case .service: self = .served
        }
    }

    private static func forward(
        _ phase: RulePhase, _ head: borrowing MessageHead, _ edits: MessageEdits, _ bytes: Span<UInt8>,
        _ writer: inout HeadWriter, _ output: inout MutableSpan<UInt8>
    ) {
        if phase == .response {
            writer.statusLine(of: head, bytes, to: &output)
        } else if let target = edits.originForm {
            writer.requestLine(of: head, target: target, bytes, to: &output)
        } else {
            writer.requestLine(of: head, bytes, to: &output)
        }
        writer.fields(of: head, bytes, to: &output)
    }

    var description: String {
        switch self {
        case .forwarded(let text): "forwarded: \(text)"
        case .denied(let text): "denied: \(text)"
        case .replied(let text): "replied: \(text)"
        case .redirected(let text): "redirected: \(text)"
        case .served: "served"
        case .failed: "failed"
        }
    }

    /// The response, or the head that goes on.
    var text: String {
        switch self {
        case .forwarded(let text), .denied(let text), .replied(let text), .redirected(let text): text
        case .served, .failed: ""
        }
    }
}

/// A request of HTTP/1.1.
func request(_ target: String = "/", method: String = "GET", host: String = "a", _ fields: String...) -> String {
    "\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n"
}
