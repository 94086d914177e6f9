import Testing

@testable import HTTP1

/// A head, what reading it gave, and the bytes it was read from.
final class Sample {
    private(set) var bytes: [UInt8]
    var head = MessageHead()
    let result: ParseResult

    init(request bytes: [UInt8]) {
        result = head.parseRequest(bytes.span)
        self.bytes = bytes
    }

    convenience init(request text: String) { self.init(request: Array(text.utf8)) }

    init(response bytes: [UInt8], to request: RequestContext = RequestContext(method: .get)) {
        result = head.parseResponse(bytes.span, to: request)
        self.bytes = bytes
    }

    convenience init(response text: String, to request: RequestContext = RequestContext(method: .get)) {
        self.init(response: Array(text.utf8), to: request)
    }

    /// A request of HTTP/1.1 with a host and these fields.
    convenience init(fields: String) { self.init(request: "GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n") }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The fields that are forwarded, as they are written.
    func forwarded() -> String {
        let bytes = bytes
        return written { writer, span in writer.fields(of: self.head, bytes.span, to: &span) }
    }

    /// What a writer makes of it.
    func written(_ body: (inout HeadWriter, inout MutableSpan<UInt8>) -> Void) -> String {
        var output = [UInt8](repeating: 0, count: 8192)
        var span = output.mutableSpan
        var writer = HeadWriter()
        body(&writer, &span)
        let (end, isOverfull) = (writer.position, writer.isOverfull)
        #expect(!isOverfull)
        return String(decoding: output[..<end], as: UTF8.self)
    }

    /// Something that changes the bytes too.
    @discardableResult
    func change<Result>(_ body: (inout MessageHead, inout MutableSpan<UInt8>) -> Result) -> Result {
        var copy = bytes
        var span = copy.mutableSpan
        let result = body(&head, &span)
        bytes = copy
        return result
    }

    /// Something that looks at the bytes.
    func look<Result>(_ body: (borrowing MessageHead, Span<UInt8>) -> Result) -> Result {
        let bytes = bytes
        return body(head, bytes.span)
    }
}

extension ParseResult {
    var reason: Refusal.Reason? { if case .refused(let refusal) = self { refusal.reason } else { nil } }
    var headLength: Int? { if case .complete(let length) = self { length } else { nil } }
}

/// Bytes, what must come of them, and who says so.
struct Row<Outcome: Sendable>: Sendable, CustomTestStringConvertible {
    let text: String
    let outcome: Outcome
    let source: String

    init(_ text: String, _ outcome: Outcome, _ source: String) {
        self.text = text
        self.outcome = outcome
        self.source = source
    }

    var testDescription: String { "\(source): \(text.debugDescription)" }
}
