import Balancing
import Testing

@Suite("A cookie in the request's field (RFC 6265 §4.2.1)")
struct CookieFieldTests {
    private func find(_ field: String, from start: Int = 0) -> (value: String, rest: String, end: Int)? {
        let (bytes, name) = (Array(field.utf8), Array("S".utf8))
        guard let pair = CookieField.find(name.span, in: bytes.span, from: start) else { return nil }
        var rest = bytes
        rest.removeSubrange(pair.removal)
        return (String(decoding: bytes[pair.value], as: UTF8.self), String(decoding: rest, as: UTF8.self), pair.end)
    }

    @Test(
        "its value, and what is left without it",
        arguments: [
            ("S=A", "A", ""), ("x=1; S=Bee; y=2", "Bee", "x=1; y=2"), ("S=A; x=1", "A", "x=1"),
            ("x=1; S=A", "A", "x=1"),
            ("x=1;S=A;y=2", "A", "x=1;y=2"), ("x=1,S=A,y=2", "A", "x=1,y=2"), ("  S=A  ", "A", ""),
            ("S = A ;x=1", "A", "x=1"),
            ("S=", "", ""), ("x=\"a;S=B\"; S=A", "A", "x=\"a;S=B\""), ("x=\"a\\\";S=B\"; S=A", "A", "x=\"a\\\";S=B\""),
            ("S=\"A;b\"; x=1", "\"A;b\"", "x=1"), ("x=1; S=A;", "A", "x=1"), ("x=1;; S=A", "A", "x=1;"),
            ("S=A=B", "A=B", ""),
        ])
    func found(field: String, value: String, rest: String) throws {
        let pair = try #require(find(field))
        #expect(pair.value == value)
        #expect(pair.rest == rest)
    }

    @Test(
        "not there",
        arguments: ["", ";", "s=A", "SS=A", "xS=A", "S", "S;", "x=S=A", "\"S=A\"", "x=\"S=A", " ", "S A=1"])
    func notFound(field: String) {
        #expect(find(field) == nil)
    }

    @Test("one after the other")
    func repeated() throws {
        let first = try #require(find("S=A; S=Bee"))
        let second = try #require(find("S=A; S=Bee", from: first.end))
        #expect([first.value, second.value] == ["A", "Bee"])
        #expect(find("S=A; S=Bee", from: second.end) == nil)
    }
}
