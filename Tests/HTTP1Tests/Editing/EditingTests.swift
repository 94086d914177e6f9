import Testing

@testable import HTTP1

/// What rules do to fields.
struct EditingTests {
    @Test("a removed field is not written, and a restored one is")
    func remove() {
        let sample = Sample(fields: "X: 1\r\nY: 2\r\n")
        sample.change { head, _ in head.remove(1) }
        #expect(sample.forwarded() == "Host: a\r\nY: 2\r\n")
        sample.change { head, _ in head.restore(1) }
        #expect(sample.forwarded() == "Host: a\r\nX: 1\r\nY: 2\r\n")
    }

    @Test("all fields of a name are removed")
    func removeAll() {
        let sample = Sample(fields: "Via: 1\r\nY: 2\r\nvia: 3\r\n")
        sample.change { head, _ in head.removeAll(.via) }
        #expect(sample.forwarded() == "Host: a\r\nY: 2\r\n")
    }

    @Test("a value is replaced by other bytes of the buffer, and fields around it stay")
    func replace() {
        let sample = Sample(request: "GET /new HTTP/1.1\r\nHost: a\r\nX: 1\r\nY: 2\r\n\r\n")
        sample.change { head, _ in head.replaceValue(1, with: 4..<8) }
        #expect(sample.forwarded() == "Host: a\r\nX: /new\r\nY: 2\r\n")
    }

    @Test("fields are appended under a name of the buffer, and under a known one")
    func append() {
        let sample = Sample(request: "GET /Via/v HTTP/1.1\r\nHost: a\r\n\r\n")
        let added = sample.change { head, bytes in
            let first = head.append(name: 5..<8, value: 9..<10, in: bytes.span)
            let second = head.append(.xForwardedFor, value: 9..<10)
            return first && second
        }
        #expect(added && sample.forwarded() == "Host: a\r\nVia: v\r\nX-Forwarded-For: v\r\n")
        #expect(sample.head.next(.via) == 1 && sample.head.next(.xForwardedFor) == 2)
    }

    @Test("fields are appended until there is no room")
    func full() {
        let sample = Sample(fields: String(repeating: "X: 1\r\n", count: 100))
        let added = sample.change { head, _ in (0..<40).filter { _ in head.append(.via, value: 0..<1) }.count }
        #expect(added == 27 && sample.head.fieldCount == 128)
        #expect(sample.forwarded().split(separator: "\r\n").count == 128)
    }

    @Test("a field is found by its name in any case, if it is not removed")
    func find() {
        let sample = Sample(fields: "X-a: 1\r\nVia: 2\r\nx-A: 3\r\n")
        let name = Array("X-A".utf8)
        func next(from index: Int) -> Int? {
            sample.look { head, bytes in head.next(.other, name.span, in: bytes, from: index) }
        }
        #expect(next(from: 0) == 1 && next(from: 2) == 3 && next(from: 4) == nil)
        #expect(sample.head.next(.via) == 2 && sample.head.next(.cookie) == nil)
        sample.change { head, _ in head.remove(1) }
        #expect(next(from: 0) == 3)
    }

    struct Occurrence: Sendable {
        let fields: String
        let number: Int
        let element: String?
        let value: String?
    }

    @Test(
        "an element of a list is found by its number, as HAProxy 2.6 counts",
        arguments: [
            Occurrence(fields: "X: a,b,c", number: 1, element: "a", value: "a,b,c"),
            Occurrence(fields: "X: a,b,c", number: 3, element: "c", value: nil),
            Occurrence(fields: "X: a,b,c", number: 4, element: nil, value: nil),
            Occurrence(fields: "X: a,b,c", number: -1, element: "c", value: "a,b,c"),
            Occurrence(fields: "X: a,b,c", number: -3, element: "a", value: nil),
            Occurrence(fields: "X: a,b,c", number: -4, element: nil, value: nil),
            Occurrence(fields: "X: a,b,c", number: 0, element: "c", value: "a,b,c"),
            Occurrence(fields: "X: a\r\nY: z\r\nX: b,c", number: -2, element: "b", value: "a"),
            Occurrence(fields: "X: a\r\nX: b,c", number: 2, element: "b", value: "b,c"),
            Occurrence(fields: "X: a,,b", number: 2, element: "", value: nil),
            Occurrence(fields: "X:  a , b ,", number: 3, element: "", value: nil),
            Occurrence(fields: "X: ,a", number: 2, element: "a", value: nil),
            Occurrence(fields: "X:", number: 1, element: "", value: ""),
            Occurrence(fields: "X: \"a,b\" , c", number: 1, element: "\"a,b\"", value: "\"a,b\" , c"),
            Occurrence(fields: "X: \"a\\\",b\",c", number: 2, element: "c", value: nil),
            Occurrence(fields: "X: \"a,b", number: -1, element: "\"a,b", value: "\"a,b"),
            Occurrence(fields: "X: a", number: .min, element: nil, value: nil),
            Occurrence(fields: "X: a", number: .max, element: nil, value: nil),
            Occurrence(fields: "Y: a", number: 1, element: nil, value: nil),
            Occurrence(fields: "Y: a", number: -1, element: nil, value: nil),
        ])
    func occurrences(_ row: Occurrence) {
        let sample = Sample(fields: row.fields + "\r\n")
        let name = Array("x".utf8)
        let element = sample.look { $0.element(.other, name.span, occurrence: row.number, in: $1) }
        let value = sample.look { $0.value(.other, name.span, occurrence: row.number, in: $1) }
        #expect(element.map(sample.text) == row.element && value.map(sample.text) == row.value)
    }

    @Test("elements of a known name are found by its number")
    func known() {
        let sample = Sample(fields: "X-Forwarded-For: a\r\nx-forwarded-for: b, c\r\n")
        let element = sample.look { $0.element(.xForwardedFor, Span(), occurrence: -1, in: $1) }
        #expect(element.map(sample.text) == "c")
    }
}
