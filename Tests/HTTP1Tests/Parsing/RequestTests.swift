import Testing

@testable import HTTP1

/// Requests that are good.
struct RequestTests {
    @Test("a request is read in place")
    func inPlace() {
        let sample = Sample(request: "GET /a/b?c=d HTTP/1.1\r\nHost: example.com\r\nAccept:*/*\r\n\r\nrest")
        #expect(sample.result == .complete(headLength: 56))
        #expect(sample.head.method == .get)
        #expect(sample.head.version == .http11)
        #expect(sample.text(sample.head.target) == "/a/b?c=d")
        #expect(sample.text(sample.head.path) == "/a/b")
        #expect(sample.head.query.map(sample.text) == "c=d")
        #expect(sample.head.authority.map(sample.text) == "example.com")
        #expect(sample.head.fieldCount == 2 && sample.head.hostField == 0)
        #expect(sample.head.framing == .none && sample.head.persists)
        #expect(sample.text(sample.head.field(1).nameRange) == "Accept")
        #expect(sample.text(sample.head.field(1).valueRange) == "*/*")
    }

    @Test("every known method is known, and in its case only", arguments: Method.allCases)
    func methods(_ method: Method) {
        let name = method == .other ? "PROPFIND" : method.spelling.description
        let target = method == .connect ? "a:80" : "/"
        let known = Sample(request: "\(name) \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(known.result.headLength != nil && known.head.method == method)
        #expect(known.text(known.head.methodRange) == name)
        let lower = Sample(request: "\(name.lowercased()) / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(lower.result.headLength != nil && lower.head.method == .other)
    }

    @Test("one empty line before a request is passed over (RFC 9112 §2.2)")
    func emptyLine() {
        let sample = Sample(request: "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(sample.result == .complete(headLength: 29))
        #expect(sample.head.start == 2)
    }

    @Test("a later minor version is 1.1 (RFC 9110 §2.5)")
    func laterMinor() {
        let sample = Sample(request: "GET / HTTP/1.7\r\nHost: a\r\n\r\n")
        #expect(sample.result.headLength != nil && sample.head.version == .http11)
    }

    @Test("HTTP/1.0 needs no Host, and does not persist (RFC 9112 §3.2, §9.3)")
    func oldVersion() {
        let sample = Sample(request: "GET / HTTP/1.0\r\n\r\n")
        #expect(sample.result.headLength != nil && sample.head.version == .http10)
        #expect(!sample.head.persists && sample.head.authority == nil)
    }

    @Test("a head of as many fields as can be is read, and one more is not")
    func manyFields() {
        let full = Sample(fields: String(repeating: "X: 1\r\n", count: 100))
        #expect(full.result.headLength != nil && full.head.fieldCount == 101)
        let over = Sample(fields: String(repeating: "X: 1\r\n", count: 101))
        #expect(over.result.reason == .tooManyFields)
    }

    @Test("a head that ends at the last place is read, and one byte more is too many")
    func longest() {
        let around = "GET / HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n".utf8.count
        let full = Sample(fields: "X: \(String(repeating: "x", count: 65_535 - around))\r\n")
        #expect(full.result == .complete(headLength: 65_535))
        let over = Sample(fields: "X: \(String(repeating: "x", count: 65_536 - around))\r\n")
        #expect(over.result == .refused(Refusal(.headTooLarge, at: 65_535)))
    }

    @Test("a head that was read before leaves nothing behind")
    func reused() {
        let sample = Sample(
            request: "POST http://b/x?y HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nConnection: upgrade, X\r\nX: 1\r\n"
                + "Upgrade: websocket\r\nExpect: 100-continue\r\nTE: trailers\r\n\r\n")
        #expect(sample.result.headLength != nil && sample.head.upgrade == .webSocket)
        let again = sample.change { head, _ in head.parseRequest(Array("GET / HTTP/1.0\r\nA: b\r\n\r\n".utf8).span) }
        let fresh = Sample(request: "GET / HTTP/1.0\r\nA: b\r\n\r\n")
        #expect(again == fresh.result)
        #expect(sample.head.facts == fresh.head.facts)
    }
}
