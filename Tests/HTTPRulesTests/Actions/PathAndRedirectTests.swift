import Testing

@testable import HTTPRules

/// Request targets that rules change, and where they send clients (configuration.txt §4.2, set-path and redirect).
struct PathAndRedirectTests {
    static let paths = [
        ActionRow("/b", request("/a?q=1"), "/b?q=1"),
        ActionRow("/b", request("/a"), "/b"),
        ActionRow("/b", request("/a?"), "/b?"),
        ActionRow("/x%[path]", request("/a?q"), "/x/a?q"),
        ActionRow("/b", request("http://a/a?q"), "/b?q"),
        ActionRow("/b", request("http://a"), "/b"),
        ActionRow("/b", request("*", method: "OPTIONS"), "/b"),
        ActionRow("/b?c", request("/a?q"), "/b?c?q"),
        // What would end the target, or be no path.
        ActionRow("/b%[hdr(x)]", request("/a", "X: c d#\u{E9}"), "/bc%20d%23%C3%A9"),
        ActionRow("b", request("/a"), "/b"),
        ActionRow("%[hdr(none)]", request("/a?q"), "/?q"),
    ]

    @Test("set-path leaves the query", arguments: paths)
    func setPath(row: ActionRow) throws {
        let rules = try Rules("    http-request set-path \(row.rules)")
        let result = rules.outcome(request: row.request).text
        let target = result.split(separator: "\n").first?.split(separator: " ").dropFirst().first
        #expect(target.map { String($0) } == row.forwarded)
    }

    @Test("the new path is what later rules see, with the old authority")
    func newPath() throws {
        let rules = try Rules(
            """
                http-request set-path /b?c
                http-request set-header P %[path]
                http-request set-header Q %[query]
                http-request set-header U %[url]
                http-request set-header PQ %[pathq]
                http-request set-path %[path]/d if { path /b }
            """)
        let result = rules.outcome(request: request("http://a/a?q"))
        #expect(
            result
                == .forwarded(
                    "GET /b/d?c?q HTTP/1.1\nHost: a\np: /b\nq: c?q\nu: http://a/b?c?q\npq: /b?c?q\n"))
    }

    /// A redirection, a request, and the code and fields of the answer.
    static let redirects = [
        ActionRow("location /x%[path]", request("/a?q"), "302 Found|/x/a"),
        ActionRow("location http://b/ code 301", request("/a"), "301 Moved Permanently|http://b/"),
        ActionRow("location /b code 303", request("/a"), "303 See Other|/b"),
        ActionRow("location /b code 307", request("/a"), "307 Temporary Redirect|/b"),
        ActionRow("location /b code 308", request("/a"), "308 Permanent Redirect|/b"),
        ActionRow("prefix https://b", request("/a?q"), "302 Found|https://b/a?q"),
        ActionRow("prefix https://b drop-query", request("/a?q"), "302 Found|https://b/a"),
        ActionRow("prefix https://b drop-query append-slash", request("/a?q"), "302 Found|https://b/a/"),
        ActionRow("prefix https://b drop-query append-slash", request("/a/?q"), "302 Found|https://b/a/"),
        ActionRow("prefix /", request("/a?q"), "302 Found|/a?q"),
        ActionRow("prefix https://b", request("http://a/p?q"), "302 Found|https://b/p?q"),
        ActionRow("prefix https://b", request("http://a"), "302 Found|https://b/"),
        ActionRow("prefix https://b", request("*", method: "OPTIONS"), "302 Found|https://b/"),
        ActionRow("scheme https", request("/a?q", host: "b:80"), "302 Found|https://b:80/a?q"),
        ActionRow("scheme https drop-query", request("/a?q", host: "b"), "302 Found|https://b/a"),
        ActionRow("scheme https", "GET /a HTTP/1.0\r\n\r\n", "302 Found|https:///a"),
        ActionRow("location %[hdr(none)]", request("/a"), "302 Found|"),
    ]

    @Test("a redirection leads where HAProxy's does", arguments: redirects)
    func redirect(row: ActionRow) throws {
        let rules = try Rules("    http-request redirect \(row.rules)")
        let result = rules.outcome(request: row.request)
        let parts = row.forwarded.split(separator: "|", omittingEmptySubsequences: false)
        let code = parts[0].prefix(3)
        let cache = ["302", "303", "307"].contains(code) ? "cache-control: no-cache\r\n" : ""
        #expect(
            result
                == .redirected("HTTP/1.1 \(parts[0])\r\ncontent-length: 0\r\nlocation: \(parts[1])\r\n\(cache)\r\n"))
    }

    @Test("an empty location with ignore-empty is not redirected to")
    func ignoreEmpty() throws {
        let rules = try Rules(
            """
                http-request redirect location %[hdr(to)] ignore-empty
                http-request deny
            """)
        let empty = rules.outcome(request: request())
        let full = rules.outcome(request: request("/", "To: /b"))
        #expect(empty.text.hasPrefix("HTTP/1.1 403 "))
        #expect(full.text.contains("\r\nlocation: /b\r\n"))
    }

    @Test(
        "a redirection can set or clear a cookie",
        arguments: [("set-cookie A=1", "A=1; path=/;"), ("clear-cookie A=", "A=; path=/; Max-Age=0;")])
    func cookie(words: String, value: String) throws {
        let rules = try Rules("    http-request redirect location /b \(words)")
        let result = rules.outcome(request: request())
        #expect(
            result
                == .redirected(
                    "HTTP/1.1 302 Found\r\ncontent-length: 0\r\nlocation: /b\r\ncache-control: no-cache\r\n"
                        + "set-cookie: \(value)\r\n\r\n"))
    }

    @Test("a response can be redirected to a location")
    func response() throws {
        let rules = try Rules("    http-response redirect location /b%[status] if { status 404 }")
        let result = rules.outcome(response: "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
        #expect(result.text.contains("\r\nlocation: /b404\r\n"))
    }
}
