import Testing

@testable import HTTP1

struct ResponseTests {
    @Test("a response is read in place")
    func inPlace() {
        let sample = Sample(response: "HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\nServer: x\r\n\r\nabc")
        #expect(sample.result == .complete(headLength: 56))
        #expect(sample.head.status == 404 && sample.text(sample.head.reason) == "Not Found")
        #expect(sample.head.framing == .length(3) && sample.head.persists && !sample.head.isInterim)
        #expect(sample.forwarded() == "Content-Length: 3\r\nServer: x\r\n")
    }

    @Test(
        "a status line that is not as it must be is refused",
        arguments: [
            Row("HTTP/1.1 200", .badStatus, "RFC 9112 §4: the space must be there"),
            Row("HTTP/1.1 20 OK", .badStatus, "RFC 9112 §4"), Row("HTTP/1.1 2000 OK", .badStatus, "RFC 9112 §4"),
            Row("HTTP/1.1 2x0 OK", .badStatus, "RFC 9112 §4"), Row("HTTP/1.1 099 x", .badStatus, "RFC 9110 §15"),
            Row("HTTP/1.1  200 OK", .badStatus, "RFC 9112 §4"), Row("HTTP/1.1\t200 OK", .badVersion, "RFC 9112 §4"),
            Row("HTTP/1.1 200\tOK", .badStatus, "RFC 9112 §4"),
            Row("HTTP/2.0 200 OK", .unsupportedVersion, "RFC 9112 §2.3"), Row("ICY 200 OK", .badVersion, "RFC 9112 §4"),
            Row("http/1.1 200 OK", .badVersion, "RFC 9112 §2.3"),
            Row("\r\nHTTP/1.1 200 OK", .badVersion, "RFC 9112 §2.2"),
            Row("HTTP/1.1 200 O\0K", .controlCharacter, "RFC 9112 §4"),
            Row("HTTP/1.1 200 O\rK", .bareCarriageReturn, "§2.2"),
            Row("HTTP/1.1 200 OK\nX: 1", .bareLineFeed, "RFC 9112 §2.2"), Row("<html>", .badVersion, "RFC 9112 §4"),
        ] as [Row<Refusal.Reason>])
    func statusLine(_ row: Row<Refusal.Reason>) {
        #expect(Sample(response: row.text + "\r\nContent-Length: 0\r\n\r\n").result.reason == row.outcome)
    }

    @Test(
        "status lines that are unusual and good are read",
        arguments: [
            Row("HTTP/1.1 200 ", 200, "RFC 9112 §4"), Row("HTTP/1.0 200 OK", 200, "RFC 9112 §4"),
            Row("HTTP/1.2 200 OK", 200, "RFC 9110 §2.5"), Row("HTTP/1.1 200 d\u{E9}j\u{E0}\tvu", 200, "RFC 9112 §4"),
            Row("HTTP/1.1 599 x", 599, "RFC 9110 §15"), Row("HTTP/1.1 999 x", 999, "RFC 9110 §15"),
        ])
    func unusualStatusLine(_ row: Row<Int>) {
        let sample = Sample(response: row.text + "\r\nContent-Length: 0\r\n\r\n")
        #expect(sample.result.headLength != nil && sample.head.status == row.outcome)
    }

    struct Exchange: Sendable, CustomTestStringConvertible {
        var method = Method.get
        var upgrade = Upgrade.none
        let head: String
        let framing: BodyFraming
        var persists = true
        let source: String
        var testDescription: String { "\(source): \(method) → \(head.debugDescription)" }
    }

