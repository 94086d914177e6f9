import Testing

@testable import KeepalivedConf

/// keepalived.conf(5), "Quoted strings".
struct WordsTests {
    @Test(
        "lines split at white space; double quotes at the beginning of a word keep blanks",
        arguments: [
            (" a  b\tc\u{C}d ", ["a", "b", "c", "d"]), (#"a "b c" d"#, ["a", "b c", "d"]),
            (#"a"b c"d"#, ["a", "b c", "d"]),
            (#""""#, [""]), ("'a b'", ["'a", "b'"]), (#"a\"#, [#"a\"#]), ("", []),
        ])
    func plain(_ text: String, _ expected: [String]) throws {
        #expect(try plainWords(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } == expected)
    }

    @Test(
        "commands know both quotes, anywhere in a word, and escapes",
        arguments: [
            (#"abcd" efg h jkl "mnop"#, ["abcd efg h jkl mnop"]),
            (#"abcd "efg h jkl" mnop"#, ["abcd", "efg h jkl", "mnop"]),
            (#"'a "b' c"#, [#"a "b"#, "c"]), (#"\a\b\E\f\n\r\t\v"#, ["\u{7}\u{8}\u{1B}\u{C}\n\r\t\u{B}"]),
            (#"\101\1012\7"#, ["AA2\u{7}"]), (#"\x41 \x041g"#, ["A", "Ag"]), (#"\cC"#, ["\u{3}"]),
            (#"\\ \" \' \q"#, [#"\"#, "\"", "'", "q"]),
            (#""a\"b" '\''"#, [#"a"b"#, "'"]), (#"''"#, [""]), (#"\x"#, ["x"]), (#"\c"#, ["c"]),
        ])
    func command(_ text: String, _ expected: [String]) throws {
        #expect(try CommandWords.split(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } == expected)
    }

    @Test("an open quote or a last backslash is an error", arguments: ["'a", "\"a", "a\\", "\"a'"])
    func unfinished(_ text: String) {
        #expect(throws: QuotingFailure.self) { try CommandWords.split(Array(text.utf8)) }
    }
}
