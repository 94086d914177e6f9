import Testing

@testable import Terminal

@Suite("a passphrase that is typed")
struct SecretLineTests {
    private func typed(_ text: String) -> SecretLine {
        var line = SecretLine()
        for byte in text.utf8 where line.isOpen { line.take(byte) }
        return line
    }

    @Test(
        "ends with the line, and can be edited on the way",
        arguments: [
            ("secret\n", "secret"), ("secret\r", "secret"), ("\n", ""), ("secrex\u{7F}t\n", "secret"),
            ("ü\u{08}u\n", "u"), ("\u{7F}a\n", "a"), ("wrong\u{15}right\n", "right"),
        ])
    func text(typed text: String, expected: String) {
        #expect(typed(text).text == expected)
    }

    @Test("is no answer where the line does not end", arguments: ["sec\u{04}", "sec\u{03}", "sec"])
    func noAnswer(typed text: String) {
        #expect(typed(text).text == nil)
    }

    @Test("is interrupted by Ctrl-C")
    func interrupted() {
        #expect(typed("sec\u{03}").isInterrupted)
        #expect(!typed("sec\u{03}").isOpen)
    }
}

@Suite("text of unknown origin")
struct PrintableTests {
    @Test(
        "shows control characters instead of sending them",
        arguments: [
            ("plain ü", "plain ü"), ("a\u{1B}[2Jb", #"a\u{1b}[2Jb"#), ("a\nb", #"a\u{a}b"#), ("\u{9B}", #"\u{9b}"#),
        ])
    func printable(text: String, expected: String) {
        #expect(text.printable == expected)
    }
}
