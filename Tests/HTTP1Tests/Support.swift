import Testing

@testable import HTTP1

/// A head and what reading it gave, with the bytes it was read from.
final class Sample {
    let bytes: [UInt8]
    var head = MessageHead()
    let result: ParseResult

    init(request text: String) {
        let bytes = Array(text.utf8)
        result = head.parseRequest(bytes.span)
        self.bytes = bytes
    }

    init(response text: String, to request: RequestContext = RequestContext(method: .get)) {
        let bytes = Array(text.utf8)
        result = head.parseResponse(bytes.span, to: request)
        self.bytes = bytes
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The fields that are forwarded, as they are written.
    func forwarded() -> String {
        let bytes = bytes
        var output = [UInt8](repeating: 0, count: 4096)
        var span = output.mutableSpan
        var writer = HeadWriter()
        writer.fields(of: head, bytes.span, to: &span)
        let end = writer.position
        return String(decoding: output[..<end], as: UTF8.self)
    }
}

extension ParseResult {
    var reason: Refusal.Reason? { if case .refused(let refusal) = self { refusal.reason } else { nil } }
    var headLength: Int? { if case .complete(let length) = self { length } else { nil } }
}
