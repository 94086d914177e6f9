import Foundation
import Testing

@testable import HTTPRules

/// The same rules and requests for HAProxy 2.6 and for these.
@Suite(.disabled(if: RealHAProxy.reasonToSkip != nil, Comment(rawValue: RealHAProxy.reasonToSkip ?? "")))
struct DifferentialTests {
    /// Rules and a request.
    struct Trial {
        let rules: String
        let request: String

        init(_ rules: String, _ request: String) { (self.rules, self.request) = (rules, request) }

        /// Whether HAProxy's answer is another, for a reason.
        var differs: Bool { Differences.of(rules, request) != nil }
    }

    /// What a request is made to be, in words that both are compared by.
    enum Result: Equatable {
        /// Request line, without version, and fields, names in lower case.
        case forwarded([String])
        case answered(String)
    }

    @Test("conditions hold where HAProxy's do")
    func conditions() throws {
        let rows = (FetchTests.rows + ConditionTests.matches + ConditionTests.conditions).filter { row in
            // Seen through a UNIX socket, clients have no address; and no server is down.
            !["src", "dst", "nbsrv"].contains { row.condition.contains($0) }
        }
        let proxy = try RealHAProxy(rows.map { "    http-request deny if \($0.condition)" })
        for (index, row) in rows.enumerated() {
            let answer = try proxy.answer(index, to: row.request)
            let isDenied = answer.hasPrefix("HTTP/1.1 403 ")
            let expected = Differences.of(row.condition, row.request) == nil ? row.holds : !row.holds
            #expect(isDenied == expected, "\(row.condition) for \(row.request): \(answer)")
        }
    }

    @Test("rules make of a request what HAProxy makes")
    func rules() throws {
        let trials = Self.trials
        let proxy = try RealHAProxy(trials.map(\.rules))
        for (index, trial) in trials.enumerated() {
            let theirs = Self.result(try proxy.answer(index, to: trial.request))
            let ours = Self.result(try Rules(trial.rules).outcome(request: trial.request))
            #expect((ours == theirs) != trial.differs, "\(trial.rules) for \(trial.request): \(ours), \(theirs)")
        }
    }

    private static let trials: [Trial] =
        HeaderActionTests.rows.filter { !$0.rules.contains("src") }.map { Trial($0.rules, $0.request) }
        + PathAndRedirectTests.paths.map { Trial("    http-request set-path \($0.rules)", $0.request) }
        + PathAndRedirectTests.redirects.map { Trial("    http-request redirect \($0.rules)", $0.request) }
        + ReplyTests.replies.filter { !$0.rules.contains("status 204 content-type") }.map {
            Trial("    http-request \($0.rules)", $0.request)
        }
        + HAProxyPages.statuses.map { Trial("    http-request return status \($0) default-errorfiles", request()) }
        + (200...599).map { Trial("    http-request return status \($0)", request()) }

    private static func result(_ outcome: Outcome) -> Result {
        guard case .forwarded(let text) = outcome else { return .answered(normal(outcome.text)) }
        let lines = text.split(separator: "\n").map { String($0) }
        let line = lines[0].split(separator: " ").prefix(2).joined(separator: " ")
        return .forwarded([line] + lines.dropFirst().map(folded))
    }

    private static func result(_ answer: String) -> Result {
        guard answer.contains("\r\ncontent-type: text/x-echo\r\n"), let end = answer.range(of: "\r\n\r\n") else {
            return .answered(normal(answer))
        }
        let lines = answer[end.upperBound...].replacing("%0D%0A", with: "\n").split(separator: "\n").map { String($0) }
        return .forwarded([lines[0]] + lines.dropFirst().map(folded))
    }

    private static func folded(_ field: String) -> String {
        let name = field.prefix { $0 != ":" }
        return name.lowercased() + field[name.endIndex...]
    }

    /// A response without what it says of the connection, which is not for rules to say.
    private static func normal(_ response: String) -> String {
        guard let end = response.range(of: "\r\n\r\n") else { return response }
        let lines = response[..<end.lowerBound].components(separatedBy: "\r\n")
        let head = lines.prefix(1) + lines.dropFirst().map(folded).filter { !$0.hasPrefix("connection:") }
        return head.joined(separator: "\r\n") + response[end.lowerBound...]
    }
}

/// The statuses that have a page.
enum HAProxyPages {
    static let statuses = BuiltInPage.all.map(\.status)
}

/// Where HAProxy does something else, and why these rules do not.
enum Differences {
    private static let all: [(text: String, reason: String)] = [
        ("hdr_val(x) gt 1000", "HAProxy's numbers wrap at 32 bits, so that a large one may pass as small"),
        ("del-header content", "a message's length stays known to who forwards it"),
        ("\\q%[hdr(y)]\\9", "HAProxy reads `\\1` and `\\x42` in a client's bytes as if the configuration had said so"),
        ("\\x0d\\\\x0ac", "a replacement cannot end a line"),
        ("set-path /b%[hdr(x)]", "HAProxy writes blanks and '#' into the request line"),
        ("set-path b", "a path begins with '/' (RFC 9112 §3.2.1)"),
        ("set-path %[hdr(none)]", "a path begins with '/' (RFC 9112 §3.2.1)"),
        ("status 304", "no Content-Length of an empty body after 304 (RFC 9110 §8.6)"),
        ("errorfile /page", "the page of a file has Content-Length, and the version that is spoken"),
    ]

    static func of(_ rules: String, _ request: String) -> String? {
        for (text, reason) in all where rules.contains(text) { return reason }
        return rules.contains("set-path") && request.hasPrefix("GET http://a/")
            ? "servers get the origin form (RFC 9112 §3.2.1)" : nil
    }
}
