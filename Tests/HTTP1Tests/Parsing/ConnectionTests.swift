import Testing

@testable import HTTP1

/// Persistence, hop-by-hop fields, upgrades (RFC 9112 §9.3, RFC 9110 §7.6.1 and §7.8).
struct ConnectionTests {
    @Test(
        "a connection persists by version and option",
        arguments: [
            Row("HTTP/1.1\r\n", true, "RFC 9112 §9.3"),
            Row("HTTP/1.1\r\nConnection: close\r\n", false, "RFC 9112 §9.6"),
            Row("HTTP/1.1\r\nConnection: CLOSE\r\n", false, "RFC 9110 §7.6.1"),
            Row("HTTP/1.1\r\nConnection: x , close\r\n", false, "RFC 9110 §7.6.1"),
            Row("HTTP/1.1\r\nConnection: keep-alive, close\r\n", false, "RFC 9112 §9.3"),
            Row("HTTP/1.1\r\nConnection: keep-alive\r\nConnection: ,,close\r\n", false, "RFC 9110 §5.3"),
            Row("HTTP/1.1\r\nConnection: closed\r\n", true, "RFC 9110 §7.6.1"),
            Row("HTTP/1.1\r\nProxy-Connection: close\r\n", true, "RFC 9112 §C.2.2"),
            Row("HTTP/1.0\r\n", false, "RFC 9112 §9.3"),
            Row("HTTP/1.0\r\nConnection: keep-alive\r\n", true, "RFC 9112 §9.3"),
            Row("HTTP/1.0\r\nConnection: Keep-Alive, x\r\n", true, "RFC 9112 §9.3"),
            Row("HTTP/1.0\r\nProxy-Connection: keep-alive\r\n", false, "RFC 9112 §C.2.2"),
        ])
    func persists(_ row: Row<Bool>) {
        let sample = Sample(request: "GET / \(row.text)Host: a\r\n\r\n")
        #expect(sample.result.headLength != nil && sample.head.persists == row.outcome)
    }

    @Test(
        "hop-by-hop fields are not forwarded, others are",
        arguments: [
            Row("Connection: close\r\nX: 1\r\n", "X: 1\r\n", "RFC 9110 §7.6.1"),
            Row("X: 1\r\nConnection: y, x\r\nZ: 2\r\nY: 3\r\nX: 4\r\n", "Z: 2\r\n", "RFC 9110 §7.6.1"),
            Row("Connection: X-Other\r\nX: 1\r\n", "X: 1\r\n", "RFC 9110 §7.6.1"),
            Row("Keep-Alive: timeout=5\r\nX: 1\r\n", "X: 1\r\n", "RFC 9110 §7.6.1"),
            Row("Proxy-Connection: x\r\nX: 1\r\n", "X: 1\r\n", "RFC 9110 §7.6.1"),
            Row("TE: trailers\r\nX: 1\r\n", "X: 1\r\n", "RFC 9110 §10.1.4"),
            Row("Upgrade: foo\r\nX: 1\r\n", "X: 1\r\n", "RFC 9110 §7.8"),
            Row("HTTP2-Settings: x\r\nX: 1\r\n", "X: 1\r\n", "RFC 9113 §3.1"),
            Row("Proxy-Authorization: x\r\n", "Proxy-Authorization: x\r\n", "RFC 9110 §11.7.2"),
            Row("Trailer: x\r\n", "Trailer: x\r\n", "RFC 9110 §6.6.2"),
            Row("Connection: host, content-length\r\nContent-Length: 1\r\n", "Content-Length: 1\r\n", "smuggling"),
            Row(
                "Connection: transfer-encoding\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\n", ""),
        ])
    func hopByHop(_ row: Row<String>) {
        let sample = Sample(fields: row.text)
        #expect(sample.result.headLength != nil && sample.forwarded() == "Host: a\r\n" + row.outcome)
    }

    @Test(
        "a connection option that is no token is refused (RFC 9110 §7.6.1)",
        arguments: ["a b", "\"close\"", "close;", "é"])
    func badOption(_ option: String) {
        #expect(Sample(fields: "Connection: \(option)\r\n").result.reason == .badConnectionOption)
    }

    @Test("more options than a client can mean are refused, since each costs a look at every field")
    func manyOptions() {
        let (most, over) = (Array(repeating: "x", count: 32), Array(repeating: "x", count: 33))
        #expect(Sample(fields: "Connection: \(most.joined(separator: ","))\r\n").result.headLength != nil)
        #expect(Sample(fields: "Connection: \(over.joined(separator: ","))\r\n").result.reason == .badConnectionOption)
    }

    @Test(
        "an upgrade is seen where both fields ask for it",
        arguments: [
            Row("Connection: upgrade\r\nUpgrade: websocket\r\n", .webSocket, "RFC 6455 §4.1"),
            Row("Connection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n", .webSocket, "RFC 9110 §7.8"),
            Row("Connection: upgrade\r\nUpgrade: foo/1\r\n", .other, "RFC 9110 §7.8"),
            Row("Connection: upgrade\r\nUpgrade: websocket, foo\r\n", .other, "RFC 9110 §7.8"),
            Row("Connection: upgrade\r\nUpgrade: websocket\r\nUpgrade: foo\r\n", .other, "RFC 9110 §7.8"),
            Row("Upgrade: websocket\r\n", .none, "RFC 9110 §7.8"),
            Row("Connection: upgrade\r\n", .none, "RFC 9110 §7.8"),
            Row("Connection: upgrade\r\nUpgrade:\r\n", .none, "RFC 9110 §7.8"),
            Row("Connection: upgrade\r\nUpgrade: h2c\r\n", .none, "RFC 9113 §3.1"),
            Row("Connection: upgrade\r\nUpgrade: websocket, H2C\r\n", .none, "RFC 9113 §3.1"),
            Row("Connection: upgrade\r\nUpgrade: HTTP/2.0\r\n", .none, "RFC 9113 §3.1"),
        ] as [Row<Upgrade>])
    func upgrade(_ row: Row<Upgrade>) {
        let sample = Sample(fields: row.text)
        #expect(sample.result.headLength != nil && sample.head.upgrade == row.outcome)
        #expect(sample.forwarded().contains("Upgrade") == (row.outcome != .none))
    }

    @Test("HTTP/1.0 cannot upgrade (RFC 9110 §7.8)")
    func oldUpgrade() {
        let sample = Sample(request: "GET / HTTP/1.0\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n")
        #expect(sample.result.headLength != nil && sample.head.upgrade == .none && sample.forwarded() == "")
    }

    @Test("an expectation is seen, and that of HTTP/1.0 ignored and dropped (RFC 9110 §10.1.1)")
    func expectation() {
        let fields = "Content-Length: 1\r\nExpect: 100-Continue\r\n"
        let new = Sample(request: "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
        let old = Sample(request: "POST / HTTP/1.0\r\n\(fields)\r\n")
        #expect(new.head.expectsContinue && new.forwarded().contains("Expect"))
        #expect(!old.head.expectsContinue && !old.forwarded().contains("Expect"))
    }

    @Test("TE tells whether trailers are welcome (RFC 9110 §10.1.4)")
    func trailers() {
        let (with, without) = (Sample(fields: "TE: Trailers\r\n"), Sample(fields: "TE: gzip\r\n"))
        #expect(with.head.acceptsTrailers && !without.head.acceptsTrailers)
    }
}
