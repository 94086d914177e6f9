import Balancing
import HAProxyConf
import HTTP1

/// The answer to a check's request, read as it comes.
struct CheckResponse {
    /// What is kept of an answer (HAProxy's `tune.bufsize`); what comes after counts as its end.
    static let limit = 16384

    /// What is known of it.
    enum State: Equatable {
        case incomplete
        case invalid
        /// The head is there.
        case head(status: Int)
    }

    private let context: RequestContext
    private var raw: [UInt8] = []
    private var contentStart = 0
    private var framing = BodyFraming.none
    private var decoder = ChunkDecoder()
    private var decoded = 0
    private(set) var state = State.incomplete
    private(set) var reason = ""
    /// The content without its framing.
    private(set) var content: [UInt8] = []
    /// All of it has come.
    private(set) var isWhole = false

    init(to context: RequestContext) { self.context = context }

    var isEmpty: Bool { raw.isEmpty }

    mutating func receive(_ bytes: Span<UInt8>) {
        for index in 0..<min(bytes.count, Self.limit - raw.count) { raw.append(bytes[index]) }
        if state == .incomplete { readHead() }
        if case .head = state { readContent() }
        // No more is kept: what there is has to do.
        if raw.count == Self.limit { end() }
    }

    /// The connection's end.
    mutating func end() {
        isWhole = true
        if state == .incomplete { state = .invalid }
    }

    private mutating func readHead() {
        var head = MessageHead()
        while state == .incomplete {
            switch head.parseResponse(raw.span, to: context) {
            case .incomplete: return
            case .refused: return state = .invalid
            case .complete(let length):
                guard !head.isInterim else {
                    raw.removeFirst(length)
                    continue
                }
                state = .head(status: head.status)
                reason = String(decoding: raw[head.reason], as: UTF8.self)
                framing = head.framing
                contentStart = length
                decoded = length
            }
        }
    }

    private mutating func readContent() {
        switch framing {
        case .none: isWhole = true
        case .length(let length):
            content = Array(raw[contentStart...].prefix(Int(clamping: length)))
            if UInt64(raw.count - contentStart) >= length { isWhole = true }
        case .untilClose, .tunnel: content = Array(raw[contentStart...])
        case .chunked: decode()
        }
    }

    private mutating func decode() {
        while !isWhole {
            var next = decoder
            let step = next.advance(raw.span, from: decoded)
            decoder = next
            switch step {
            case .data(let range):
                content += raw[range]
                decoded = range.upperBound
            case .needsMore:
                decoded = raw.count
                return
            case .end: isWhole = true
            case .refused:
                state = .invalid
                isWhole = true
            }
        }
    }
}

extension CheckExpectation {
    /// What a test of a response comes to.
    enum Verdict: Equatable {
        case passed
        /// Not known before more has come.
        case open
        case failed(Balancing.CheckStatus, String)
    }

    /// As HAProxy 2.6's `tcpcheck_eval_expect_http`: a content that does not match yet may still do so.
    func verdict(on response: CheckResponse, status: Int, _ scratch: inout RegularExpression.Scratch) -> Verdict {
        switch test {
        case .status(let ranges):
            return judge(ranges.contains { $0.contains(status) }, .layer7Status, response.reason)
        case .statusPattern(let pattern):
            let digits = Array("\(status)".utf8)
            return judge(pattern.firstMatch(in: digits.span, &scratch), .layer7Status, response.reason)
        case .body(let text):
            return judgeContent(response) { content in content.holds(text) }
        case .bodyPattern(let pattern):
            return judgeContent(response) { content in pattern.firstMatch(in: content.span, &scratch) }
        }
    }

    private func judgeContent(_ response: CheckResponse, _ matches: ([UInt8]) -> Bool) -> Verdict {
        guard !response.content.isEmpty else {
            return response.isWhole
                ? fail(.layer7Response, "HTTP content check could not find a response body") : .open
        }
        let isFound = matches(response.content)
        if !isFound, !response.isWhole { return .open }
        let words = isNegated ? "HTTP check matched unwanted content" : "HTTP content check did not match"
        return judge(isFound, .layer7Response, words)
    }

    private func judge(_ matches: Bool, _ status: Balancing.CheckStatus, _ words: String) -> Verdict {
        matches != isNegated ? .passed : fail(status, words)
    }

    private func fail(_ status: Balancing.CheckStatus, _ words: String) -> Verdict {
        .failed(status, comment.map { "\(words) comment: \($0)" } ?? words)
    }
}

extension [UInt8] {
    /// Whether `part` stands in it. Linear: by the table of Knuth, Morris and Pratt.
    fileprivate func holds(_ part: [UInt8]) -> Bool {
        guard !part.isEmpty else { return true }
        var table = [Int](repeating: 0, count: part.count)
        var matched = 0
        for index in part.indices.dropFirst() {
            while matched > 0, part[index] != part[matched] { matched = table[matched - 1] }
            if part[index] == part[matched] { matched += 1 }
            table[index] = matched
        }
        matched = 0
        for byte in self {
            while matched > 0, byte != part[matched] { matched = table[matched - 1] }
            if byte == part[matched] { matched += 1 }
            if matched == part.count { return true }
        }
        return false
    }
}
