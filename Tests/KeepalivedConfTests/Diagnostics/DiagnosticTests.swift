import Testing

@testable import KeepalivedConf

struct DiagnosticTests {
    @Test("all errors are told at once, in the order of their lines, and warnings apart")
    func order() throws {
        let text = """
            vrrp_instance A {
            state FOO
            interface eth0
            priority 5
            priority 300
            track_script { gone }
            virtual_ipaddress { 10.0.0.1 }
            }
            foo
            """
        let failure = #expect(throws: ConfigurationFailure.self) { try load(text) }
        #expect(
            failure?.errors.map(\.location.line) == [1, 2, 5, 6, 9], "\(failure?.description ?? "")")
        #expect(
            failure?.warnings.map(\.description) == [
                "k.conf:5: warning: 'priority' is already given at k.conf:4; the last one counts"
            ])
    }

    @Test("after fifty errors the others are counted")
    func many() {
        let failure = #expect(throws: ConfigurationFailure.self) { try load(String(repeating: "foo\n", count: 61)) }
        #expect(failure?.errors.count == 50)
        #expect(failure?.description.hasSuffix("\nand 11 more errors") == true)
        #expect(failure?.errors.last?.location.line == 50)
    }

    @Test("control characters and long words are not shown as they are")
    func shown() {
        #expect(quoted("a\u{1B}[31m\n") == "'a\\u{1b}[31m\\u{a}'")
        #expect(quoted(String(repeating: "x", count: 100)).count == 83)
        #expect(printable("Zürich") == "Zürich")
    }

    @Test(
        "the nearest word is few letters away, or there is none",
        arguments: [
            ("priorty", "priority"), ("prioritty", "priority"), ("prioirty", "priority"), ("state", "state"),
            ("xyz", nil),
            ("", nil), ("st", nil), ("stat", "state"),
        ])
    func suggestion(_ word: String, _ expected: String?) {
        #expect(nearest(to: word, among: ["priority", "state", "interface"]) == expected)
    }
}
