import Testing

@testable import HAProxyConf

/// `http-request`, `http-response`, `tcp-request connection` (configuration.txt §4.2).
struct RuleTests {
    private func request(_ action: String) throws -> HTTPAction {
        try #require(try frontend("http-request \(action)").requestRules.first).action
    }

    private func response(_ action: String) throws -> HTTPAction {
        try #require(try frontend("http-response \(action)").responseRules.first).action
    }

    private func reply(_ action: HTTPAction) -> Reply? {
        switch action {
        case .deny(let reply), .reply(let reply): reply
        default: nil
        }
    }

    @Test(
        "headers",
        arguments: [
            ("set-header X-A b", "set X-A b"), ("add-header X-A \"b c\"", "add X-A b c"), ("set-path /x%%", "path /x%"),
        ])
    func headers(_ text: String, _ expected: String) throws {
        switch try request(text) {
        case .setHeader(let name, let value): #expect("set \(name.text) \(value.literal?.text ?? "?")" == expected)
        case .addHeader(let name, let value): #expect("add \(name.text) \(value.literal?.text ?? "?")" == expected)
        case .setPath(let value): #expect("path \(value.literal?.text ?? "?")" == expected)
        default: fail("another action")
        }
    }

    @Test(
        "del-header takes names and patterns of names",
        arguments: ["X", "X -m str", "X -m beg", "X -m end", "X -m sub", "^X-.* -m reg"])
    func deletedHeaders(_ text: String) throws {
        guard case .deleteHeader(let selection) = try request("del-header \(text)") else { return fail("no deletion") }
        switch selection {
        case .name(let name): #expect(name.text == "X" && !text.contains("beg"))
        case .beginning(let name): #expect(name.text == "X" && text.hasSuffix("beg"))
        case .end(let name): #expect(name.text == "X" && text.hasSuffix("end"))
        case .substring(let name): #expect(name.text == "X" && text.hasSuffix("sub"))
        case .pattern(let pattern): #expect(pattern.pattern.text == "^X-.*")
        }
    }

