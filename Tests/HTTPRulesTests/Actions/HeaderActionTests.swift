import Testing

@testable import HTTPRules

/// A rule, a request, and the head that goes on.
struct ActionRow: CustomTestStringConvertible, Sendable {
    let rules: String
    let request: String
    let forwarded: String

    init(_ rules: String, _ request: String, _ forwarded: String) {
        (self.rules, self.request, self.forwarded) = (rules, request, forwarded)
    }

    var testDescription: String { "\(rules) for \(request)" }
}

/// What rules change in a head (configuration.txt §4.2, http-request).
struct HeaderActionTests {
    static let rows = [
        // set-header
        ActionRow("set-header X b", request("/", "X: a", "Y: c", "x: d"), "Y: c\nx: b\n"),
        ActionRow("set-header X-New %[path]", request("/p?q"), "x-new: /p\n"),
        ActionRow("set-header X <%[hdr(x)]>", request("/", "X: a"), "x: <a>\n"),
        ActionRow("set-header X-Forwarded-For %[src]", request(), "X-Forwarded-For: 192.0.2.7\n"),
        ActionRow("set-header X %[hdr(none)]", request("/", "X: a"), "x: \n"),
        // add-header
        ActionRow("add-header X b", request("/", "X: a"), "X: a\nx: b\n"),
        ActionRow("add-header X b if { path /b }", request("/", "X: a"), "X: a\n"),
        // del-header
        ActionRow("del-header X", request("/", "X: a", "XY: b", "x: c"), "XY: b\n"),
        ActionRow("del-header X- -m beg", request("/", "X: a", "X-A: b", "x-b: c"), "X: a\n"),
        ActionRow("del-header -A -m end", request("/", "X: a", "X-A: b", "x-b: c"), "X: a\nx-b: c\n"),
        ActionRow("del-header -A- -m sub", request("/", "X: a", "X-a-B: b"), "X: a\n"),
        ActionRow("del-header ^x-[ab]$ -m reg", request("/", "X: a", "X-A: b", "x-B: c", "x-c: d"), "X: a\nx-c: d\n"),
        ActionRow("del-header ^X-A -m reg", request("/", "X-A: b"), "X-A: b\n"),
        ActionRow("del-header cookie", request("/", "Cookie: a=b"), ""),
        ActionRow("del-header o -m sub", request("/", "Cookie: a=b", "Origin: x"), ""),
        // The message's length stays known.
        ActionRow("del-header content-length", request("/", "Content-Length: 0"), "Content-Length: 0\n"),
        ActionRow(
            "del-header content -m beg", request("/", "Content-Length: 0", "Content-Type: a"), "Content-Length: 0\n"),
        // replace-header: the whole value, where the expression matches.
        ActionRow("replace-header X (b+) <\\1>", request("/", "X: abbc", "X: d"), "X: <bb>\nX: d\n"),
        ActionRow("replace-header Cookie ^(.*)$ x=1;\\ \\0", request("/", "Cookie: a=b"), "Cookie: x=1; a=b\n"),
        ActionRow(
            "replace-header X b \\\\x41\\q%[hdr(y)]\\9", request("/", "X: b", "Y: \\1\\x42"),
            "X: Aq\\1\\x42\nY: \\1\\x42\n"),
        ActionRow("replace-header X ^(a),(b)$ \\2,\\1", request("/", "X: a,b"), "X: b,a\n"),
        ActionRow("replace-header X b \\\\x0d\\\\x0ac:\\ d", request("/", "X: b"), "X: %0D%0Ac: d\n"),
    ].map { row in
        let lines = row.rules.split(separator: "\n").map { "    http-request " + $0 }.joined(separator: "\n")
        return ActionRow(lines, row.request, row.forwarded)
    }

    @Test("a rule changes fields as HAProxy does", arguments: rows)
    func change(row: ActionRow) throws {
        let rules = try Rules(row.rules)
        let result = rules.outcome(request: row.request).text
        let fields = result.split(separator: "\n").dropFirst().filter {
            !$0.hasPrefix("Host:") && !$0.hasPrefix("host:")
        }
        #expect(fields.joined(separator: "\n") == row.forwarded.trimming)
    }

    @Test("rules see what those before them did")
    func order() throws {
        let rules = try Rules(
            """
                http-request set-header X a
                http-request add-header X %[hdr(x)]b
                http-request set-header Z %[hdr_cnt(x)]%[hdr(x,1)]
                http-request del-header X if { hdr(x) ab }
                http-request deny if { hdr(x) -m found }
            """)
        let result = rules.outcome(request: request())
        #expect(result == .forwarded("GET / HTTP/1.1\nHost: a\nz: 2a\n"))
    }

    @Test("allow ends the rules of the frontend, and those of the backend are still done")
    func allow() throws {
        let rules = try Rules(
            """
                http-request allow if { path /a }
                http-request deny
            """, backend: "    http-request set-header X b")
        rules.context.backend = 0
        let result = rules.outcome(request: request("/a"))
        #expect(result == .forwarded("GET /a HTTP/1.1\nHost: a\nx: b\n"))
    }

    @Test("what rules cannot write makes them fail")
    func noRoom() throws {
        let rules = try Rules("    http-request set-header X 0123456789")
        rules.room = 9
        let value = rules.outcome(request: request())
        rules.room = 10
        let name = rules.outcome(request: request())
        rules.room = 11
        let all = rules.outcome(request: request())
        #expect(value == .failed)
        #expect(name == .failed)
        #expect(all == .forwarded("GET / HTTP/1.1\nHost: a\nx: 0123456789\n"))
    }

    @Test("more fields than a head can have make rules fail")
    func tooManyFields() throws {
        let lines = String(repeating: "    http-request add-header X b\n", count: 128)
        let rules = try Rules(lines)
        let result = rules.outcome(request: request())
        #expect(result == .failed)
    }

    @Test("Host can be set, and is seen where it was")
    func host() throws {
        let rules = try Rules(
            """
                http-request set-header Host b.example
                http-request set-header X %[hdr(host)]
            """)
        let result = rules.outcome(request: request("http://a/p"))
        #expect(result == .forwarded("GET /p HTTP/1.1\nHost: b.example\nx: b.example\n"))
    }
}

extension String {
    /// Without a line feed at the end.
    var trimming: String { hasSuffix("\n") ? String(dropLast()) : self }
}
