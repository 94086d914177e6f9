import HTTP1
import Testing

@testable import HTTPRules

/// What `return` and `deny` answer with (configuration.txt §4.2).
struct ReplyTests {
    static let replies = [
        ActionRow("return", request(), "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"),
        ActionRow("return status 302", request(), "HTTP/1.1 302 Moved Temporarily\r\ncontent-length: 0\r\n\r\n"),
        ActionRow("return status 299", request(), "HTTP/1.1 299 Success\r\ncontent-length: 0\r\n\r\n"),
        ActionRow("return status 204", request(), "HTTP/1.1 204 No Content\r\n\r\n"),
        ActionRow("return status 304 hdr ETag x", request(), "HTTP/1.1 304 Not Modified\r\netag: x\r\n\r\n"),
        ActionRow(
            "return content-type text/plain string hi", request(),
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-type: text/plain\r\n\r\nhi"),
        ActionRow(
            "return content-type text/plain string hi hdr X-A a hdr X-B b", request(),
            "HTTP/1.1 200 OK\r\nx-a: a\r\nx-b: b\r\ncontent-length: 2\r\ncontent-type: text/plain\r\n\r\nhi"),
        ActionRow(
            "return content-type text/plain lf-string \"%[path]  %[hdr(none)]|\\n\" hdr X-Path %[path] hdr X-Empty %[hdr(none)]",
            request("/a"),
            "HTTP/1.1 200 OK\r\nx-path: /a\r\ncontent-length: 6\r\ncontent-type: text/plain\r\n\r\n/a  |\n"),
        ActionRow(
            "return content-type text/plain lf-string %[path]", request("/a", method: "HEAD"),
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-type: text/plain\r\n\r\n"),
        ActionRow(
            "return content-type text/plain string hi", request("/a", method: "HEAD"),
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-type: text/plain\r\n\r\n"),
        ActionRow(
            "return status 204 content-type a lf-string %[path]", request(),
            "HTTP/1.1 204 No Content\r\ncontent-type: a\r\n\r\n"),
        ActionRow(
            "return errorfile /page hdr X y", request(),
            "HTTP/1.1 503 Busy\r\nCache-Control: no-cache\r\nContent-Type: text/html\r\n"
                + "Content-Length: 14\r\nconnection: close\r\n\r\n<h1>busy</h1>\n"),
        ActionRow("return status 404 default-errorfiles", request(), notFound),
        ActionRow("deny", request(), forbidden),
        ActionRow("deny deny_status 404", request(), notFound),
        ActionRow("deny status 404", request(), "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"),
        ActionRow(
            "deny status 418 hdr X %[path]", request("/a"),
            "HTTP/1.1 418 I'm a teapot\r\nx: /a\r\ncontent-length: 0\r\n\r\n"),
    ]

    static let forbidden =
        "HTTP/1.1 403 Forbidden\r\ncontent-length: 93\r\ncache-control: no-cache\r\ncontent-type: text/html\r\n\r\n"
        + "<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>\n"
    static let notFound =
        "HTTP/1.1 404 Not Found\r\ncontent-length: 83\r\ncache-control: no-cache\r\ncontent-type: text/html\r\n\r\n"
        + "<html><body><h1>404 Not Found</h1>\nThe resource could not be found.\n</body></html>\n"

    @Test("a reply is HAProxy's byte for byte", arguments: replies)
    func reply(row: ActionRow) throws {
        let rules = try Rules("    http-request \(row.rules)")
        let result = rules.outcome(request: row.request)
        #expect(result == (row.rules.hasPrefix("deny") ? .denied(row.forwarded) : .replied(row.forwarded)))
    }

    @Test("a denied response is a bad gateway")
    func deniedResponse() throws {
        let rules = try Rules("    http-response deny if { status 404 }")
        let result = rules.outcome(response: "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
        #expect(result.text.hasPrefix("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 107\r\n"))
    }

    @Test("a denial answers with the page of the proxy")
    func ownPage() throws {
        let rules = try Rules(
            """
                errorfile 403 /page
                http-request deny
            """)
        let result = rules.outcome(request: request())
        #expect(result.text.hasPrefix("HTTP/1.1 503 Busy\r\n"))
    }

    @Test("the metrics are a service's")
    func service() throws {
        let rules = try Rules("    http-request use-service prometheus-exporter if { path /metrics }")
        let result = rules.outcome(request: request("/metrics"))
        #expect(result == .served)
    }

    @Test(
        "a reply says what becomes of the connection",
        arguments: [
            (ReplyConnection.keepAlive, ""), (.close, "connection: close\r\n"),
            (.keepAlive10, "connection: keep-alive\r\n"),
        ])
    func connection(connection: ReplyConnection, field: String) throws {
        let rules = try Rules("    http-request return hdr X %[path]")
        let (sent, text) = try rules.reply(to: request("/a"), connection)
        #expect(sent == SentReply(status: 200, closes: false))
        #expect(text == "HTTP/1.1 200 OK\r\nx: /a\r\ncontent-length: 0\r\n\(field)\r\n")
    }

    @Test(
        "a reply whose page closes says so",
        arguments: [
            ("return status 400 default-errorfiles", 400, true), ("return status 403 default-errorfiles", 403, false),
            ("return status 404 errorfile /page", 404, true), ("return status 500 errorfile /dev/null", 500, true),
        ])
    func closing(rule: String, status: Int, closes: Bool) throws {
        let rules = try Rules("    http-request \(rule)")
        let (sent, text) = try rules.reply(to: request(), .keepAlive)
        #expect(sent == SentReply(status: status, closes: closes))
        #expect(text.isEmpty == rule.contains("/dev/null"))
    }
}

extension Rules {
    /// What the first reply is, whether or not a rule leads to it.
    func reply(to request: String, _ connection: ReplyConnection) throws -> (SentReply, String) {
        let usable = usable
        var head = MessageHead()
        var bytes = Array(request.utf8)
        let length = bytes.count
        _ = head.parseRequest(bytes.span)
        bytes += [UInt8](repeating: 0, count: room)
        var buffer = bytes.mutableSpan
        var edits = MessageEdits(writingAt: length)
        var output = [UInt8](repeating: 0, count: 4_096)
        var span = output.mutableSpan
        var writer = HeadWriter()
        let sent = ReplyWriter(connection: connection, isForHead: false).write(
            ReplyIndex(number: 0), of: program, .request, context, head, &edits, &buffer, usable: usable.span,
            with: &writer, to: &span)
        return (try #require(sent), String(decoding: output[..<writer.position], as: UTF8.self))
    }
}
