import Testing

@testable import Status

@Suite("An HTTP answer")
struct HTTPResponseTests {
    @Test("is read up to the beginning of its content")
    func plain() throws {
        let response = try HTTPResponse("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n<html><title> The\n page </title>".utf8)
        #expect(response.status == 200 && response.reason == "OK")
        #expect(response.title == "The page")
        #expect(response.beginning == #"<html><title> The\n page </title>"#)
    }

    @Test(
        "needs no reason, no headers and no carriage returns",
        arguments: ["HTTP/1.1 204\r\n\r\n", "HTTP/1.0 204 \r\n\r\n", "HTTP/1.1 204 No Content\n\n"])
    func bare(text: String) throws {
        #expect(try HTTPResponse(text.utf8).status == 204)
    }

    @Test("may come after interim ones")
    func interim() throws {
        let response = try HTTPResponse("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 503 No\r\n\r\nno".utf8)
        #expect(response.status == 503 && response.beginning == "no")
    }

    @Test("in chunks is put together, as far as it goes")
    func chunks() throws {
        let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n"
        #expect(try HTTPResponse((head + "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").utf8).beginning == "abcde")
        #expect(try HTTPResponse((head + "3\r\nabc\r\n9\r\nde").utf8).beginning == "abcde")
        #expect(try HTTPResponse((head + "zz\r\nabc").utf8).beginning == "")
        #expect(try HTTPResponse((head + "FFFFFFFFFFFFFFFFF\r\nabc").utf8).beginning == "abc")
        #expect(try HTTPResponse((head + "-5\r\nabc").utf8).beginning == "")
    }

    @Test(
        "that is none is refused by name",
        arguments: [
            ("", HTTPResponse.Malformed.incomplete),
            ("HTTP/1.1 200 OK\r\nServer: x\r\n", .incomplete),
            ("SSH-2.0-OpenSSH_9.2\r\n", .notHTTP("SSH-2.0-OpenSSH_9.2")),
            ("HTTP/2 200\r\n\r\n", .notHTTP("HTTP/2 200")),
            ("HTTP/1.1 99999 OK\r\n\r\n", .notHTTP("HTTP/1.1 99999 OK")),
            ("\u{1B}[2J", .notHTTP(#"\u{1B}[2J"#)),
            ("\r\n\r\n", .notHTTP("")),
        ])
    func malformed(text: String, problem: HTTPResponse.Malformed) {
        #expect(throws: problem) { try HTTPResponse(text.utf8) }
    }

    @Test("with endless headers is refused, and endless content is cut")
    func limits() throws {
        let endless = String(repeating: "X: y\r\n", count: 5000)
        #expect(throws: HTTPResponse.Malformed.headTooLong) { try HTTPResponse(("HTTP/1.1 200 OK\r\n" + endless).utf8) }
        let line = "HTTP/1.1 200 " + String(repeating: "x", count: 20000)
        #expect(throws: HTTPResponse.Malformed.headTooLong) { try HTTPResponse(line.utf8) }
        let content = String(repeating: "x", count: 100_000)
        #expect(try HTTPResponse(("HTTP/1.1 200 OK\r\n\r\n" + content).utf8).content.count == HTTPResponse.contentLimit)
    }

    @Test("survives any bytes")
    func rubbish() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0..<200)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(throws: (any Error).self) { try HTTPResponse([UInt8(ascii: "x")] + bytes) }
            _ = try? HTTPResponse(Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8) + bytes)
        }
    }
}
