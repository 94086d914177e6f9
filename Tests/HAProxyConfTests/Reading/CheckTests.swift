import Testing

@testable import HAProxyConf

/// `option httpchk` and `http-check`; the requests are those that HAProxy 2.6 sends for the same lines.
struct CheckTests {
    /// The steps, a line each.
    private func steps(_ lines: String) throws -> [String] {
        guard case .http(let steps) = try backend(lines).healthCheck else { return ["connect only"] }
        return steps.map { step in
            switch step {
            case .connect(let connection): "connect \(connection.port.map { String($0) } ?? "-")"
            case .send(let request): text(of: request)
            case .expect(let expectation): (expectation.isNegated ? "! " : "") + text(of: expectation.test)
            }
        }
    }

    private func text(of request: CheckRequest) -> String {
        let headers = request.headers.map { " \($0.name.text): \($0.value.text)" }.joined()
        let line = "\(request.method.text) \(request.uri.text) HTTP/1.\(request.minorVersion)"
        return line + headers + (request.body.isEmpty ? "" : " <\(request.body.text)>")
    }

    private func text(of test: CheckExpectation.Test) -> String {
        switch test {
        case .status(let ranges): "status \(ranges.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ","))"
        case .statusPattern(let pattern): "rstatus \(pattern.pattern.text)"
        case .body(let text): "string \(text.text)"
        case .bodyPattern(let pattern): "rstring \(pattern.pattern.text)"
        }
    }

    private static let checks: [(String, [String])] = [
        ("option tcp-check", ["connect only"]), ("option httpchk\n option tcp-check", ["connect only"]),
        ("option httpchk", ["connect -", "OPTIONS / HTTP/1.0"]),
        ("option httpchk /x", ["connect -", "OPTIONS /x HTTP/1.0"]),
        ("option httpchk GET /x", ["connect -", "GET /x HTTP/1.0"]),
        ("option httpchk GET /x HTTP/1.1", ["connect -", "GET /x HTTP/1.1"]),
        ("option httpchk GET /x\n http-check send hdr Host h", ["connect -", "GET /x HTTP/1.0 Host: h"]),
        ("http-check send hdr Host h uri /y\n option httpchk GET /x", ["connect -", "GET /x HTTP/1.0 Host: h"]),
        (
            "option httpchk GET /x HTTP/1.1\n http-check send meth PUT hdr A b body abc",
            ["connect -", "PUT /x HTTP/1.1 A: b <abc>"]
        ),
        (
            "option httpchk\n http-check send uri /y\n option httpchk HEAD /z HTTP/1.1",
            ["connect -", "HEAD /z HTTP/1.1"]
        ),
        (
            "option httpchk GET /x\n http-check connect port 81\n http-check send uri /y\n http-check expect status 201",
            ["connect 81", "GET /y HTTP/1.0", "status 201-201"]
        ),
        ("option httpchk GET /x\n http-check connect", ["connect -", "GET /x HTTP/1.0"]),
        (
            "option httpchk GET /x\n http-check connect\n http-check send uri /y\n http-check expect status 200\n "
                + "http-check connect port 82\n http-check send uri /z\n http-check expect ! rstring ^no",
            [
                "connect -", "GET /y HTTP/1.0", "status 200-200", "connect 82", "OPTIONS /z HTTP/1.0", "! rstring ^no",
            ]
        ),
        (
            "http-check expect status 200,300-399 comment ok\n http-check expect !string down\n option httpchk GET /x",
            ["connect -", "GET /x HTTP/1.0", "status 200-200,300-399", "! string down"]
        ),
        ("option httpchk\n http-check expect rstatus ^2", ["connect -", "OPTIONS / HTTP/1.0", "rstatus ^2"]),
    ]

    @Test("steps", arguments: checks)
    func assembled(_ lines: String, _ expected: [String]) throws { #expect(try steps(lines) == expected) }

    @Test(
        "what is wrong with a check is told",
        arguments: [
            ("option httpchk GET / HTTP/1.0 x", "takes no more: 'x'"),
            ("option httpchk GET / HTTP/2", "is 'HTTP/1.0' or 'HTTP/1.1'"),
            ("option httpchk \"G T\" /", "wants a method, not 'G T'"),
            ("option httpchk GET \"/a b\"", "wants a path without blanks"),
            ("option httpchk\n http-check send uri /a\n http-check send uri /b", "stands first or after a 'connect'"),
            (
                "option httpchk\n http-check send\n http-check connect",
                "'http-check connect' stands first or after an 'expect'"
            ),
            (
                "option httpchk\n http-check connect\n http-check expect status 200",
                "'http-check expect' stands after a request"
            ),
            ("option httpchk\n http-check expect status abc", "'abc' are no statuses"),
            ("option httpchk\n http-check expect status 300-200", "are no statuses"),
            ("option httpchk\n http-check expect rstatus (", "the regular expression '(' is not taken"),
            ("option httpchk\n http-check expect status 200 string x", "one 'http-check expect' has one test"),
            ("option httpchk\n http-check expect !", "wants a test after '!'"),
            ("option httpchk\n http-check expect hdr name x", "'hdr' after 'http-check expect' is not supported"),
            ("option httpchk\n http-check send hdr Content-Length 3", "is set by clusterd itself"),
            ("option httpchk\n http-check send hdr A %[src]", "'%' in a header of a check is not supported"),
            ("option httpchk\n http-check connect ssl", "'ssl' after 'http-check connect' is not supported"),
            ("option httpchk\n http-check connect port 0", "from 1 to 65535"),
            ("option httpchk\n http-check connect addr web", "wants an IP address, not 'web'"),
            ("http-check disable-on-404", "'disable-on-404' after 'http-check' is not supported"),
        ])
    func refused(_ lines: String, _ expected: String) {
        let told = Place.backend.errors(lines)
        #expect(told.count >= 1 && told[0].contains(expected), "\(told)")
    }

    @Test("the first 'http-check' of a section drops what 'defaults' said, as in HAProxy")
    func inherited() throws {
        let text = """
            defaults
             mode http
             timeout connect 1s
             timeout server 1s
             option httpchk GET /inherited
             http-check expect status 204
            frontend f
             bind :80
             timeout client 1s
            backend a
             server s 10.0.0.1:80 check
            backend b
             option httpchk
             server s 10.0.0.1:80 check
            """
        let backends = try load(text + "\n").backends
        guard case .http(let inherited) = backends[0].healthCheck, case .http(let own) = backends[1].healthCheck else {
            return fail("no HTTP check")
        }
        #expect(inherited.count == 3 && own.count == 2)
        let told = errors(text + "\nbackend c\n http-check expect status 200\n")
        #expect(
            told.count == 1 && told[0].contains("h.cfg:16: the check sends no request: write 'option httpchk' in this"))
    }

    @Test("steps without 'option httpchk' are a warning")
    func noOption() throws {
        let told = try #require(warnings(Place.backend.configuration("http-check expect status 200")))
        #expect(
            told == ["h.cfg:15: warning: 'http-check' has no effect: its steps are not done without 'option httpchk'"])
    }
}
