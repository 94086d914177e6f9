import Testing

@testable import HAProxyConf

/// configuration.txt §2.2 and §2.3, as HAProxy 2.6 does it.
struct LineSplitterTests {
    private static let environment = ["ONE": "1", "EMPTY": "", "LIST": "a b  c", "UNDER_score9": "u"]

    private static func split(_ line: String) throws(SyntaxFault) -> [String] {
        let variables = Variables(
            environment: environment, location: SourceLocation(file: "/etc/h.cfg", line: 7), section: "www")
        return try LineSplitter.words(of: Array(line.utf8)[...], variables).map(\.text)
    }

    private static let wordLines: [(String, [String])] = [
        ("", []), ("   \t ", []), ("# all", []), ("a", ["a"]), ("  a\tb  c ", ["a", "b", "c"]),
        ("a#b", ["a"]), ("a #b", ["a"]), (##"a\#b"##, ["a#b"]), (##""a#b" 'c#d'"##, ["a#b", "c#d"]),
        (#"a\ b"#, ["a b"]), (#"a\\b"#, [#"a\b"#]), (#"\n\r\t"#, ["\n\r\t"]), (#"\x41\x6a"#, ["Aj"]),
        (#""a b"c"#, ["a bc"]), (#"'a "b"'"#, [#"a "b""#]), (#""it's""#, ["it's"]), (#"\"a\'"#, [#""a'"#]),
        // Before any other character a backslash is itself.
        (#"\1\d\/"#, [#"\1\d\/"#]), (#"'\n'"#, [#"\n"#]), (#""\n""#, ["\n"]),
        // Outside of double quotes a dollar sign is itself.
        ("$ONE '$ONE'", ["$ONE", "$ONE"]), (#"\$ONE"#, [#"\$ONE"#]), (#""\$ONE""#, ["$ONE"]),
        (#"a "" b"#, ["a", "", "b"]), (#"a """#, ["a"]), (#"a "" "" "#, ["a"]), ("a\r", ["a"]),
        (#""%{+Q}o %t"' %s %{-Q}r'"#, ["%{+Q}o %t %s %{-Q}r"]),
    ]

    @Test("words, quotes, escapes and comments", arguments: wordLines)
    func words(_ line: String, _ expected: [String]) throws { #expect(try Self.split(line) == expected) }

    private static let variableLines: [(String, [String])] = [
        (#""$ONE""#, ["1"]), (#""${ONE}x""#, ["1x"]), (#""$ONEx""#, []), (#""$UNDER_score9-""#, ["u-"]),
        (#""${NONE-d e}""#, ["d e"]), (#""${EMPTY-d}""#, []), (#""${ONE-d}""#, ["1"]), (#""${NONE-}""#, []),
        (#""$LIST""#, ["a b  c"]), (#""${LIST[*]}" z"#, ["a", "b", "c", "z"]), (#"x"${LIST[*]}"y"#, ["xa", "b", "cy"]),
        (#""${NONE[*]-d e}""#, ["d", "e"]), (#""$.LINE:${.FILE}:${.SECTION}""#, ["7:/etc/h.cfg:www"]),
        (#"x "$NONE" y"#, ["x", "", "y"]),
    ]

    @Test("variables", arguments: variableLines)
    func variables(_ line: String, _ expected: [String]) throws {
        #expect(try Self.split(line) == expected)
    }

    @Test(
        "what is wrong with a line is told",
        arguments: [
            (#""a"#, "a quote is not closed on its line: add the missing \""),
            ("'a", "a quote is not closed on its line: add the missing '"),
            (#"\xZ1"#, "'\\x' wants two hexadecimal digits"), (#"\x4"#, "'\\x' wants two hexadecimal digits"),
            (#""$1""#, "the name of a variable begins with a letter or '_' (write \\$ for a dollar sign)"),
            (#""$""#, "the name of a variable begins with a letter or '_' (write \\$ for a dollar sign)"),
            (#""${ONE""#, "the brace of a variable is not closed: add the missing '}'"),
            (#""${ONE x}""#, "the brace of a variable is not closed: add the missing '}'"),
            (#""${NONE-x""#, "the brace of a variable is not closed: add the missing '}'"),
            (#""${ONE[1]}""#, "after the name of a variable only '[*]' splits it into words"),
            (#""$.NAME""#, "'.NAME' is no variable: there are .FILE, .LINE and .SECTION"),
        ])
    func faults(_ line: String, _ expected: String) {
        do throws(SyntaxFault) {
            let words = try Self.split(line)
            Issue.record("taken: \(words)")
        } catch { #expect(error.message == expected) }
    }

    @Test("an escape can make any byte")
    func bytes() throws {
        let variables = Variables(environment: [:], location: SourceLocation(file: "f", line: 1), section: "")
        let words = try LineSplitter.words(of: Array(#"\xff\x01"#.utf8)[...], variables)
        #expect(words.map(\.bytes) == [[0xFF, 0x01]])
    }
}
