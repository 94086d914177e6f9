import Testing

@testable import HTTPRules

/// How values are compared (configuration.txt §7.1), and how conditions are made of that (§7.2).
struct ConditionTests {
    static let matches = [
        ConditionRow("{ path /A }", request("/a"), false),
        ConditionRow("{ path -i /A }", request("/a"), true),
        ConditionRow("{ path /b /a }", request("/a"), true),
        ConditionRow("{ path_beg /a }", request("/abc"), true),
        ConditionRow("{ path_beg /abcd }", request("/abc"), false),
        ConditionRow("{ path_beg -i /AB }", request("/abc"), true),
        ConditionRow("{ path_end bc }", request("/abc"), true),
        ConditionRow("{ path_end BC }", request("/abc"), false),
        ConditionRow("{ path_end -i .JPG .PNG }", request("/x.png"), true),
        ConditionRow("{ path_sub b }", request("/abc"), true),
        ConditionRow("{ path_sub /abcd }", request("/abc"), false),
        ConditionRow("{ path_sub c }", request("/abc"), true),
        // dir: between slashes.
        ConditionRow("{ path_dir b }", request("/a/b/c"), true),
        ConditionRow("{ path_dir /b/ }", request("/a/b/c"), true),
        ConditionRow("{ path_dir a/b }", request("/a/b/c"), true),
        ConditionRow("{ path_dir b }", request("/a/bc"), false),
        ConditionRow("{ path_dir c }", request("/a/bc"), false),
        ConditionRow("{ path_dir / }", request("/a"), false),
        ConditionRow("{ path_dir -i B }", request("/a/b"), true),
        // dom: labels of a host name.
        ConditionRow("{ hdr_dom(host) example }", request(host: "www.example.org:80"), true),
        ConditionRow("{ hdr_dom(host) www.example }", request(host: "www.example.org:80"), true),
        ConditionRow("{ hdr_dom(host) -i ORG }", request(host: "www.example.org:80"), true),
        ConditionRow("{ hdr_dom(host) exam }", request(host: "www.example.org:80"), false),
        ConditionRow("{ hdr_dom(host) .example. }", request(host: "www.example.org"), true),
        ConditionRow("{ path_len 2 }", request("/a"), true),
        ConditionRow("{ path_len gt 2 }", request("/a"), false),
        ConditionRow("{ path_reg ^/[0-9]+$ }", request("/12"), true),
        ConditionRow("{ path_reg ^/[0-9]+$ }", request("/1a"), false),
        ConditionRow("{ path_reg -i ^/A }", request("/abc"), true),
        ConditionRow("{ hdr_reg(x) ^b$ }", request("/", "X: a, b"), true),
        ConditionRow("{ hdr_beg(x) b }", request("/", "X: a, bc"), true),
        ConditionRow("{ dst_port 79 81 }", request(), false),
        ConditionRow("{ dst_port 79 80:81 }", request(), true),
    ]

    static let conditions = [
        ConditionRow("{ path /a } { method GET }", request("/a"), true),
        ConditionRow("{ path /a } { method POST }", request("/a"), false),
        ConditionRow("{ path /a } { method POST } or { path /a }", request("/a"), true),
        ConditionRow("{ path /b } or { path /c } || { path /a }", request("/a"), true),
        ConditionRow("!{ path /b }", request("/a"), true),
        ConditionRow("!{ path /a }", request("/a"), false),
        ConditionRow("!{ path /b } !{ path /a } or { path /c }", request("/a"), false),
        // What has no value makes its test false, and that may be negated.
        ConditionRow("!{ hdr(x) a }", request("/a"), true),
        ConditionRow("TRUE !FALSE", request(), true),
    ]

    @Test("a value is compared as HAProxy does", arguments: matches)
    func match(row: ConditionRow) throws { try row.check() }

    @Test("terms are and-ed, alternatives or-ed", arguments: conditions)
    func condition(row: ConditionRow) throws { try row.check() }

    @Test("an ACL of several lines holds when one of them does")
    func severalLines() throws {
        let rules = try Rules(
            """
                acl bad path /a
                acl bad hdr(x) b
                http-request deny if bad
            """)
        #expect(rules.hold(for: request("/a")))
        #expect(rules.hold(for: request("/b", "X: b")))
        #expect(!rules.hold(for: request("/b")))
    }

    @Test(
        "one of many patterns is found",
        arguments: [
            ("h0", true), ("h10", true), ("h29", true), ("H7", true), ("h30", false), ("h", false), ("h100", false),
        ])
    func manyPatterns(host: String, isFound: Bool) throws {
        let names = (0..<30).map { "h\($0)" }.joined(separator: " ")
        let rules = try Rules("    http-request deny if { hdr(host) -i \(names) }")
        let result = rules.hold(for: request(host: host))
        #expect(result == isFound)
    }

    @Test("unless turns a condition round")
    func unless() throws {
        let rules = try Rules("    http-request deny unless { path /a } or { path /b }")
        #expect(!rules.hold(for: request("/a")))
        #expect(!rules.hold(for: request("/b")))
        #expect(rules.hold(for: request("/c")))
    }
}
