import Testing

@testable import HTTP1

struct HeadWriterTests {
    @Test(
        "a request line is written for a server",
        arguments: [
            Row("GET /a?b HTTP/1.1", "GET /a?b HTTP/1.1\r\n", "RFC 9112 §3.2.1"),
            Row("GET /a HTTP/1.0", "GET /a HTTP/1.1\r\n", "RFC 9112 §2.3"),
            Row("GET http://b/c?d HTTP/1.1", "GET /c?d HTTP/1.1\r\n", "RFC 9112 §3.2.1"),
            Row("GET http://b HTTP/1.1", "GET / HTTP/1.1\r\n", "RFC 9112 §3.2.1"),
            Row("GET http://b?c HTTP/1.1", "GET /?c HTTP/1.1\r\n", "RFC 9112 §3.2.1"),
            Row("OPTIONS http://b HTTP/1.1", "OPTIONS * HTTP/1.1\r\n", "RFC 9112 §3.2.4"),
            Row("OPTIONS http://b/ HTTP/1.1", "OPTIONS / HTTP/1.1\r\n", "RFC 9112 §3.2.4"),
            Row("OPTIONS http://b?c HTTP/1.1", "OPTIONS /?c HTTP/1.1\r\n", "RFC 9112 §3.2.4"),
            Row("OPTIONS * HTTP/1.1", "OPTIONS * HTTP/1.1\r\n", "RFC 9112 §3.2.4"),
            Row("CONNECT b:1 HTTP/1.1", "CONNECT b:1 HTTP/1.1\r\n", "RFC 9112 §3.2.3"),
            Row("\r\nPROPFIND / HTTP/1.1", "PROPFIND / HTTP/1.1\r\n", "RFC 9112 §2.2"),
        ])
    func requestLine(_ row: Row<String>) {
        let sample = Sample(request: row.text + "\r\nHost: a\r\n\r\n")
        let bytes = sample.bytes
        let line = sample.written { writer, span in writer.requestLine(of: sample.head, bytes.span, to: &span) }
        #expect(line == row.outcome)
    }

    @Test("a request line is written with another target")
    func otherTarget() {
        let sample = Sample(request: "GET /a HTTP/1.1\r\nHost: /b\r\n\r\n".replacing("/b", with: "b\r\nX: /b"))
        let bytes = sample.bytes
        let target = sample.head.field(1).valueRange
        let line = sample.written { $0.requestLine(of: sample.head, target: target, bytes.span, to: &$1) }
        #expect(line == "GET /b HTTP/1.1\r\n")
    }

    @Test("a status line is written with our version", arguments: ["1.0", "1.1"])
    func statusLine(_ version: String) {
        for reason in ["Not Found", ""] {
            let sample = Sample(response: "HTTP/\(version) 404 \(reason)\r\nContent-Length: 0\r\n\r\n")
            let bytes = sample.bytes
            let line = sample.written { writer, span in writer.statusLine(of: sample.head, bytes.span, to: &span) }
            #expect(line == "HTTP/1.1 404 \(reason)\r\n")
        }
    }

    @Test("fields are written whatever is removed and edited", arguments: 0..<64)
    func fields(_ choice: Int) {
        let sample = Sample(fields: "A: 1\r\nB:2\r\nC: 3\r\n")
        let expected = ["A: 1\r\n", "B: 2\r\n", "C: 3\r\n"]
        sample.change { head, _ in
            for index in 0..<3 {
                if choice >> index & 1 == 1 { head.remove(index + 1) }
                if choice >> (index + 3) & 1 == 1 {
                    head.replaceValue(index + 1, with: head.field(index + 1).valueRange)
                }
            }
        }
        let kept = (0..<3).filter { choice >> $0 & 1 == 0 }.map { expected[$0] }
        #expect(sample.forwarded() == "Host: a\r\n" + kept.joined())
    }

    @Test("numbers are written in digits", arguments: [0, 9, 10, 15, 16, 255, 256, 65_535, UInt64(Int64.max), .max])
    func numbers(_ number: UInt64) {
        let text = Sample(fields: "").written { writer, span in
            writer.decimal(number, to: &span)
            writer.text(" ", to: &span)
            writer.hexadecimal(number, to: &span)
        }
        #expect(text == "\(number) \(String(number, radix: 16))")
    }

    @Test("what does not fit is not written, and the writer says so", arguments: 0...13)
    func overfull(_ room: Int) {
        let sample = Sample(fields: "X: 12345\r\n")
        let bytes = sample.bytes
        var output = [UInt8](repeating: 0, count: room)
        var span = output.mutableSpan
        var writer = HeadWriter(at: 1)
        writer.byte(0x21, to: &span)
        writer.decimal(12, to: &span)
        writer.hexadecimal(255, to: &span)
        writer.text("ab", to: &span)
        writer.bytes(0..<5, of: bytes.span, to: &span)
        let (position, isOverfull) = (writer.position, writer.isOverfull)
        #expect(isOverfull == (room < 13) && position <= max(room, 1))
        writer.text("", to: &span)
        let after = writer.isOverfull
        #expect(after == isOverfull)
    }

    @Test("a value is composed in the same buffer")
    func compose() {
        let sample = Sample(fields: "X: SRV=abc; path=/\r\n")
        let value = sample.head.field(1).valueRange
        let key = Array("s1~".utf8)
        let room = sample.bytes.count
        let larger = Sample(request: sample.bytes + [UInt8](repeating: 0, count: 100))
        larger.change { head, bytes in
            var writer = HeadWriter(at: room)
            let part = value.lowerBound + 4..<value.lowerBound + 4
            writer.value(value, replacing: part, by: key.span, within: &bytes)
            head.replaceValue(1, with: room..<writer.position)
        }
        #expect(larger.forwarded() == "Host: a\r\nX: SRV=s1~abc; path=/\r\n")
    }
}
