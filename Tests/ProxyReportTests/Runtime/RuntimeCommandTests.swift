import Testing

@testable import ProxyReport

@Suite("The runtime socket, beside haproxy's own")
struct RuntimeCommandTests {
    @Test("answers and refusals are haproxy's, byte for byte, in the order in which it was asked")
    func answers() throws {
        var console = Console()
        for line in try Golden.lines("answers.txt") {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map { unescaped($0) }
            let level: AccessLevel = parts[0] == "admin" ? .admin : parts[0] == "oper" ? .operator : .user
            let answer = console.ask(parts[1], level: level)
            #expect(answer == parts[2], "\(parts[0]): \(parts[1])")
        }
    }

    private func unescaped(_ text: Substring) -> String {
        String(text).replacing("\\\\", with: "\u{0}").replacing("\\n", with: "\n").replacing("\\t", with: "\t")
            .replacing("\u{0}", with: "\\")
    }

    @Test("the state file is haproxy's, byte for byte")
    func state() throws {
        let expected = try Golden.text("state.txt")
        #expect(ServersDump.state(Sample.proxies).map { $0.string + "\n" } == expected)
    }

    @Test("the servers' connections are haproxy's, byte for byte")
    func connections() throws {
        let expected = try Golden.text("conn.txt")
        let text = ServersDump.connections(Sample.proxies, threads: 2).map { $0.string + "\n" }
        #expect(text == expected)
    }

    @Test("words behind a query that are not known are passed over, as haproxy does")
    func unknownWords() {
        guard case .showStatistics(let query) = RuntimeCommand.parse("show stat up bogus", level: .user) else {
            Issue.record("not understood")
            return
        }
        #expect(query.hidesDown)
        #expect(!query.showsAddresses)
    }

    @Test(
        "what is asked of sessions and errors",
        arguments: [
            ("show sess", .brief), ("show sess all", .all), ("show sess 0x1F", .one(31)), ("show sess 017", .one(15)),
            ("show sess 12", .one(12)), ("show sess bogus", .brief),
            ("show sess 0xfffffffffffffffffffff", .one(.max)),
        ] as [(String, SessionQuery)])
    func sessions(line: String, expected: SessionQuery) {
        guard case .showSessions(let query) = RuntimeCommand.parse(line, level: .operator) else {
            Issue.record("not understood")
            return
        }
        #expect(query == expected)
    }

    @Test("a weight is absolute, or relative to the configured one, and never above 256")
    func weights() throws {
        let cases: [(String, UInt32, UInt32)] = [
            ("0", 10, 0), ("256", 10, 256), ("50%", 10, 5), ("100%", 7, 7), ("99999999999999999999%", 256, 256),
        ]
        for (text, initial, expected) in cases {
            let change = try WeightChange.parse(text).get()
            let weight = try change.resolved(initial: initial, isDynamic: true).get()
            #expect(weight == expected)
        }
        let half = try WeightChange.parse("50%").get().resolved(initial: 10, isDynamic: false)
        #expect(throws: RuntimeRefusal.staticAlgorithm) { try half.get() }
    }
}

@Suite("Help, beside haproxy's own")
struct CommandHelpTests {
    private func answer(_ line: String) -> [String] {
        guard case .answer(let text) = RuntimeCommand.parse(line, level: .user) else { return [] }
        return text.split(separator: "\n").map { String($0) }
    }

    @Test("every command that we show is a line of haproxy's help")
    func help() throws {
        let expected = try Golden.lines("help.txt")
        let ours = answer("help")
        #expect(ours.filter { !expected.contains($0) } == [])
        #expect(ours.count == CommandKeyword.allCases.count + 1)
        #expect(Array(ours.dropFirst().dropLast(3)).sorted() == Array(ours.dropFirst().dropLast(3)))
    }

    @Test("help of a word shows the commands that begin with it")
    func helpOfWord() {
        let titles = answer("help show servers").map { String($0.prefix(20)) }
        let expected = ["The following comman", "  show servers conn ", "  show servers state"]
        #expect(Array(titles.prefix(3)) == expected)
        #expect(titles.count == 6)
    }

    @Test("an empty line is answered with all commands")
    func empty() {
        let lines = answer("")
        #expect(lines[0] == "Unknown command. Please enter one of the following commands only:")
        #expect(lines.count == CommandKeyword.allCases.count + 1)
    }

    @Test(
        "a misspelt command is answered with those that look like it",
        arguments: [
            ("show statt", "show stat"), ("shwo sess", "show sess"), ("set serverr pool/web1", "set server"),
            ("disable servr a/b", "disable server"), ("enable x", "enable server"),
        ])
    func guesses(line: String, expected: String) {
        let lines = answer(line)
        #expect(lines[0] == "Unknown command, but maybe one of the following ones is a better match:")
        #expect(lines.contains { $0.hasPrefix("  " + expected) })
        #expect(lines.count <= 9)
    }

    @Test(
        "any line is answered", arguments: ["\\", "\\\\", "<<", "\u{0}", "show", "  ", "\t;", "é", "a b c d e f g h"])
    func strange(line: String) {
        #expect(answer(line).count > 3)
    }
}

@Suite("What arrives at the runtime socket")
struct RuntimeInputTests {
    private func commands(_ chunks: [String]) -> [RuntimeInput.Next] {
        var input = RuntimeInput()
        var found: [RuntimeInput.Next] = []
        for chunk in chunks {
            input.receive(chunk.bytes.span)
            var next = input.next()
            while case .command = next {
                found.append(next)
                next = input.next()
            }
            if next == .tooLong { return found + [next] }
        }
        return found
    }

    @Test("commands end at line ends and semicolons, but not at those behind a backslash")
    func separators() {
        let expected: [RuntimeInput.Next] = [
            .command("show stat"), .command("show info"), .command("a\\;b"), .command(""), .command("c\\\\"),
            .command("d"),
        ]
        #expect(commands(["show stat;show info\r\na\\;b\n\nc\\\\;d\n"]) == expected)
    }

    @Test("any split of the same bytes gives the same commands")
    func splits() {
        let text = "show stat;a\\;b\r\nc\n"
        let whole = commands([text])
        for size in 1...text.utf8.count {
            let bytes = text.bytes
            let chunks = stride(from: 0, to: bytes.count, by: size).map {
                String(decoding: bytes[$0..<min($0 + size, bytes.count)], as: UTF8.self)
            }
            let found = commands(chunks)
            #expect(found == whole)
        }
    }

    @Test("what stands behind a NUL is not read, as C would not")
    func nul() {
        #expect(commands(["quit\u{0}now\n"]) == [.command("quit")])
    }

    @Test("a line without an end is refused when it is too long")
    func tooLong() {
        #expect(commands([String(repeating: "a", count: RuntimeInput.limit)]) == [])
        #expect(commands([String(repeating: "a", count: RuntimeInput.limit + 1)]) == [.tooLong])
    }
}
