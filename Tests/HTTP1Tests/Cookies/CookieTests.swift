import Testing

@testable import HTTP1

/// Cookies, as HAProxy 2.6 reads and edits them: each row was tried on it, and where the outcome is another, says why.
struct CookieTests {
    private let name = Array("A".utf8)

    @Test(
        "the cookies of a name are found",
        arguments: [
            Row("A=1", ["1"], "RFC 6265 §4.2.1"), Row("B=2; A=1", ["1"], "RFC 6265 §4.2.1"),
            Row("B=2;A=1", ["1"], "HAProxy"), Row("B=2,A=1", ["1"], "HAProxy"), Row("A = 1 ; B=2", ["1"], "HAProxy"),
            Row("A=\"1; 2\"; B=3", ["\"1; 2\""], "HAProxy"), Row("A=\"1,2\"", ["\"1,2\""], "HAProxy"),
            Row("A", [], "HAProxy"),
            Row("A=", [""], "HAProxy removes it, but matches nothing with it"), Row("AA=1; A=2", ["2"], "HAProxy"),
            Row("a=1", [], "HAProxy"), Row("$Version=1; A=2; $Path=/", ["2"], "RFC 2965"),
            Row("A=1; A=2", ["1", "2"], "HAProxy"), Row(";; A=3", ["3"], "HAProxy"), Row("=x; A=1", ["1"], "HAProxy"),
            Row("B=\"x; A=9\"; A=2", ["2"], "HAProxy"), Row("B=x\"y; A=9\"; A=2", ["2"], "HAProxy"),
            Row("B=\"\\\"; A=9\"; A=2", ["2"], "HAProxy"), Row("B=\"x; A=2", [], "HAProxy"),
            Row("A=1 2; B=3", ["1 2"], "HAProxy"), Row("A=a=b; c", ["a=b"], "HAProxy"),
            Row("A=1\r\nX: y\r\nCookie: A=2", ["1", "2"], "RFC 9113 §8.2.3"),
        ])
    func found(_ row: Row<[String]>) {
        let sample = Sample(fields: "Cookie: \(row.text)\r\n")
        let values = sample.look { head, bytes in
            var cookies = CookieValues()
            var values: [String] = []
            while let pair = cookies.next(named: name.span, of: head, in: bytes) {
                values.append(sample.text(pair.value))
            }
            return values
        }
        #expect(values == row.outcome)
    }

    @Test(
        "the cookies of a name are taken out, and what remains is well formed",
        arguments: [
            Row("A=1", nil, "HAProxy"), Row("A=1; B=2", "B=2", "HAProxy"), Row("B=2; A=1", "B=2", "HAProxy"),
            Row("B=2; A=1; C=3", "B=2; C=3", "HAProxy"), Row("B=2;A=1;C=3", "B=2;C=3", "HAProxy writes a space"),
            Row("B=2 ; A = 1 ; C=3", "B=2 ; C=3", "HAProxy drops a space"), Row("B=2, A=1, C=3", "B=2, C=3", "HAProxy"),
            Row("A=1;;B=1", "B=1", "HAProxy leaves a semicolon"), Row("A=1; A=1; B=1", "B=1", "HAProxy"),
            Row("A=1; B=1; A=1; C=1; A=1", "B=1; C=1", "HAProxy"), Row("B=1; A=\"1;2\"; C=2", "B=1; C=2", "HAProxy"),
            Row("$Version=1; A=1; $Path=/; B=2", "$Version=1; B=2", "HAProxy"), Row("A=", nil, "HAProxy"),
            Row("A", "A", "HAProxy"), Row("B; A=1", "B", "HAProxy"), Row(";A=1", nil, "HAProxy"),
            Row("A=1 ;", nil, "HAProxy"),
            Row("B=1;A=1;", "B=1", "HAProxy leaves a semicolon"), Row("a=1; B=1", "a=1; B=1", "HAProxy"),
            Row("B=1;  ", "B=1;", "nothing to take out"),
        ] as [Row<String?>])
    func removed(_ row: Row<String?>) {
        let sample = Sample(fields: "X: 1\r\nCookie: \(row.text)\r\nY: 2\r\n")
        sample.change { head, bytes in head.edit(.remove, cookiesNamed: name.span, in: &bytes) }
        let cookie = row.outcome.map { "Cookie: \($0)\r\n" } ?? ""
        #expect(sample.forwarded() == "Host: a\r\nX: 1\r\n\(cookie)Y: 2\r\n")
    }

    @Test(
        "the servers' keys are taken out of values: cookie NAME prefix",
        arguments: [
            Row("A=s1~abc", "A=abc", "HAProxy"), Row("A=s1~abc; B=2", "A=abc; B=2", "HAProxy"),
            Row("B=2; A=s1~abc; C=3", "B=2; A=abc; C=3", "HAProxy"), Row("A=abc", "A=abc", "HAProxy"),
            Row("A=s1~", "A=", "HAProxy"), Row("A = s1~a~b ; c=1", "A = a~b ; c=1", "HAProxy drops spaces"),
            Row("A=s1", "A=s1", "HAProxy"), Row("A=~x", "A=x", "HAProxy"), Row("A=s1~x; A=s2~y", "A=x; A=y", "HAProxy"),
            Row("B=s1~x", "B=s1~x", "HAProxy"),
            Row("A=\"s1~x; B=2\"", "A=\"s1~x; B=2\"", "HAProxy drops the first quote"),
        ])
    func stripped(_ row: Row<String>) {
        let sample = Sample(fields: "X: 1\r\nCookie: \(row.text)\r\nY: 2\r\n")
        let count = sample.change { head, bytes in head.edit(.stripKey, cookiesNamed: name.span, in: &bytes) }
        #expect(sample.forwarded() == "Host: a\r\nX: 1\r\nCookie: \(row.outcome)\r\nY: 2\r\n")
        #expect((count > 0) == row.text.contains("A"))
    }

    @Test("a server's key ends before its delimiter", arguments: [("|", "s1"), ("~", "s1|x"), ("!", nil)])
    func key(_ delimiter: String, _ key: String?) {
        let bytes = Array("s1|x~y".utf8)
        let pair = CookiePair(name: 0..<0, value: 0..<bytes.count)
        let found = pair.key(before: Array(delimiter.utf8)[0], in: bytes.span)
        #expect(found.map { String(decoding: bytes[$0], as: UTF8.self) } == key)
    }

    @Test(
        "a cookie that is set is read",
        arguments: [
            Row("A=1; path=/", ["A", "1"], "RFC 6265 §5.2"), Row(" A = 1 ;secure", ["A", "1"], "HAProxy"),
            Row("A=", ["A", ""], "RFC 6265 §5.2"), Row("A=1, B=2", ["A", "1, B=2"], "HAProxy"),
            Row("A=x=y; expires=Mon, 24 Nov", ["A", "x=y"], "RFC 6265 §5.2"), Row("A; path=/", [], "RFC 6265 §5.2"),
            Row("=1", [], "RFC 6265 §5.2"), Row("", [], "RFC 6265 §5.2"),
        ])
    func set(_ row: Row<[String]>) {
        let bytes = Array(row.text.utf8)
        let cookie = SetCookie(0..<bytes.count, in: bytes.span)
        let isNamed = cookie?.isNamed(name.span, in: bytes.span)
        let parts = cookie.map { [$0.name, $0.value].map { String(decoding: bytes[$0], as: UTF8.self) } }
        #expect(parts ?? [] == row.outcome && isNamed != false)
    }
}
