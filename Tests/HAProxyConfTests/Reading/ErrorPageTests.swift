import Testing

@testable import HAProxyConf

/// `errorfile` (configuration.txt §4.2).
struct ErrorPageTests {
    private func page(_ content: String) throws -> ErrorPage {
        let text = Place.frontend.configuration("errorfile 503 /e")
        let configuration = try load(text, ["/e": content])
        return try #require(configuration.frontends[0].errorPages.first)
    }

    private static let rewritten: [(String, String)] = [
        ("HTTP/1.1 503 No\r\nA: b\r\n\r\nx", "HTTP/1.1 503 No\r\nA: b\r\nContent-Length: 1\r\n\r\nx"),
        ("HTTP/1.0 503 No\nA: b\n\nx\n", "HTTP/1.0 503 No\r\nA: b\r\nContent-Length: 2\r\n\r\nx\n"),
        ("HTTP/1.1 503\r\n\r\n", "HTTP/1.1 503\r\nContent-Length: 0\r\n\r\n"),
        ("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nx", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        ("", ""),
    ]

    @Test("a page is sent well-formed, whatever its lines end with", arguments: rewritten)
    func wellFormed(_ content: String, _ expected: String) throws {
        let page = try page(content)
        #expect(page.message.text == expected && page.status == 503 && page.location.line == 8)
    }

    @Test(
        "a file that is no response is refused",
        arguments: [
            ("<h1>", "does not begin with a status line"),
            ("HTTP/2 503 No\r\n\r\n", "does not begin with a status line"),
            ("HTTP/1.1 5x3 No\r\n\r\n", "does not begin with a status line"),
            ("HTTP/1.1 503 No\r\n", "has no blank line"),
            ("HTTP/1.1 503 No\r\nbad\r\n\r\n", "has a line that is no header: 'bad'"),
            ("HTTP/1.1 503 No\r\n: x\r\n\r\n", "has a line that is no header"),
            ("HTTP/1.1 503 No\r\na b: x\r\n\r\n", "has a line that is no header"),
            ("HTTP/1.1 503 N\u{1}o\r\n\r\n", "does not begin with a status line"),
            (String(repeating: "x", count: 20_000), "is larger than 15360 bytes"),
        ])
    func refused(_ content: String, _ expected: String) {
        let told = errors(Place.frontend.configuration("errorfile 503 /e"), ["/e": content])
        #expect(
            told.count == 1 && told[0].hasPrefix("h.cfg:8: the file '/e' ") && told[0].contains(expected), "\(told)")
    }

    @Test("a missing file is an error of its line, as in HAProxy")
    func missing() {
        let told = Place.frontend.errors("errorfile 503 /nix")
        #expect(told == ["h.cfg:8: the file '/nix' cannot be read: No such file or directory"])
    }

    @Test("only HAProxy's statuses have pages")
    func statuses() {
        #expect(Place.frontend.errors("errorfile 404 /etc/haproxy/errors/400.http") == [])
        #expect(
            Place.frontend.errors("errorfile 418 /etc/haproxy/errors/400.http")[0].contains("one of the statuses 200"))
    }

    @Test("of two pages for a status the last one counts, and a section's own comes over that of 'defaults'")
    func last() throws {
        let text = """
            defaults
             errorfile 503 /a
             errorfile 500 /a
            listen l
             bind :80
             errorfile 503 /b
            """
        let files = ["/a": "HTTP/1.1 503 A\r\n\r\n", "/b": "HTTP/1.1 503 B\r\n\r\n"]
        let configuration = try load(text + "\n", files)
        let pages = configuration.frontends[0].errorPages
        #expect(pages.map(\.status) == [500, 503] && pages[1].message.text.hasPrefix("HTTP/1.1 503 B"))
        #expect(configuration.backends[0].errorPages.map(\.status) == [500, 503])
    }
}