    @Test("replace-header keeps the backslashes of groups")
    func replacement() throws {
        guard
            case .replaceHeader(let name, let pattern, let format) = try request(
                #"replace-header C '^(a)$' '\1%[src]'"#)
        else { return fail("no replacement") }
        #expect(name.text == "C" && pattern.groupCount == 1)
        #expect(format.pieces == [.literal(Array(#"\1"#.utf8)), .fetch(.source)])
    }

    @Test("deny answers 403, or 502 to a response; with an error page unless it says otherwise")
    func denials() throws {
        let cases: [(HTTPAction, Int, Bool)] = [
            (try request("deny"), 403, true), (try response("deny"), 502, true),
            (try request("deny if TRUE"), 403, true), (try request("deny deny_status 429"), 429, true),
            (try request("deny status 404"), 404, false), (try request("deny status 418"), 418, false),
            (try request("deny status 503 default-errorfiles"), 503, true),
        ]
        for (action, status, isPage) in cases {
            guard case .deny(let reply) = action else { return fail("no denial") }
            #expect(reply.status == status)
            switch reply.body {
            case .errorPage: #expect(isPage)
            case .empty: #expect(!isPage)
            default: fail("another body")
            }
        }
    }

    @Test("return answers 200 with a text, a format, a file or a page")
    func replies() throws {
        let text = try #require(reply(try request("return content-type text/plain string \"a b\" hdr X-A %[src]")))
        guard case .literal(let bytes) = text.body else { return fail("no text") }
        #expect(text.status == 200 && bytes.text == "a b" && text.contentType?.text == "text/plain")
        #expect(text.headers.map(\.name.text) == ["X-A"] && text.headers[0].value.pieces == [.fetch(.source)])
        guard case .format(let format) = try reply(request("return content-type t lf-string %ci"))?.body else {
            return fail("no format")
        }
        #expect(format.pieces == [.fetch(.source)])
        let file = "return content-type t file /etc/haproxy/errors/503.http"
        guard case .literal(let content) = try reply(request(file))?.body else { return fail("no file") }
        #expect(content.text == page503)
        guard case .page(let page) = try reply(request("return errorfile /etc/haproxy/errors/503.http"))?.body else {
            return fail("no page")
        }
        #expect(page.message.text.hasPrefix("HTTP/1.0 503 Service Unavailable\r\n"))
        guard case .empty = try reply(request("return"))?.body else { return fail("a body") }
    }

    private static let redirects: [(String, String, Int)] = [
        ("location /x", "location /x", 302), ("prefix https://a code 301", "prefix https://a", 301),
        ("scheme https code 308", "scheme https", 308),
    ]

    @Test("redirects", arguments: redirects)
    func redirect(_ text: String, _ target: String, _ code: Int) throws {
        guard case .redirect(let redirect) = try request("redirect \(text)") else { return fail("no redirect") }
        #expect(redirect.code == code && !redirect.dropsQuery && !redirect.appendsSlash && redirect.setCookie == nil)
        switch redirect.target {
        case .location(let format): #expect("location \(format.literal?.text ?? "?")" == target)
        case .prefix(let format): #expect("prefix \(format.literal?.text ?? "?")" == target)
        case .scheme(let format): #expect("scheme \(format.literal?.text ?? "?")" == target)
        }
    }

    @Test("options of a redirect")
    func redirectOptions() throws {
        let text = "redirect location %[path] drop-query append-slash ignore-empty set-cookie A=1 if TRUE"
        guard case .redirect(let redirect) = try request(text) else { return fail("no redirect") }
        #expect(redirect.dropsQuery && redirect.appendsSlash && redirect.ignoresEmpty)
        #expect(redirect.setCookie?.text == "A=1; path=/;")
        guard case .redirect(let clearing) = try response("redirect location / clear-cookie A=") else {
            return fail("no redirect")
        }
        #expect(clearing.setCookie?.text == "A=; path=/; Max-Age=0;")
    }

    @Test("the metrics are a service")
    func service() throws {
        guard case .service(.prometheusExporter) = try request("use-service prometheus-exporter if { path /metrics }")
        else { return fail("no service") }
    }

    @Test(
        "what is wrong with a rule is told",
        arguments: [
            ("http-request", "wants an action"), ("http-request set-header X", "wants a value"),
            ("http-request set-header \"X Y\" z", "wants the name of a header, not 'X Y'"),
            ("http-request set-header X y z", "may have a condition after it"),
            ("http-request set-header X a\\nb", "no line end may stand in the value of a header"),
            ("http-request del-header X -m x", "wants 'str', 'beg', 'end', 'sub' or 'reg', not 'x'"),
            ("http-request replace-header X ( y", "the regular expression '(' is not taken: a '(' is not closed"),
            ("http-request deny status 99", "wants a number from 200 to 599"),
            ("http-request deny deny_status 418", "there is no error page for the status 418"),
            ("http-request return string x", "a text needs its 'content-type'"),
            ("http-request return content-type t string x string y", "has one content: 'string' is another"),
            (
                "http-request return content-type t file /nix",
                "the file '/nix' cannot be read: No such file or directory"
            ),
            ("http-request return errorfiles x", "'errorfiles' in a reply is not supported"),
            ("http-request redirect", "wants 'location', 'prefix' or 'scheme'"),
            ("http-request redirect location /a code 200", "wants '301', '302', '303', '307' or '308', not '200'"),
            ("http-request redirect location /a prefix /b", "leads to one place: 'prefix' is another"),
            ("http-request redirect location /a drop-qery", "did you mean 'drop-query'?"),
            ("http-response set-path /", "'set-path' is for 'http-request' only"),
            ("http-request use-service x", "wants 'prometheus-exporter', not 'x'"),
            ("http-request tarpit", "'tarpit' after 'http-request' is not supported by clusterd: use 'deny'"),
            ("http-request set-var(txn.a) src", "'set-var(txn.a)' after 'http-request' is not supported"),
            ("tcp-request content reject", "'content' after 'tcp-request' is not supported"),
            ("tcp-request connection rejct", "did you mean 'reject'?"),
            ("redirect location /", "write 'http-request redirect'"),
        ])
    func refused(_ line: String, _ expected: String) {
        let told = Place.frontend.errors(line)
        #expect(told.count == 1 && told[0].contains(expected), "\(told)")
    }

    @Test("connections are accepted and rejected in order")
    func connections() throws {
        let rules = try frontend("tcp-request connection accept if LOCALHOST\n tcp-request connection reject")
            .connectionRules
        #expect(rules.map(\.action) == [.accept, .reject])
        #expect(rules[0].condition != nil && rules[1].condition == nil && rules[1].location.line == 9)
    }

    @Test("a rule that is never reached, or comes earlier than it stands, is a warning")
    func order() throws {
        let text = "http-request deny\n http-request allow\n use_backend back\n http-request allow"
        let told = try #require(warnings(Place.frontend.configuration(text)))
        #expect(told[0].hasPrefix("h.cfg:9: warning: the rule at h.cfg:8 ends always"))
        #expect(told[1] == "h.cfg:11: warning: it comes before the 'use_backend' rules above it")
    }

    private static let formats: [(String, [FormatPiece])] = [
        ("plain", [.literal(Array("plain".utf8))]), ("a%%b", [.literal(Array("a%b".utf8))]),
        ("%[src]:%[src_port]", [.fetch(.source), .literal([0x3A]), .fetch(.sourcePort)]),
        ("%ci:%cp", [.fetch(.source), .literal([0x3A]), .fetch(.sourcePort)]),
        ("%f%ft%b%s%H", [.frontendName, .frontendName, .backendName, .serverName, .hostName]),
        ("%fi%fp", [.fetch(.destination), .fetch(.destinationPort)]),
        ("%HM%HP%HU", [.fetch(.method), .fetch(.path), .fetch(.url)]),
        ("%HV", [.literal(Array("HTTP/".utf8)), .fetch(.requestVersion)]),
        ("%[hdr(a)]", [.fetch(.requestHeader(HeaderFetch(name: [0x61], occurrence: 0, form: .text)))]),
        ("%[nbsrv(back)]", [.fetch(.usableServers(backend: 0))]),
    ]

    @Test("formats (configuration.txt §8.2.4)", arguments: formats)
    func format(_ text: String, _ expected: [FormatPiece]) throws {
        guard case .setHeader(_, let value) = try request("set-header X \(text)") else { return fail("no header") }
        #expect(value.pieces == expected)
    }

    @Test("in a response 'hdr' is the response's")
    func responseHeader() throws {
        guard case .setHeader(_, let value) = try response("set-header X %[hdr(a)]%[status]") else {
            return fail("no header")
        }
        let header = HeaderFetch(name: [0x61], occurrence: 0, form: .text)
        #expect(value.pieces == [.fetch(.responseHeader(header)), .fetch(.status)])
    }

    @Test(
        "what is wrong with a format is told",
        arguments: [
            ("http-request set-header X %", "a '%' stands at the end: write '%%'"),
            ("http-request set-header X 5%zz", "unknown keyword 'zz' after '%' in a format (write '%%'"),
            ("http-request set-header X %ST", "'ST' after '%' in a format is not supported"),
            ("http-request set-header X %{+Q}[src]", "flags ('%{…}') of a format are not supported"),
            ("http-request set-header X %[src", "'%[src' is not closed: add the missing ']'"),
            ("http-request set-header X %[hdr(a)", "'%[hdr' is not closed"),
            ("http-request set-header X %[hdr(a),lower]", "a converter after 'hdr' is not supported"),
            ("http-request set-header X %[status]", "'status' cannot be used in a request: it is the response's"),
            ("http-response set-header X %[path]", "'path' cannot be used in a response: it is the request's"),
            ("http-response set-header X %HM", "'%HM' cannot be used in a response"),
            ("http-request set-header X %[nix]", "unknown keyword 'nix' (a fetch)"),
            ("http-request set-header X %[]", "unknown keyword '' (a fetch)"),
        ])
    func refusedFormats(_ line: String, _ expected: String) {
        let told = Place.frontend.errors(line)
        #expect(told.count == 1 && told[0].contains(expected), "\(told)")
    }
}
