import Testing

@testable import KeepalivedConf

struct SyntaxReaderTests {
    @Test(
        "a block that is wrongly opened or closed is told where it is",
        arguments: [
            (
                "vrrp_instance A {\n",
                "k.conf:1: the block of 'vrrp_instance' opened here is not closed: add the missing '}'"
            ),
            ("}\n", "k.conf:1: unexpected '}': no block is open here"),
            ("\n{\n}\n", "k.conf:2: unexpected '{': a block needs its keyword before it"),
            ("vrrp_instance A\n", "k.conf:1: 'vrrp_instance' wants a block: add '{' and '}'"),
            ("vrrp_instance A {\npriority { 1 }\n}", "k.conf:2: 'priority' takes no block: remove '{' and '}'"),
            ("vrrp_script A { } {\n}\n", "k.conf:1: unexpected '{'"),
        ])
    func blocks(_ text: String, _ expected: String) {
        #expect(errors(text).contains { $0.hasPrefix(expected) }, "\(errors(text))")
    }

    @Test(
        "keepalived's advanced configuration is refused by name and line",
        arguments: [
            ("@main priority 1", "conditional configuration ('@')"), ("$A=1", "definitions ('$NAME=')"),
            ("$A =1", "definitions ('$NAME=')"), ("~SEQ(X, 1, 3) a", "'~SEQ' and '~LST'"),
            ("~LST(X, 1) a", "'~SEQ' and '~LST'"),
            ("router_id ${_INSTANCE}", "'${_INSTANCE}'"), ("router_id $_PWD", "'${_PWD}'"),
            ("a \\", "a line continued with"),
            ("router_id ${_RANDOM 1 2}", "'${_RANDOM}'"),
        ])
    func advanced(_ line: String, _ expected: String) {
        let told = errors("global_defs {\n\(line)\n}\n")
        #expect(
            told.contains { $0.hasPrefix("k.conf:2: clusterd does not support ") && $0.contains(expected) }, "\(told)")
    }

    @Test("a dollar that defines nothing stays as it is, as in keepalived")
    func dollar() throws {
        let text = "vrrp_script p {\nscript \"/bin/sh -c 'echo $HOME ${X}'\"\n}\n" + instance()
        #expect(try load(text).scripts[0].command.arguments == ["/bin/sh", "-c", "echo $HOME ${X}"])
    }
}

struct IncludeTests {
    private static let vip = "virtual_ipaddress {\n10.0.0.1\n}\n"

    @Test("files are read where they are included, relative to the including file, in order and nested")
    func nested() throws {
        let files = [
            "k.conf": "include conf.d/*.conf\n", "conf.d/a.conf": "vrrp_instance A {\ninclude sub/inner\n}\n",
            "conf.d/sub/inner": "interface eth0\nvirtual_router_id 1\ninclude ../vips\n",
            "conf.d/sub/../vips": Self.vip,
            "conf.d/b.conf": instance(name: "B", vrid: 2), "conf.d/c.txt": "no\n",
        ]
        let configuration = try KeepalivedConfiguration.load("k.conf", from: memory(files))
        #expect(configuration.instances.map(\.name) == ["A", "B"])
        #expect(
            configuration.files == [
                "k.conf", "conf.d/a.conf", "conf.d/sub/inner", "conf.d/sub/../vips", "conf.d/b.conf",
            ])
        #expect(configuration.instances[0].interfaceLocation.description == "conf.d/sub/inner:1")
    }

    @Test("an error names the file and line it is in")
    func location() {
        #expect(errors("include b\n", ["b": "\n\nfoo\n"]).contains("b:3: unknown keyword 'foo' at the top of the file"))
    }

    @Test("a file that includes itself is told with the way it took")
    func loop() {
        let told = errors("include b\n", ["b": "include c\n", "c": "include b\n"])
        #expect(told == ["c:1: 'b' includes itself: b → c → b"])
    }

    @Test("braces mean each alternative, nested ones too")
    func braces() {
        let directive = IncludeDirective(Array("include d/{a,b{1,2}}.conf".utf8))
        #expect(directive?.patterns(relativeTo: "/x/") == ["/x/d/a.conf", "/x/d/b1.conf", "/x/d/b2.conf"])
        #expect(IncludeDirective(Array("include {a".utf8))?.patterns(relativeTo: "") == ["{a"])
        #expect(IncludeDirective(Array("include {}".utf8))?.patterns(relativeTo: "") == ["{}"])
        #expect(
            IncludeDirective(Array(("include " + String(repeating: "{a,b}", count: 100)).utf8))?.patterns(
                relativeTo: "") == nil)
    }

    @Test(
        "what is missing is an error only where the variant says so",
        arguments: [
            ("include gone", false), ("include gone/*.conf", false), ("includer gone", false), ("includem gone", true),
            ("includem gone/*", false), ("includew gone/*", true), ("includeb {there,gone}", true),
            ("includeb gone", false),
            ("includea gone", true), ("includea gone/*", true), ("includea {there,gone}", true), ("include", true),
            ("include \"there\"", true), ("includez there", true), ("include there", false),
        ])
    func missing(_ line: String, _ isError: Bool) {
        #expect((errors(instance() + line + "\n", ["there": "\n"]) != []) == isError, "\(line)")
    }

    @Test("a missing file that may be missing is a warning")
    func warning() throws {
        let warnings = try load(instance() + "include gone\n").warnings.map(\.description)
        #expect(warnings == ["k.conf:9: warning: the included file 'gone' cannot be read: No such file or directory"])
    }

    @Test("many includes end at a limit")
    func limits() {
        let many = errors(String(repeating: "include b\n", count: 1000), ["b": "\n"])
        #expect(many.contains { $0.contains("reach over more than 256 files") })
        let deep = Dictionary(uniqueKeysWithValues: (0..<30).map { ("f\($0)", "include f\($0 + 1)\n") })
        #expect(errors("include f0\n", deep).contains { $0.contains("reach over more than 16 levels") })
    }

    @Test("a first file that cannot be read is told")
    func noFile() {
        #expect(throws: ConfigurationFailure.self) {
            try KeepalivedConfiguration.load("gone", from: memory([String: String]()))
        }
    }
}
