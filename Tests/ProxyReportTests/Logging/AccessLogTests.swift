import Addresses
import Testing

@testable import ProxyReport

/// A request, and the line that haproxy 2.6.12 wrote of it on loopback.
struct LoggedRequest: Sendable, CustomTestStringConvertible {
    let what: String
    let expected: String
    var frontend = "web"
    var backend = "pool"
    var server = ""
    var request = ""
    /// TR, Tw, Tc, Tr, Ta.
    var times: [Int32] = [0, 0, 0, 0, 0]
    var change: @Sendable (inout AccessRecord) -> Void = { _ in }

    var testDescription: String { what }

    static let all: [LoggedRequest] = [
        LoggedRequest(
            what: "a cookie is inserted",
            expected:
                #"127.0.0.1:43106 [24/Nov/2026:16:10:13.898] web pool/web1 0/0/0/3/3 200 131 - - --NI 1/1/0/0/0 0/0 "#
                + #""GET /1 HTTP/1.1""#,
            server: "web1", request: "GET /1 HTTP/1.1", times: [0, 0, 0, 3, 3]
        ) {
            $0.client = loopback(43106)
            $0.startMilliseconds = 1_795_536_613_898
            $0.status = 200
            $0.bytes = 131
            $0.termination = TerminationState(cookie: .none, setCookie: .inserted)
        },
        LoggedRequest(
            what: "denied",
            expected:
                #"127.0.0.1:43180 [24/Nov/2026:16:10:14.088] web web/<NOSRV> 0/-1/-1/-1/0 403 192 - - PR-- 1/1/0/0/0 "#
                + #"0/0 "GET /denied HTTP/1.1""#,
            backend: "web", request: "GET /denied HTTP/1.1", times: [0, -1, -1, -1, 0]
        ) {
            $0.client = loopback(43180)
            $0.startMilliseconds = 1_795_536_614_088
            $0.status = 403
            $0.bytes = 192
            $0.termination = TerminationState(.proxy, .request)
        },
        LoggedRequest(
            what: "the server was too slow",
            expected:
                #"127.0.0.1:43230 [24/Nov/2026:16:10:17.269] web pool/web2 0/0/0/-1/3001 504 198 - - sHNN 2/2/1/0/0 "#
                + #"0/0 "GET /slow HTTP/1.1""#,
            server: "web2", request: "GET /slow HTTP/1.1", times: [0, 0, 0, -1, 3001]
        ) {
            $0.client = loopback(43230)
            $0.startMilliseconds = 1_795_536_617_269
            $0.status = 504
            $0.bytes = 198
            $0.termination = TerminationState(.serverTimeout, .headers, cookie: .none, setCookie: .none)
            $0.processConnections = 2
            $0.frontendConnections = 2
            $0.backendConnections = 1
        },
        LoggedRequest(
            what: "another server was tried",
            expected:
                #"127.0.0.1:50506 [24/Nov/2026:16:10:17.218] refused refused/r2 0/0/-1/-1/0 503 217 - - SC-- "#
                + #"1/1/0/0/+1 0/0 "GET /refused HTTP/1.1""#,
            frontend: "refused", backend: "refused", server: "r2", request: "GET /refused HTTP/1.1",
            times: [0, 0, -1, -1, 0]
        ) {
            $0.client = loopback(50506)
            $0.startMilliseconds = 1_795_536_617_218
            $0.status = 503
            $0.bytes = 217
            $0.termination = TerminationState(.serverAbort, .connect)
            $0.retries = 1
            $0.isRedispatched = true
        },
        LoggedRequest(
            what: "no request",
            expected:
                #"127.0.0.1:44204 [24/Nov/2026:16:10:20.606] web web/<NOSRV> -1/-1/-1/-1/1000 408 0 - - cR-- "#
                + #"1/1/0/0/0 0/0 "<BADREQ>""#,
            backend: "web", times: [-1, -1, -1, -1, 1000]
        ) {
            $0.client = loopback(44204)
            $0.startMilliseconds = 1_795_536_620_606
            $0.status = 408
            $0.termination = TerminationState(.clientTimeout, .request)
        },
        LoggedRequest(
            what: "from an IPv6 address, with a quote",
            expected: #"::1:54894 [24/Nov/2026:16:10:22.132] web pool/web2 0/0/0/1/1 200 131 - - --NI 1/1/0/0/0 0/0 "#
                + #""GET /v6#22{}| HTTP/1.1""#,
            server: "web2", request: #"GET /v6"{}| HTTP/1.1"#, times: [0, 0, 0, 1, 1]
        ) {
            $0.client = EndpointAddress(IPAddress(v6: 0, 1), port: 54894)
            $0.startMilliseconds = 1_795_536_622_132
            $0.status = 200
            $0.bytes = 131
            $0.termination = TerminationState(cookie: .none, setCookie: .inserted)
        },
        LoggedRequest(
            what: "the statistics",
            expected:
                #"127.0.0.1:38462 [24/Nov/2026:16:22:11.390] stats stats/<STATS> 0/0/0/0/0 200 40597 - - LR-- "#
                + #"1/1/0/0/0 0/0 "GET /haproxy?stats HTTP/1.1""#,
            frontend: "stats", backend: "stats", request: "GET /haproxy?stats HTTP/1.1"
        ) {
            $0.client = loopback(38462)
            $0.startMilliseconds = 1_795_537_331_390
            $0.status = 200
            $0.bytes = 40597
            $0.termination = TerminationState(.local, .request)
            $0.target = .statistics
        },
    ]
}

