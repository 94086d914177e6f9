import Testing

@testable import Inventory

@Suite("a written scalar")
struct YAMLWriterTests {
    @Test(
        "reads back as the same text",
        arguments: [
            "a", "10.0.0.1/24", "2001:db8::", "::1", "12", "true", "~", "null", "", " a ", "a: b", "a #b", "#", "- a",
            "\"", "\\", "'", "a\nb", "\0", "${X:-a b}", "é", "~/.ssh/id", "{a}", "[a]", "*a", "&a", "!a", "%a", "@a",
            "a:", "\u{85}", "\u{2028}", "?", "-", "=",
        ])
    func roundTrip(text: String) throws {
        let document = "key: \(YAMLWriter.scalar(text))\n"
        let (root, problems) = YAMLComposer.compose(Array(document.utf8), file: "f")
        #expect(problems == [])
        guard case .mapping(let entries) = try #require(root).content,
            case .scalar(let scalar) = entries[0].value.content
        else {
            Issue.record("not a map of one scalar: \(document)")
            return
        }
        #expect(scalar.text == text)
        #expect(scalar.type == .text)
    }

    @Test("is a number where it may be one")
    func number() {
        #expect(YAMLWriter.scalar("80", as: [.number]) == "80")
        #expect(YAMLWriter.scalar("80") == "\"80\"")
    }
}
