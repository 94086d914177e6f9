import Testing

@testable import Inventory

@Suite("YAML")
struct YAMLComposerTests {
    private func compose(_ text: String) -> (root: YAMLNode?, problems: [String]) {
        let (root, problems) = YAMLComposer.compose(Array(text.utf8), file: "f")
        return (root, problems.map(\.description))
    }

    @Test("becomes a tree with the place of every key and value")
    func places() throws {
        let root = try #require(compose("# é\nweb:\n  - ü: {b: \"1\"}\n").root)
        let inner = YAMLNode(place: Place(line: 3, column: 12), content: .scalar(.init(text: "1", isPlain: false)))
        let b = YAMLEntry(key: "b", keyPlace: Place(line: 3, column: 9), value: inner)
        let map = YAMLNode(place: Place(line: 3, column: 8), content: .mapping([b]))
        let item = YAMLEntry(key: "ü", keyPlace: Place(line: 3, column: 5), value: map)
        let list = YAMLNode(
            place: Place(line: 3, column: 3),
            content: .sequence([YAMLNode(place: Place(line: 3, column: 5), content: .mapping([item]))]))
        let web = YAMLEntry(key: "web", keyPlace: Place(line: 2, column: 1), value: list)
        #expect(root == YAMLNode(place: Place(line: 2, column: 1), content: .mapping([web])))
    }

    @Test(
        "is refused where an inventory has no use for it",
        arguments: [
            ("a: &x 1\n", "f:1:4: a: an anchor (&) is not allowed in an inventory; write the value out"),
            ("a: *x\n", "f:1:4: a: an alias (*) is not allowed in an inventory; write the value out"),
            ("*x : 1\n", "f:1:1: an alias (*) is not allowed in an inventory; write the value out"),
            ("a: !!str 1\n", "f:1:4: a: a tag (!) is not allowed in an inventory; remove it"),
            ("a: !ruby/object {}\n", "f:1:4: a: a tag (!) is not allowed in an inventory; remove it"),
            ("a: !!set [1]\n", "f:1:4: a: a tag (!) is not allowed in an inventory; remove it"),
            ("? [b]\n: 1\n", "f:1:3: a key must be a name, such as \"vrrp\""),
            ("~: 1\n", "f:1:1: a key must be a name, such as \"vrrp\""),
            ("a: 1\nb: 2\na: 3\n", "f:3:1: a: this key is already at line 1, column 1; keep one"),
            ("a: {b: 1, \"b\": 2}\n", "f:1:11: a.b: this key is already at line 1, column 5; keep one"),
            (
                "a: 1\n---\nb: 1\n",
                "f:2:1: a second document begins here; an inventory is one document, remove the \"---\""
            ),
        ])
    func refused(text: String, problem: String) {
        let result = compose(text)
        #expect(result.problems == [problem])
        #expect(result.root != nil)
    }

    @Test(
        "that is none is refused at the place of the fault, with a hint",
        arguments: [
            (
                "a: 1\n b: 2\n",
                "f:2:3: not valid YAML: mapping values are not allowed in this context; a value with \": \" in it needs quotes, and a line must be indented as its neighbours are"
            ),
            (
                "a:\n  b: 1\n c: 1\n",
                "f:3:2: not valid YAML: did not find expected key (while parsing a block mapping that began at line 1, column 1); is the line indented as its neighbours are?"
            ),
            (
                "a: {b: ${X}}\n",
                "f:1:9: not valid YAML: did not find expected ',' or '}' (while parsing a flow mapping that began at line 1, column 4); a ${NAME} inside { } needs quotes"
            ),
            (
                "a: @b\n",
                "f:1:4: not valid YAML: found character that cannot start any token; indent with spaces, and put quotes around the value"
            ),
            (
                "a: \"b\n",
                "f:2:1: not valid YAML: found unexpected end of stream (while scanning a quoted scalar that began at line 1, column 4)"
            ),
        ])
    func invalid(text: String, problem: String) {
        let result = compose(text)
        #expect(result.problems == [problem])
        #expect(result.root == nil)
    }

    @Test("is read to 32 levels")
    func depth() {
        #expect(compose(String(repeating: "[", count: 32) + String(repeating: "]", count: 32)).problems == [])
        let problems = compose(String(repeating: "[", count: 100_000)).problems
        #expect(problems.first?.hasSuffix("nested deeper than 32 levels") == true)
    }

    @Test(
        "without a document is an empty file",
        arguments: ["", "\n\n", "# a comment\n", "---\n", "---\n# nothing\n...\n"])
    func empty(text: String) {
        let problems = problems(text)
        #expect(problems.count == 1)
        #expect(
            problems.first?.hasSuffix("the file is empty; \"cluster init\" writes an inventory to start from") == true)
    }

    @Test(
        "has the types of the core schema",
        arguments: [
            ("", .null), ("~", .null), ("null", .null), ("true", .boolean), ("FALSE", .boolean), ("yes", .text),
            ("0", .number), ("-12", .number), ("010", .number), ("0x1F", .number), ("0o17", .number), ("1e3", .number),
            ("1.", .number), (".5", .number), (".inf", .number), (".NaN", .number), ("1s", .text), ("10.0.0.1", .text),
            ("1_000", .text), (".", .text), ("-", .text),
        ] as [(String, YAMLType)])
    func types(text: String, type: YAMLType) {
        #expect(YAMLScalar(text: text, isPlain: true).type == type)
        #expect(YAMLScalar(text: text, isPlain: false).type == .text)
    }
}