private func loopback(_ port: UInt16) -> EndpointAddress { EndpointAddress(IPAddress(v4: 0x7F00_0001), port: port) }

@Suite("Access lines, beside haproxy's own")
struct AccessLogTests {
    @Test("option httplog (configuration.txt §8.2.3)", arguments: LoggedRequest.all)
    func http(_ logged: LoggedRequest) {
        var record = AccessRecord(client: loopback(1))
        record.target = logged.server.isEmpty ? .none : .server
        (record.requestTime, record.queueTime, record.connectTime) = (logged.times[0], logged.times[1], logged.times[2])
        (record.responseTime, record.totalTime) = (logged.times[3], logged.times[4])
        logged.change(&record)
        var clock = LogClock.access(offset: 0)
        let text = line { output in
            AccessLog.writeHTTP(
                record, frontend: logged.frontend.bytes.span, backend: logged.backend.bytes.span,
                server: logged.server.bytes.span, request: logged.request.bytes.span, clock: &clock, into: &output)
        }
        #expect(text == logged.expected)
    }

    @Test("option tcplog (configuration.txt §8.2.2)")
    func tcp() {
        var record = AccessRecord(client: loopback(57732))
        record.startMilliseconds = 1_795_536_617_230
        (record.queueTime, record.connectTime, record.totalTime) = (1, 0, 3)
        record.bytes = 128
        record.target = .server
        var clock = LogClock.access(offset: 0)
        let text = line { output in
            AccessLog.writeTCP(
                record, frontend: "tcp".bytes.span, backend: "tcp".bytes.span, server: "a".bytes.span, clock: &clock,
                into: &output)
        }
        #expect(text == "127.0.0.1:57732 [24/Nov/2026:16:10:17.230] tcp tcp/a 1/0/3 128 -- 1/1/0/0/0 0/0")
    }

    @Test("without either option (configuration.txt §8.2.1)")
    func connect() {
        let text = line { output in
            AccessLog.writeConnect(
                from: loopback(54436), to: loopback(20091), frontend: "deftcp".bytes.span, mode: .tcp, into: &output)
        }
        #expect(text == "Connect from 127.0.0.1:54436 to 127.0.0.1:20091 (deftcp/TCP)")
    }

    @Test("a connection that never was a session (configuration.txt §8.2.5)")
    func fault() {
        var clock = LogClock.access(offset: 0)
        let text = line { output in
            AccessLog.writeError(
                .noProxyHeader, from: loopback(34862), at: 1_795_537_331_370, frontend: "prox".bytes.span,
                listener: "p".bytes.span, clock: &clock, into: &output)
        }
        let expected = "127.0.0.1:34862 [24/Nov/2026:16:22:11.370] prox/p: "
        #expect(text == expected + "Received something which does not look like a PROXY protocol header")
    }

    @Test("whatever bytes a client sends, the line has none that a terminal or a log reader obeys")
    func hostileRequest() {
        let text = line { $0.put(encoded: Array(0...255).span) }
        #expect(text.utf8.allSatisfy { (32...126).contains($0) })
        #expect(text.hasPrefix("#00#01"))
        #expect(text.contains("#1F !#22#23$"))
        #expect(text.hasSuffix("#FE#FF"))
    }

    @Test("a buffer that is too small holds the beginning", arguments: 0..<140)
    func smallBuffer(capacity: Int) {
        let record = AccessRecord(client: loopback(1))
        let write = { (output: inout OutputSpan<UInt8>) in
            var clock = LogClock.access(offset: 0)
            AccessLog.writeHTTP(
                record, frontend: "f".bytes.span, backend: "b".bytes.span, server: "s".bytes.span,
                request: "GET /\u{7F} HTTP/1.1".bytes.span, clock: &clock, into: &output)
        }
        let whole = line(write)
        let cut = line(capacity: capacity, write)
        #expect(cut == String(whole.prefix(capacity)))
    }

    @Test("a line is cut to `len` bytes and still ends", arguments: [(100, 5), (3, 3), (0, 0)])
    func limit(limit: Int, kept: Int) {
        let text = line { output in
            output.put("01234")
            AccessLog.endLine(limit: limit, of: &output)
        }
        #expect(text == String("01234".prefix(kept)) + "\n")
    }

    @Test(
        "addresses are written as the C library writes them (RFC 5952 §4)",
        arguments: [
            "10.0.0.1", "255.255.255.255", "::", "::1", "fd00::1", "2001:db8::1:0:0:1", "1:0:0:2::", "1::2:0:0:3:4",
            "::ffff:10.0.0.1", "::10.0.0.1", "1:2:3:4:5:6:7:8", "fe80::abcd:ef01:0:9", "0:1::", "1:0:1:0:1:0:1:0",
        ])
    func address(text: String) throws {
        let address = try #require(IPAddress(text))
        let written = line { $0.put(address) }
        #expect(written == address.description)
    }
}
