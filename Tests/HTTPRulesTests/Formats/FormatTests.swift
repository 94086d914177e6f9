import Addresses
import HTTP1
import Testing

@testable import HTTPRules

/// Formats (configuration.txt §8.2.4).
struct FormatTests {
    static let rows: [(format: String, value: String)] = [
        ("%ci:%cp", "192.0.2.7:40000"), ("%fi:%fp", "192.0.2.80:80"), ("%f", "web"), ("%b", "web"), ("%s", "<NOSRV>"),
        ("%H", "balancer"), ("%HM", "GET"), ("%HP", "/a"), ("%HU", "/a?q"), ("%HV", "HTTP/1.1"), ("100%%", "100%"),
        ("%[always_true]%[always_false]", "10"), ("%[nbsrv(first)]", "2"), ("%[hdr(x)]", "c"), ("%[hdr(x,1)]", "b"),
        ("%[hdr_cnt(x)]", "2"), ("%[hdr_val(y)]", "-12"), ("<%[hdr(none)]>", "<>"), ("%[query]", "q"),
        ("\"a  b \"", "a  b "),
    ]

    @Test("a format's values are written as HAProxy writes them", arguments: rows)
    func value(format: String, value: String) throws {
        let rules = try Rules("    http-request set-header f \(format)")
        let result = rules.outcome(request: request("/a?q", "X: b, c", "Y: -12"))
        #expect(result.text.hasSuffix("\nf: \(value)\n"))
    }

    @Test("backend and server are named once they are chosen")
    func names() throws {
        let rules = try Rules("    http-response set-header f %f/%b/%s")
        rules.context.backend = 0
        rules.context.server = 1
        let result = rules.outcome(response: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        #expect(result.text.hasSuffix("\nf: web/first/s2\n"))
    }

    @Test("bytes that could end a line are written as % and digits")
    func escaping() {
        var bytes = Array("a\r\nb\tc\u{7F}\0".utf8)
        let count = bytes.count
        bytes += [UInt8](repeating: 0, count: 64)
        var span = bytes.mutableSpan
        var writer = HeadWriter(at: count)
        writer.escaped(0..<count, .fieldValue, within: &span)
        let text = String(decoding: bytes[count..<writer.position], as: UTF8.self)
        #expect(text == "a%0D%0Ab\tc%7F%00")
    }

    @Test(
        "addresses are written by RFC 5952",
        arguments: [
            "0.0.0.0", "255.255.255.255", "10.0.0.1", "::", "::1", "1::", "2001:db8::1", "2001:db8:0:1:1:1:1:1",
            "2001:0:0:1::1", "2001:db8:0:0:1:0:0:1", "::ffff:10.0.0.1", "::10.0.0.1", "fe80::1:0:0:abcd",
            "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:0", "0:2:3:4:5:6:7:8", "::2:3:4:5:6:7", "1:2:3:4:5:6::", "::ffff:0:0",
        ])
    func address(text: String) throws {
        let address = try #require(IPAddress(text))
        var bytes = [UInt8](repeating: 0, count: 64)
        var span = bytes.mutableSpan
        var writer = HeadWriter()
        writer.address(address, to: &span)
        let written = String(decoding: bytes[..<writer.position], as: UTF8.self)
        #expect(written == address.description)
    }
}