    @Test(
        "content ends as RFC 9112 §6.3 says",
        arguments: [
            Exchange(head: "200 \r\nContent-Length: 3", framing: .length(3), source: "rule 6"),
            Exchange(head: "200 \r\nTransfer-Encoding: chunked", framing: .chunked, source: "rule 4"),
            Exchange(head: "200 \r\nX: 1", framing: .untilClose, persists: false, source: "rule 8"),
            Exchange(
                head: "200 \r\nContent-Length: 3\r\nConnection: close", framing: .length(3), persists: false,
                source: "§9.6"),
            Exchange(method: .head, head: "200 \r\nContent-Length: 3", framing: .none, source: "rule 1"),
            Exchange(method: .head, head: "200 \r\nTransfer-Encoding: chunked", framing: .none, source: "rule 1"),
            Exchange(method: .head, head: "200 \r\nX: 1", framing: .none, source: "rule 1"),
            Exchange(head: "204 \r\nX: 1", framing: .none, source: "rule 1"),
            Exchange(head: "204 \r\nContent-Length: 3", framing: .none, persists: false, source: "rule 1"),
            Exchange(head: "204 \r\nTransfer-Encoding: chunked", framing: .none, persists: false, source: "rule 1"),
            Exchange(head: "304 \r\nContent-Length: 3", framing: .none, source: "rule 1"),
            Exchange(head: "100 \r\nX: 1", framing: .none, source: "rule 1"),
            Exchange(method: .connect, head: "200 \r\nX: 1", framing: .tunnel, persists: false, source: "rule 2"),
            Exchange(
                method: .connect, head: "299 \r\nContent-Length: 3", framing: .tunnel, persists: false, source: "rule 2"
            ),
            Exchange(method: .connect, head: "407 \r\nContent-Length: 3", framing: .length(3), source: "rule 2"),
            Exchange(
                upgrade: .webSocket, head: "101 \r\nConnection: upgrade\r\nUpgrade: websocket", framing: .tunnel,
                persists: false, source: "RFC 9110 §7.8"),
        ])
    func framing(_ exchange: Exchange) {
        let context = RequestContext(method: exchange.method, upgrade: exchange.upgrade)
        let sample = Sample(response: "HTTP/1.1 \(exchange.head)\r\n\r\n", to: context)
        #expect(sample.result.headLength != nil && sample.head.framing == exchange.framing)
        #expect(sample.head.persists == exchange.persists)
    }

    @Test(
        "framing that two readers could take for two is refused, in responses as in requests",
        arguments: [
            Row("200 \r\nContent-Length: 3\r\nContent-Length: 3", .repeatedContentLength, "RFC 9112 §6.3"),
            Row("200 \r\nContent-Length: 3, 3", .badContentLength, "RFC 9112 §6.3"),
            Row("200 \r\nContent-Length: 3\r\nTransfer-Encoding: chunked", .lengthAndTransferEncoding, "RFC 9112 §6.1"),
            Row("304 \r\nContent-Length: 3\r\nTransfer-Encoding: chunked", .lengthAndTransferEncoding, "RFC 9112 §6.1"),
            Row("200 \r\nTransfer-Encoding: gzip", .badTransferEncoding, "no coding but chunked is understood"),
            Row(
                "200 \r\nTransfer-Encoding: gzip, chunked", .unknownTransferCoding,
                "no coding but chunked is understood"),
            Row("101 \r\nConnection: upgrade\r\nUpgrade: websocket", .unexpectedSwitch, "RFC 9110 §15.2.2"),
        ] as [Row<Refusal.Reason>])
    func refused(_ row: Row<Refusal.Reason>) {
        #expect(Sample(response: "HTTP/1.1 \(row.text)\r\n\r\n").result.reason == row.outcome)
    }

    @Test(
        "101 must say to what the protocol switches (RFC 9110 §7.8)",
        arguments: ["", "Upgrade: foo\r\n", "Connection: upgrade\r\n"])
    func incompleteSwitch(_ fields: String) {
        let context = RequestContext(method: .get, upgrade: .other)
        #expect(Sample(response: "HTTP/1.1 101 x\r\n\(fields)\r\n", to: context).result.reason == .unexpectedSwitch)
    }

    @Test("HTTP/1.0 has no transfer codings (RFC 9112 §6.1), and persists only if it says so (§9.3)")
    func oldVersion() {
        let chunked = Sample(response: "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        let plain = Sample(response: "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n")
        let kept = Sample(response: "HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n")
        #expect(chunked.result.reason == .transferEncodingInHTTP10)
        #expect(!plain.head.persists && kept.head.persists)
    }

    @Test(
        "fields of a length are not passed on where there must be none (RFC 9110 §8.6, RFC 9112 §6.1)",
        arguments: [103, 204])
    func dropped(_ status: Int) {
        for field in ["Content-Length: 0", "Transfer-Encoding: chunked"] {
            let sample = Sample(response: "HTTP/1.1 \(status) x\r\n\(field)\r\nX: 1\r\n\r\n")
            #expect(sample.forwarded() == "X: 1\r\n")
        }
    }

    @Test("an upgrade is offered with 426 only (RFC 9110 §15.5.22)", arguments: [200, 426])
    func offered(_ status: Int) {
        let sample = Sample(
            response: "HTTP/1.1 \(status) x\r\nConnection: upgrade\r\nUpgrade: foo\r\nContent-Length: 0\r\n\r\n")
        #expect(sample.head.upgrade == (status == 426 ? .other : .none))
        #expect(sample.forwarded().contains("Upgrade") == (status == 426))
    }

    @Test(
        "an interim response is told from a final one (RFC 9110 §15.2)",
        arguments: [(100, true), (103, true), (199, true), (200, false)])
    func interim(_ status: Int, _ isInterim: Bool) {
        #expect(Sample(response: "HTTP/1.1 \(status) x\r\n\r\n").head.isInterim == isInterim)
    }
}
