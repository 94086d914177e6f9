import Testing

@testable import HTTP1

/// The four forms of a target (RFC 9112 §3.2).
struct TargetTests {
    struct Parts: Equatable, Sendable {
        var form: TargetForm
        var path: String
        var query: String?
        var authority = "a"
    }

    @Test(
        "a target is taken apart",
        arguments: [
            Row("GET /", Parts(form: .origin, path: "/"), "RFC 9112 §3.2.1"),
            Row("GET /a/b?c?d=/e", Parts(form: .origin, path: "/a/b", query: "c?d=/e"), "RFC 9112 §3.2.1"),
            Row("GET /?", Parts(form: .origin, path: "/", query: ""), "RFC 9112 §3.2.1"),
            Row("GET //b/c", Parts(form: .origin, path: "//b/c"), "RFC 9112 §3.2.1"),
            Row(
                "GET /\"<>\\^`{|}", Parts(form: .origin, path: "/\"<>\\^`{|}"), "browsers send them; HAProxy takes them"
            ),
            Row("GET http://b/c?d", Parts(form: .absolute, path: "/c", query: "d", authority: "b"), "RFC 9112 §3.2.2"),
            Row("GET HTTPS://b:1", Parts(form: .absolute, path: "", authority: "b:1"), "RFC 9112 §3.2.2"),
            Row("GET http://b?d/", Parts(form: .absolute, path: "", query: "d/", authority: "b"), "RFC 9112 §3.2.2"),
            Row("CONNECT b:443", Parts(form: .authority, path: "", authority: "b:443"), "RFC 9112 §3.2.3"),
            Row("OPTIONS *", Parts(form: .asterisk, path: ""), "RFC 9112 §3.2.4"),
        ])
    func parts(_ row: Row<Parts>) {
        let sample = Sample(request: "\(row.text) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(sample.result.headLength != nil)
        let parts = Parts(
            form: sample.head.form, path: sample.text(sample.head.path), query: sample.head.query.map(sample.text),
            authority: sample.head.authority.map(sample.text) ?? "none")
        #expect(parts == row.outcome)
    }

    @Test(
        "a target of another form, or with another method, is refused",
        arguments: [
            Row("GET foo", .badTargetForm, "RFC 9112 §3.2"), Row("GET a:80", .badTargetForm, "RFC 9112 §3.2.3"),
            Row("GET *", .badTargetForm, "RFC 9112 §3.2.4"), Row("OPTIONS **", .badTargetForm, "RFC 9112 §3.2.4"),
            Row("GET ?a", .badTargetForm, "RFC 9112 §3.2.1"), Row("GET http:/a", .badTargetForm, "RFC 9112 §3.2.2"),
            Row("GET ftp://a/", .badTargetForm, "RFC 9110 §4.2"),
            Row("GET http://", .badHost, "RFC 9110 §4.2.1"), Row("GET http:///a", .badHost, "RFC 9110 §4.2.1"),
            Row("GET http://:80/", .badHost, "RFC 9110 §4.2.1"), Row("GET http://?a", .badHost, "RFC 9110 §4.2.1"),
            Row("GET http://u@b/", .badHost, "RFC 9110 §4.2.4"), Row("GET http://b:x/", .badHost, "RFC 3986 §3.2.3"),
            Row("CONNECT /", .badTargetForm, "RFC 9112 §3.2.3"), Row("CONNECT a", .badTargetForm, "RFC 9112 §3.2.3"),
            Row("CONNECT a:", .badTargetForm, "RFC 9112 §3.2.3"), Row("CONNECT :80", .badTargetForm, "RFC 9112 §3.2.3"),
            Row("CONNECT *", .badTargetForm, "RFC 9112 §3.2.3"),
            Row("CONNECT a:80?b", .badTargetForm, "RFC 9112 §3.2.3"),
            Row("CONNECT http://a:80", .badTargetForm, "RFC 9112 §3.2.3"),
            Row("GET /a#b", .badTarget, "RFC 9112 §3.2.1"), Row("GET /é", .badTarget, "RFC 9112 §3.2.1"),
            Row("GET /a\u{7F}", .badTarget, "RFC 9112 §3.2.1"), Row("GET /a\tb", .badTarget, "RFC 9112 §3"),
            Row("GET /a\0b", .badTarget, "RFC 9112 §3.2.1"), Row("GET  /", .badTarget, "RFC 9112 §3"),
            Row("GET /a\r\n", .badTarget, "RFC 9112 §3"), Row("GET /a\n", .bareLineFeed, "RFC 9112 §2.2"),
        ] as [Row<Refusal.Reason>])
    func refused(_ row: Row<Refusal.Reason>) {
        #expect(Sample(request: "\(row.text) HTTP/1.1\r\nHost: a\r\n\r\n").result.reason == row.outcome)
    }

    @Test("the authority of a target goes before Host, in the field too (RFC 9112 §3.2.2)")
    func authorityReplacesHost() {
        let sample = Sample(request: "GET http://b:8/ HTTP/1.1\r\nA: 1\r\nHost: a\r\nB: 2\r\n\r\n")
        #expect(sample.forwarded() == "A: 1\r\nHost: b:8\r\nB: 2\r\n")
    }

    @Test(
        "a host is what the grammar says",
        arguments: [
            Row("", true, "RFC 9110 §7.2"), Row("a", true, "RFC 3986 §3.2.2"), Row("a:80", true, "RFC 9110 §7.2"),
            Row("a:", true, "RFC 3986 §3.2.3"), Row(":80", true, "RFC 3986 §3.2"), Row("1.2.3.4:8", true, "RFC 3986"),
            Row("[::1]", true, "RFC 3986 §3.2.2"), Row("[2001:db8::1]:80", true, "RFC 3986 §3.2.2"),
            Row("[::ffff:1.2.3.4]", true, "RFC 3986 §3.2.2"), Row("a_b.c-d~", true, "RFC 3986 §3.2.2"),
            Row("a%2Fb", true, "RFC 3986 §2.1"), Row("a,b", true, "RFC 3986 §3.2.2: a reg-name has commas"),
            Row("a:65535", true, "TCP"), Row("a:65536", false, "TCP"), Row("a:99999999999999999999", false, "TCP"),
            Row("a b", false, "RFC 9110 §7.2"), Row("a/b", false, "RFC 9110 §7.2"),
            Row("u@a", false, "RFC 9110 §4.2.4"),
            Row("a:b", false, "RFC 3986 §3.2.3"), Row("a:80:80", false, "RFC 3986 §3.2.3"),
            Row("a%2", false, "RFC 3986 §2.1"), Row("a%zz", false, "RFC 3986 §2.1"), Row("%", false, "RFC 3986 §2.1"),
            Row("[", false, "RFC 3986 §3.2.2"), Row("[]", false, "RFC 3986 §3.2.2"),
            Row("[a", false, "RFC 3986 §3.2.2"),
            Row("[::1", false, "RFC 3986 §3.2.2"), Row("[::1]a", false, "RFC 3986 §3.2.2"),
            Row("[fe80::1%25eth0]", false, "RFC 3986 §3.2.2"), Row("::1", false, "RFC 3986 §3.2.2"),
            Row("a?b", false, "RFC 9110 §7.2"), Row("a#b", false, "RFC 9110 §7.2"), Row("é", false, "RFC 3986 §3.2.2"),
            Row("a\tb", false, "RFC 9110 §7.2"), Row("a\\b", false, "RFC 3986 §3.2.2"),
        ])
    func host(_ row: Row<Bool>) {
        let sample = Sample(request: "GET / HTTP/1.1\r\nHost: \(row.text)\r\n\r\n")
        #expect(sample.result.reason == (row.outcome ? nil : .badHost))
    }
}
