import Testing

@testable import HTTP1

/// Requests that are read (RFC 9112 §2, §3).
struct RequestTests {
    @Test("a request is read in place")
    func inPlace() {
        let sample = Sample(request: "GET /a/b?c=d HTTP/1.1\r\nHost: example.com\r\nAccept:*/*\r\n\r\nrest")
        #expect(sample.result == .complete(headLength: 56))
        let (method, version, form) = (sample.head.method, sample.head.version, sample.head.form)
        #expect(method == .get && version == .http11 && form == .origin)
        #expect(sample.text(sample.head.target) == "/a/b?c=d")
        #expect(sample.text(sample.head.path) == "/a/b")
        #expect(sample.head.query.map(sample.text) == "c=d")
        #expect(sample.head.authority.map(sample.text) == "example.com")
        let (count, framing, persists) = (sample.head.fieldCount, sample.head.framing, sample.head.persists)
        #expect(count == 2 && framing == .none && persists)
        #expect(sample.text(sample.head.field(1).nameRange) == "Accept")
        #expect(sample.text(sample.head.field(1).valueRange) == "*/*")
    }

    @Test("hop-by-hop fields are not forwarded, and whitespace around values is made one space")
    func forwarded() {
        let sample = Sample(
            request: """
                GET / HTTP/1.1\r\nHost: a\r\nConnection: close, X-Mine\r\nKeep-Alive: 5\r\nX-Mine: 1\r\n\
                Cookie:\ta=b \r\nTE: trailers\r\nVia: x\r\n\r\n
                """)
        #expect(sample.result.headLength != nil)
        #expect(sample.forwarded() == "Host: a\r\nCookie: a=b\r\nVia: x\r\n")
    }
}
