import Testing

@testable import HTTP1

struct KnownNamesTests {
    private func find(_ text: String) -> FieldName {
        let names = KnownNames()
        let bytes = Array(text.utf8)
        return names.find(bytes.span.word(at: 0), bytes.span, 0..<bytes.count)
    }

    @Test("a known name is found in any case", arguments: FieldName.allCases.filter { $0 != .other })
    func found(_ name: FieldName) {
        let spelling = name.spelling.description
        for text in [spelling, spelling.uppercased(), spelling.lowercased()] {
            let (here, slowly) = (find(text), FieldName(Array(text.utf8).span))
            #expect(here == name && slowly == name)
        }
    }

    @Test("a name that differs in one character is another", arguments: FieldName.allCases.filter { $0 != .other })
    func different(_ name: FieldName) {
        let spelling = Array(name.spelling.description.utf8)
        var others = [spelling + [UInt8(ascii: "s")], Array(spelling.dropLast()), Array(spelling.dropFirst())]
        for index in spelling.indices {
            var other = spelling
            other[index] = other[index] | 0x20 == UInt8(ascii: "x") ? UInt8(ascii: "y") : UInt8(ascii: "x")
            others.append(other)
        }
        for other in others where !other.isEmpty {
            let found = find(String(decoding: other, as: UTF8.self))
            #expect(found != name)
        }
    }

    @Test("a long name is none", arguments: [25, 32, 100, 65_535])
    func long(_ length: Int) {
        let found = find(String(repeating: "a", count: length))
        #expect(found == .other)
    }
}
