import Balancing
import HAProxyConf
import Testing

@testable import ProxyService

/// What a check comes to, with the words that HAProxy 2.6 had for the same servers on loopback.
struct CheckRunTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let lines: String
        let response: String
        let status: Balancing.CheckStatus
        var code = 0
        var text = ""

        var testDescription: String { "\(lines.split(separator: "\n").last ?? ""): \(response.prefix(40))" }
    }

    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nsome body"
    private static let chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nsome \r\n4\r\nbody\r\n0\r\n\r\n"
    private static let get = "    option httpchk GET /ok"

    static let rows: [Row] = [
        Row(lines: get, response: ok, status: .layer7Passed, code: 200),
        Row(lines: get, response: "HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n", status: .layer7Passed, code: 302),
        Row(
            lines: get, response: "HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nno\n", status: .layer7Status,
            code: 404, text: "Not Found"),
        Row(lines: get, response: "garbage\r\n\r\n", status: .layer7Response),
        Row(lines: get, response: "", status: .layer7Response),
        Row(lines: get, response: "HTTP/1.1 100 Continue\r\n\r\n" + ok, status: .layer7Passed, code: 200),
        Row(
            lines: get + "\n    http-check expect string hello", response: ok, status: .layer7Response,
            text: "HTTP content check did not match"),
        Row(lines: get + "\n    http-check expect string e\\ bo", response: ok, status: .layer7Passed, code: 200),
        Row(lines: get + "\n    http-check expect string e\\ bo", response: chunked, status: .layer7Passed, code: 200),
        Row(
            lines: get + "\n    http-check expect rstring ^hel+z", response: ok, status: .layer7Response,
            text: "HTTP content check did not match"),
        Row(
            lines: get + "\n    http-check expect rstring ^some.*y$", response: chunked, status: .layer7Passed,
            code: 200),
        Row(
            lines: get + "\n    http-check expect ! string body", response: ok, status: .layer7Response,
            text: "HTTP check matched unwanted content"),
        Row(
            lines: get + "\n    http-check expect ! string body", response: chunked, status: .layer7Response,
            text: "HTTP check matched unwanted content"),
        Row(lines: get + "\n    http-check expect ! string none", response: ok, status: .layer7Passed, code: 200),
        Row(
            lines: get + "\n    http-check expect ! rstatus ^2", response: ok, status: .layer7Status, code: 200,
            text: "OK"),
        Row(
            lines: get + "\n    http-check expect status 200,204", response: "HTTP/1.1 201 Created\r\n\r\n",
            status: .layer7Status, code: 201, text: "Created"),
        Row(
            lines: get + "\n    http-check expect status 200-299", response: "HTTP/1.1 204 No Content\r\n\r\n",
            status: .layer7Passed, code: 204),
        Row(
            lines: get + "\n    http-check expect comment \"my comment\" string nothere", response: ok,
            status: .layer7Response, text: "HTTP content check did not match comment: my comment"),
        Row(
            lines: get + "\n    http-check expect string hello", response: "HTTP/1.1 204 No Content\r\n\r\n",
            status: .layer7Response, text: "HTTP content check could not find a response body"),
        Row(
            lines: get + "\n    http-check expect status 200\n    http-check expect string body", response: ok,
            status: .layer7Passed, code: 200),
        Row(
            lines: get + "\n    http-check expect string x", response: "HTTP/1.1 200 OK\r\n\r\nuntil the end",
            status: .layer7Response, text: "HTTP content check did not match"),
    ]

    private func run(_ row: Row, pieces: Int) throws -> CheckRun.Action {
        var run = CheckRun(try CheckPlanTests.plan(row.lines))
        guard case .connect = run.begin() else { return .receive }
        guard case .send = run.connected() else { return .receive }
        var action = run.sent()
        var rest = Array(row.response.utf8)[...]
        while action == .receive, !rest.isEmpty {
            let piece = Array(rest.prefix(pieces))
            rest = rest.dropFirst(pieces)
            action = run.received(piece.span)
        }
        return action == .receive ? run.ended() : action
    }

    @Test("answers are judged as HAProxy 2.6 does, whatever pieces they come in", arguments: rows)
    func answers(_ row: Row) throws {
        for pieces in [1, 2, 3, 7, 64, 65536] {
            let action = try run(row, pieces: pieces)
            #expect(action == .finish(row.status, code: row.code, text: row.text), "in pieces of \(pieces)")
        }
    }

    @Test("a connection is enough where nothing else is asked")
    func connect() throws {
        var run = CheckRun(try CheckPlanTests.plan(""))
        let first = run.begin()
        #expect(first == .connect(nil))
        let second = run.connected()
        #expect(second == .finish(.layer4Passed, code: 0, text: ""))
    }

    @Test("a refused connection is a fault of layer 4, with the system's words")
    func refused() throws {
        var run = CheckRun(try CheckPlanTests.plan(Self.get))
        _ = run.begin()
        let action = run.failed("Connection refused")
        #expect(action == .finish(.layer4Connection, code: 0, text: "Connection refused"))
    }

    @Test("a reset before an answer is a socket error, and one after it changes nothing")
    func reset() throws {
        var run = CheckRun(try CheckPlanTests.plan(Self.get))
        _ = run.begin()
        _ = run.connected()
        _ = run.sent()
        let action = run.failed("Connection reset by peer")
        #expect(action == .finish(.socketError, code: 0, text: "Connection reset by peer"))

        var other = CheckRun(try CheckPlanTests.plan(Self.get + "\n    http-check expect string end"))
        _ = other.begin()
        _ = other.connected()
        _ = other.sent()
        let head = Array("HTTP/1.1 200 OK\r\n\r\nthe en".utf8)
        _ = other.received(head.span)
        let late = other.failed("Connection reset by peer")
        #expect(late == .finish(.layer7Response, code: 0, text: "HTTP content check did not match"))
    }

    @Test("time that runs out is told by the layer it ran out on")
    func timeout() throws {
        var run = CheckRun(try CheckPlanTests.plan(Self.get))
        _ = run.begin()
        #expect(run.timedOut() == .finish(.layer4Timeout, code: 0, text: ""))
        _ = run.connected()
        #expect(run.timedOut() == .finish(.layer7Timeout, code: 0, text: ""))
    }

    @Test("a second connection is made when the first answer was as expected")
    func twoConnections() throws {
        var run = CheckRun(
            try CheckPlanTests.plan(
                """
                    option httpchk
                    http-check connect
                    http-check send meth GET uri /a
                    http-check expect status 200
                    http-check connect port 8080 send-proxy
                    http-check send meth GET uri /b
                    http-check expect status 204
                """))
        _ = run.begin()
        _ = run.connected()
        _ = run.sent()
        let first = Array(Self.ok.utf8)
        guard case .connect(let second?) = run.received(first.span) else {
            Issue.record("no second connection")
            return
        }
        #expect(second.port == 8080)
        #expect(second.sendsProxyHeader)
        _ = run.connected()
        _ = run.sent()
        let last = Array("HTTP/1.1 204 No Content\r\n\r\n".utf8)
        let action = run.received(last.span)
        #expect(action == .finish(.layer7Passed, code: 204, text: ""))
    }

    @Test("of an endless answer no more than a buffer is kept, and then what was read decides")
    func endless() throws {
        var run = CheckRun(try CheckPlanTests.plan(Self.get + "\n    http-check expect string needle"))
        _ = run.begin()
        _ = run.connected()
        _ = run.sent()
        let head = Array("HTTP/1.1 200 OK\r\n\r\n".utf8)
        var action = run.received(head.span)
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1000)
        var count = 0
        while action == .receive, count < 100 {
            action = run.received(piece.span)
            count += 1
        }
        #expect(action == .finish(.layer7Response, code: 0, text: "HTTP content check did not match"))
        #expect(count == 17)
    }
}
