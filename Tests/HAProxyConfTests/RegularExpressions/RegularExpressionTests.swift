import Testing

@testable import HAProxyConf

/// What PCRE matches, and where (pcre2pattern(3)).
struct RegularExpressionTests {
    /// The texts of the groups of the first match, "-" where one took no part; nil: no match.
    private func match(_ pattern: String, _ text: String, ignoresCase: Bool = false) throws -> [String]? {
        let expression = try RegularExpression(Array(pattern.utf8), ignoresCase: ignoresCase)
        var scratch = RegularExpression.Scratch()
        let bytes = Array(text.utf8)
        guard expression.firstMatch(in: bytes.span, &scratch) else { return nil }
        return stride(from: 0, to: scratch.groups.count, by: 2).map { index in
            let (start, end) = (scratch.groups[index], scratch.groups[index + 1])
            return start < 0 ? "-" : String(decoding: bytes[start..<end], as: UTF8.self)
        }
    }

    private static let matches: [(String, String, [String]?)] = [
        ("b", "abc", ["b"]), ("^b", "abc", nil), ("c$", "abc", ["c"]), ("^$", "", [""]), ("", "abc", [""]),
        ("a.c", "abc", ["abc"]), ("a.c", "a\nc", nil), ("[a-c]+", "xabcx", ["abc"]), ("[^a-c]+", "abxyc", ["xy"]),
        ("a*", "aaa", ["aaa"]), ("a*?", "aaa", [""]), ("a+?", "aaa", ["a"]), ("a??b", "ab", ["ab"]),
        ("a{2}", "aaa", ["aa"]),
        ("a{2,}", "aaaa", ["aaaa"]), ("a{1,2}?", "aaa", ["a"]), ("a{,2}", "a{,2}", ["a{,2}"]), ("a{x", "a{x", ["a{x"]),
        // The preferred alternative, not the longest.
        ("a|ab", "ab", ["a"]), ("(a|ab)(c|bcd)", "abcd", ["abcd", "a", "bcd"]), ("(a)|(b)", "b", ["b", "-", "b"]),
        ("(?:a|b)(c)", "bc", ["bc", "c"]), ("((a)(b))", "ab", ["ab", "ab", "a", "b"]), ("(a)*", "aa", ["aa", "a"]),
        (#"\d+\.\d+"#, "v12.34", ["12.34"]), (#"\w+\s\W"#, "ab !", ["ab !"]), (#"\bcat\b"#, "a cat.", ["cat"]),
        (#"\Bat"#, "cat", ["at"]), (#"\x41\t"#, "A\t", ["A\t"]), (#"a\/b"#, "a/b", ["a/b"]), (#"\Aa\z"#, "a", ["a"]),
        ("a$", "a\n", ["a"]), (#"a\z"#, "a\n", nil), ("[]a]+", "]a", ["]a"]), ("[a-]+", "a-", ["a-"]),
        ("[^]]", "]x", ["x"]),
        (#"[\d-]+"#, "1-2", ["1-2"]), ("[[:alpha:]_]+", "1a_b2", ["a_b"]), (#"[\]]"#, "]", ["]"]),
        ("(?i)ABC", "abc", ["abc"]),
        ("^/(here)(/|$)", "/here/x", ["/here/", "here", "/"]),
        ("^/static/.*\\.(css|js)$", "/static/a/b.js", ["/static/a/b.js", "js"]),
        ("(C=[^;]*);(.*)", "C=1; expires", ["C=1; expires", "C=1", " expires"]), ("(|a)+", "aaa", ["", ""]),
        ("x*", "\u{E9}", [""]), (".", "\u{E9}", ["\u{FFFD}"]),
    ]

    @Test("matches, with their groups", arguments: matches)
    func matched(_ pattern: String, _ text: String, _ expected: [String]?) throws {
        #expect(try match(pattern, text) == expected)
    }

    @Test("case is ignored in letters, classes and ranges")
    func caseless() throws {
        #expect(try match("[a-c]X\\x64", "BxD", ignoresCase: true) == ["BxD"])
        #expect(try match("[^a]", "A", ignoresCase: true) == nil)
    }

    @Test(
        "what is no expression, or not supported, is told",
        arguments: [
            ("(", "a '(' is not closed (at byte 2)"), (")", "a ')' closes no group (at byte 1)"),
            ("[a", "a '[' is not closed"),
            ("*a", "a quantifier has nothing to repeat"), ("a|*", "a quantifier has nothing to repeat"),
            ("a**", "a quantifier follows another"), ("a*+", "possessive quantifiers are not supported"),
            ("a{3,2}", "a repetition is {LEAST,MOST}"), ("a{1001}", "at most 1000"),
            ("[z-a]", "a range is the wrong way round"),
            (#"(a)\1"#, "backreferences are not supported"), ("(?=a)", "only '(?:' is supported"),
            (#"\pL"#, "'\\p' is not supported"),
            (#"a\"#, "nothing follows the last '\\'"), (#"\x4"#, "'\\x' wants two hexadecimal digits"),
            ("[[:nix:]]", "there is no class '[:nix:]'"), ("((a{100}){100}){100}", "it is too large"),
            (String(repeating: "(", count: 100) + String(repeating: ")", count: 100), "groups nest too deep"),
        ])
    func refused(_ pattern: String, _ expected: String) {
        do throws(RegularExpression.Fault) {
            _ = try RegularExpression(Array(pattern.utf8))
            fail("taken")
        } catch { #expect(error.reason.contains(expected), "\(error.reason)") }
    }

    @Test("an expression that ties others in knots takes time by the length of the text")
    func linear() throws {
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: 20_000)
        var scratch = RegularExpression.Scratch()
        let clock = ContinuousClock()
        for pattern in ["^(a+)+$b", "(a*)*b", "(a|aa)+b", "(.*)(.*)(.*)b"] {
            let expression = try RegularExpression(Array(pattern.utf8))
            var isFound = true
            let time = clock.measure { isFound = expression.firstMatch(in: text.span, &scratch) }
            #expect(!isFound && time < .seconds(10), "\(pattern) took \(time)")
        }
    }

    @Test("repetitions of nothing end")
    func nothing() throws { #expect(try match("(?:(?:(?:){1000}){1000}){1000}", "a") == [""]) }

    @Test("a search can begin later, and its memory serves other expressions")
    func reuse() throws {
        var scratch = RegularExpression.Scratch()
        let text = Array("ab ab".utf8)
        let word = try RegularExpression(Array(#"\ba(b)"#.utf8))
        #expect(word.firstMatch(in: text.span, from: 1, &scratch) && scratch.groups == [3, 5, 4, 5])
        #expect(!word.firstMatch(in: text.span, from: 4, &scratch) && scratch.groups.isEmpty)
        #expect(
            try RegularExpression(Array("^a".utf8)).firstMatch(in: text.span, &scratch) && scratch.groups == [0, 1])
        #expect(!word.firstMatch(in: text.span, from: 9, &scratch))
    }
}
