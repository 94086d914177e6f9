import Addresses
import HTTP1
import Testing

@testable import HTTPRules

/// A condition, a request, and whether it holds.
struct ConditionRow: CustomTestStringConvertible, Sendable {
    let condition: String
    let request: String
    let holds: Bool

    init(_ condition: String, _ request: String, _ holds: Bool) {
        (self.condition, self.request, self.holds) = (condition, request, holds)
    }

    var testDescription: String { "\(condition) for \(request)" }

    func check() throws {
        let rules = try Rules("    http-request deny if \(condition)")
        let result = rules.hold(for: request)
        #expect(result == holds)
    }
}

/// What each fetch yields (configuration.txt §7.3).
struct FetchTests {
    static let rows = [
        // path: up to the '?', and of an absolute form what follows the authority.
        ConditionRow("{ path /a }", request("/a?b"), true),
        ConditionRow("{ path /a?b }", request("/a?b"), false),
        ConditionRow("{ path /a }", request("http://a/a?b"), true),
        ConditionRow("{ path -m found }", request("http://a"), false),
        ConditionRow("{ path -m found }", request("*", method: "OPTIONS"), false),
        ConditionRow("{ path -m found }", "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n", false),
        // pathq
        ConditionRow("{ pathq /a?b }", request("/a?b"), true),
        ConditionRow("{ pathq /a?b }", request("http://a/a?b"), true),
        // query: there is one behind a '?', empty or not.
        ConditionRow("{ query b=1 }", request("/a?b=1"), true),
        ConditionRow("{ query -m found }", request("/a?"), true),
        ConditionRow("{ query -m found }", request("/a"), false),
        // url
        ConditionRow("{ url http://a/a?b }", request("http://a/a?b"), true),
        ConditionRow("{ url * }", request("*", method: "OPTIONS"), true),
        ConditionRow("{ url_beg /a? }", request("/a?b"), true),
        // method
        ConditionRow("{ method GET }", request(), true),
        ConditionRow("{ method PURGE }", request(method: "PURGE"), true),
        ConditionRow("{ method -i get }", request(), false),
        ConditionRow("{ method -i GET }", request(), true),
        ConditionRow("{ method -i patch }", request(method: "PATCH"), true),
        ConditionRow("{ method patch }", request(method: "PATCH"), false),
        ConditionRow("METH_GET", request(method: "HEAD"), true),
        // req.ver
        ConditionRow("{ req.ver 1.1 }", request(), true),
        ConditionRow("HTTP_1.0", "GET / HTTP/1.0\r\n\r\n", true),
        // hdr: each element of each field.
        ConditionRow("{ hdr(x) b }", request("/", "X: a", "x: c, b"), true),
        ConditionRow("{ hdr(x) \"c, b\" }", request("/", "X: c, b"), false),
        ConditionRow("{ hdr(x) \"\\\"c,d\\\"\" }", request("/", "X: a, \"c,d\""), true),
        ConditionRow("{ hdr(x,1) a }", request("/", "X: a, b", "X: c"), true),
        ConditionRow("{ hdr(x,2) a }", request("/", "X: a, b", "X: c"), false),
        ConditionRow("{ hdr(x,3) c }", request("/", "X: a, b", "X: c"), true),
        ConditionRow("{ hdr(x,4) -m found }", request("/", "X: a, b", "X: c"), false),
        ConditionRow("{ hdr(x,-1) c }", request("/", "X: a, b", "X: c"), true),
        ConditionRow("{ hdr(x,-3) a }", request("/", "X: a, b", "X: c"), true),
        ConditionRow("{ hdr(x,-4) -m found }", request("/", "X: a, b", "X: c"), false),
        ConditionRow("{ hdr(x) -m found }", request("/", "Y: a"), false),
        ConditionRow("{ hdr(x) -m found }", request("/", "X:"), true),
        ConditionRow("{ hdr(host) a:8080 }", request(host: "a:8080"), true),
        // Hop-by-hop fields are not forwarded, but seen.
        ConditionRow(
            "{ hdr(connection) -i upgrade } { hdr(upgrade) -i other }",
            request("/", "Connection: Upgrade", "Upgrade: other"), true),
        ConditionRow("{ hdr(keep-alive) -m found }", request("/", "Keep-Alive: 5"), true),
        // hdr_cnt counts elements, empty ones too.
        ConditionRow("{ hdr_cnt(x) eq 4 }", request("/", "X: a,,b,"), true),
        ConditionRow("{ hdr_cnt(x) eq 1 }", request("/", "X:"), true),
        ConditionRow("{ hdr_cnt(x) eq 0 }", request(), true),
        ConditionRow("{ hdr_cnt(host) gt 1 }", request(), false),
        // hdr_val: the digits that the value begins with.
        ConditionRow("{ hdr_val(x) eq 12 }", request("/", "X: 12abc"), true),
        ConditionRow("{ hdr_val(x) -m int -- -12 }", request("/", "X: -12"), true),
        ConditionRow("{ hdr_val(x) eq 0 }", request("/", "X: abc"), true),
        ConditionRow("{ hdr_val(x) eq 0 }", request("/"), false),
        ConditionRow("{ hdr_val(x) gt 1000 }", request("/", "X: 99999999999999999999999999999"), true),
        ConditionRow("{ hdr_val(x) eq 7 }", request("/", "X: 1, 7"), true),
        ConditionRow("{ hdr_val(x,1) eq 7 }", request("/", "X: 1, 7"), false),
        // Connections.
        ConditionRow("{ src 192.0.2.0/24 }", request(), true),
        ConditionRow("{ src 192.0.3.0/24 10.0.0.1 }", request(), false),
        ConditionRow("{ src ::/0 }", request(), true),
        ConditionRow("{ dst 192.0.2.80 }", request(), true),
        ConditionRow("{ dst_port 80 }", request(), true),
        ConditionRow("{ dst_port 81:90 }", request(), false),
        ConditionRow("{ src_port ge 40000 }", request(), true),
        // nbsrv
        ConditionRow("{ nbsrv(first) ge 2 }", request(), true),
        ConditionRow("{ nbsrv(second) lt 1 }", request(), true),
        ConditionRow("{ nbsrv(second) -m bool }", request(), false),
        ConditionRow("{ always_true }", request(), true),
        ConditionRow("{ always_false }", request(), false),
        ConditionRow("{ always_false -m found }", request(), true),
    ]

    @Test("a fetch yields what HAProxy's does", arguments: rows)
    func fetch(row: ConditionRow) throws { try row.check() }

    @Test("a response's rules see the response, and of the request its method")
    func response() throws {
        let rules = try Rules(
            """
                http-response set-header s %[status] if { status 404 }
                http-response set-header m %[res.hdr(x)] if { method POST } { res.hdr_cnt(x) 2 }
                http-response set-header p found if { path -m found }
            """)
        rules.context.requestMethod = .post
        let result = rules.outcome(response: "HTTP/1.1 404 No\r\nX: a, b\r\nContent-Length: 0\r\n\r\n")
        #expect(result == .forwarded("HTTP/1.1 404 No\nX: a, b\nContent-Length: 0\ns: 404\nm: b\n"))
    }

    @Test("a method without a number is not known in a response")
    func unknownMethod() throws {
        let rules = try Rules("    http-response set-header m yes if { method -m found }")
        rules.context.requestMethod = .other
        let result = rules.outcome(response: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        #expect(result == .forwarded("HTTP/1.1 200 OK\nContent-Length: 0\n"))
    }
}
