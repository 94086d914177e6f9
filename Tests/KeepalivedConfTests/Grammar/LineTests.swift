import Testing

@testable import KeepalivedConf

struct LineTests {
    private static func line(_ text: String) -> (line: Line?, diagnostics: Diagnostics) {
        var diagnostics = Diagnostics()
        let location = SourceLocation(file: "k.conf", line: 1)
        return (Line(Array(text.utf8)[...], at: location, &diagnostics), diagnostics)
    }

    @Test(
        "a comment begins with # or !, outside of double quotes and not after a backslash",
        arguments: [
            ("a # b", "a"), ("a ! b", "a"), ("a#b", "a"), ("  a  ", "a"), ("a # \"", "a"), ("a # \\", "a"),
            ("'a # b'", "'a"), ("a\r", "a"), (##"a "#!" b"##, ##"a "#!" b"##), (##"a \# b"##, "a # b"),
            (##"a \!b"##, "a !b"), (##""a \# b""##, ##""a \# b""##), (##""a \"# b" # c"##, ##""a \"# b""##),
        ])
    func comment(_ text: String, _ expected: String) {
        #expect(Self.line(text).line.map { String(decoding: $0.text, as: UTF8.self) } == expected)
    }

    @Test("a line of blanks or a comment alone is nothing", arguments: ["", "  \t", "# a", "  ! a", "\r"])
    func blank(_ text: String) {
        let result = Self.line(text)
        #expect(result.line == nil && !result.diagnostics.hasErrors)
    }

    @Test(
        "an open quote, a continued line and a control character are errors",
        arguments: ["\"a", "a \\", "a\u{1}", "\u{7F}"])
    func refused(_ text: String) {
        let result = Self.line(text)
        #expect(result.line == nil && result.diagnostics.errorCount == 1)
    }

    @Test(
        "braces split a line wherever they stand outside of double quotes",
        arguments: [
            ("a {", ["a", "{"]), ("a{b}c", ["a", "{", "b", "}", "c"]), (#""{" }"#, [#""{""#, "}"]), ("}}", ["}", "}"]),
            (#"a "\"{" {"#, [#"a "\"{""#, "{"]),
        ])
    func segments(_ text: String, _ expected: [String]) {
        let segments = Self.line(text).line?.segments.map { segment in
            switch segment {
            case .open: "{"
            case .close: "}"
            case .words(let words): String(decoding: words, as: UTF8.self)
            }
        }
        #expect(segments == expected)
    }
}
