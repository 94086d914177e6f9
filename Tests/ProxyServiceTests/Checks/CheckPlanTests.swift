import HAProxyConf
import Testing

@testable import ProxyService

struct CheckPlanTests {
    static func plan(_ lines: String) throws -> CheckPlan {
        let text = defaults + "backend b\n\(lines)\n    server a 127.0.0.1:80 check\n"
        return CheckPlan(try configuration(text).backends[0].healthCheck)
    }

    private func requests(_ plan: CheckPlan) -> [String] {
        plan.steps.compactMap {
            if case .send(let bytes, _) = $0 { String(decoding: bytes, as: UTF8.self) } else { nil }
        }
    }

    @Test(
        "requests as HAProxy 2.6 sent them to a server on loopback",
        arguments: [
            ("option httpchk", "OPTIONS / HTTP/1.0\r\n\r\n"),
            ("option httpchk GET /ok", "GET /ok HTTP/1.0\r\n\r\n"),
            (
                "option httpchk\n    http-check send meth POST uri /ok ver HTTP/1.1 hdr Host foo body abc",
                "POST /ok HTTP/1.1\r\nhost: foo\r\ncontent-length: 3\r\nconnection: close\r\n\r\nabc"
            ),
        ])
    func bytes(_ lines: String, _ request: String) throws {
        #expect(requests(try Self.plan("    " + lines)) == [request])
    }

    @Test("a check without HTTP only connects")
    func connect() throws {
        for lines in ["", "    option tcp-check"] {
            let plan = try Self.plan(lines)
            #expect(plan.steps.count == 1)
        }
    }

    @Test(
        "where nothing is expected of the last answer, its status must be 200 to 399 (configuration.txt, http-check expect)"
    )
    func implied() throws {
        let plan = try Self.plan("    option httpchk GET /")
        let last = try #require(plan.steps.last)
        if case .expectSuccess = last { return }
        Issue.record("the last step is \(last)")
    }
}
