import HTTP1
import Testing

@testable import HTTPRules

/// Whatever a client sends, rules make well-formed messages of it.
struct HostileInputTests {
    /// Repeatable noise.
    struct Noise: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state &* 0x2545_F491_4F6C_DD1D
        }
    }

    private static let lines = """
            http-request set-header A %[hdr(x)]%[hdr(y,1)]%[path]
            http-request add-header B "%[url] %[query]"
            http-request replace-header X ^(.)(.*)$ \\\\2%[hdr(y)]\\\\1\\\\x0a
            http-request replace-header Y (.*)x \\\\1
            http-request del-header x- -m beg
            http-request del-header [^a-z-] -m reg
            http-request set-path %[path]%[hdr(x)] if { hdr_cnt(x) gt 1 }
            http-request redirect location %[hdr(x)] ignore-empty if { path_sub r }
            http-request redirect prefix %[hdr(y)] if { path_sub s }
            http-request redirect scheme %[hdr(x)] if { path_sub t }
            http-request return status 200 hdr Z %[hdr(x)] content-type a lf-string %[hdr(y)] if { path_sub u }
        """

    private func value(_ noise: inout Noise) -> String {
        let bytes = Array("ab \\\"',;%x0d01\t?#=rst\u{E9}\u{FF}".utf8)
        let count = Int.random(in: 0..<12, using: &noise)
        return String(
            decoding: (0..<count).map { _ in bytes[Int.random(in: 0..<bytes.count, using: &noise)] }, as: UTF8.self)
    }

    @Test("what goes on or back is one message that can be read again, with as many fields as were meant")
    func wellFormed() throws {
        let rules = try Rules(Self.lines)
        var noise = Noise(state: 0x9E37_79B9_7F4A_7C15)
        var kinds: Set<String> = []
        for _ in 0..<3_000 {
            let target = "/" + ["", "r", "s", "t", "u", "a?b", "%41//"][Int.random(in: 0..<7, using: &noise)]
            let text = request(target, "X: \(value(&noise))", "Y: \(value(&noise))", "x: \(value(&noise))")
            let outcome = rules.outcome(request: text)
            switch outcome {
            case .forwarded(let head):
                kinds.insert("forwarded")
                var read = MessageHead()
                let bytes = Array((head.replacing("\n", with: "\r\n") + "\r\n").utf8)
                let result = read.parseRequest(bytes.span)
                let count = read.fieldCount
                #expect(result == .complete(headLength: bytes.count), "\(text) became \(head)")
                #expect(count == 6, "\(text) became \(head)")
            case .redirected(let response), .replied(let response):
                kinds.insert("answered")
                var read = MessageHead()
                let bytes = Array(response.utf8)
                let result = read.parseResponse(bytes.span, to: RequestContext(method: .get))
                let isComplete = if case .complete = result { true } else { false }
                let count = read.fieldCount
                #expect(isComplete && count <= 3, "\(text) became \(response)")
            case .denied, .served, .failed: Issue.record("\(text) led to \(outcome)")
            }
        }
        #expect(kinds == ["forwarded", "answered"])
    }

    @Test("with less room than is needed rules fail, and nothing else happens", arguments: 0..<54)
    func littleRoom(room: Int) throws {
        let rules = try Rules(Self.lines)
        rules.room = room
        let text = request("/ab?c", "X: abc", "Y: xyz", "x: d")
        let outcome = rules.outcome(request: text)
        #expect(outcome == .failed)
    }

    @Test("places end at 65,535, and rules that would go beyond fail", arguments: [(0, true), (1, false)])
    func farAway(excess: Int, isDone: Bool) throws {
        let rules = try Rules("    http-request set-header A b")
        let filler = request("/", "Y: ").utf8.count
        // The value and the name take a byte each.
        let value = String(repeating: "d", count: MessageHead.maximumLength - 2 - filler + excess)
        let outcome = rules.outcome(request: request("/", "Y: \(value)"))
        #expect((outcome != .failed) == isDone)
    }
}
