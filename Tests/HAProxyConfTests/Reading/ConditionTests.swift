import Addresses
import Testing

@testable import HAProxyConf

/// ACLs and conditions (configuration.txt §7.1, §7.2, §7.4).
struct ConditionTests {
    private func test(_ text: String) throws -> ACLTest {
        try #require(try frontend("acl a \(text)").acls.first?.tests.first)
    }

    private static let fetches: [(String, Fetch)] = [
        ("always_true", .always(true)), ("always_false", .always(false)), ("src 10.0.0.1", .source),
        ("src_port 1", .sourcePort), ("dst 10.0.0.1", .destination), ("dst_port 80", .destinationPort),
        ("method GET", .method), ("path /", .path), ("path_beg /", .path), ("pathq /", .pathAndQuery),
        ("query a", .query), ("url /", .url), ("url_reg /", .url), ("req.ver 1.1", .requestVersion),
        ("hdr(Host) x", .requestHeader(HeaderFetch(name: Array("Host".utf8), occurrence: 0, form: .text))),
        ("hdr_beg(host,-1) x", .requestHeader(HeaderFetch(name: Array("host".utf8), occurrence: -1, form: .text))),
        ("req.hdr(host,2) x", .requestHeader(HeaderFetch(name: Array("host".utf8), occurrence: 2, form: .text))),
        ("hdr_cnt(host) 1", .requestHeader(HeaderFetch(name: Array("host".utf8), occurrence: 0, form: .count))),
        ("hdr_val(age) gt 1", .requestHeader(HeaderFetch(name: Array("age".utf8), occurrence: 0, form: .number))),
        ("res.hdr(x) y", .responseHeader(HeaderFetch(name: [0x78], occurrence: 0, form: .text))),
        ("shdr_end(x) y", .responseHeader(HeaderFetch(name: [0x78], occurrence: 0, form: .text))),
        ("status 200", .status), ("nbsrv(back) lt 1", .usableServers(backend: 0)),
        ("nbsrv(tback) lt 1", .usableServers(backend: 1)),
    ]

    @Test("fetches", arguments: fetches)
    func fetch(_ text: String, _ expected: Fetch) throws { #expect(try test(text).fetch == expected) }

    private static let textMatches: [(String, TextMatch)] = [
        ("path /a /b", .exact), ("path_beg /a /b", .beginning), ("path_end /a /b", .end),
        ("path_sub /a /b", .substring),
        ("path_dir /a /b", .directory), ("hdr_dom(host) /a /b", .domain), ("path -m beg /a /b", .beginning),
        ("path_beg -m end /a /b", .end), ("path -m str -- /a /b", .exact),
    ]

    @Test("texts", arguments: textMatches)
    func texts(_ text: String, _ expected: TextMatch) throws {
        guard case .text(let match, let patterns, let ignoresCase) = try test(text).match else {
            return fail("no text")
        }
        #expect(match == expected && patterns.map(\.text) == ["/a", "/b"] && !ignoresCase)
    }

    @Test("-i ignores case, -n and -- are taken")
    func flags() throws {
        guard case .text(_, let patterns, let ignoresCase) = try test("hdr(host) -n -i -- -x").match else {
            return fail("no text")
        }
        #expect(ignoresCase && patterns.map(\.text) == ["-x"])
    }

    private static let numberRanges: [(String, [ClosedRange<Int>])] = [
        ("80", [80...80]), ("80 443", [80...80, 443...443]), ("8000:8999", [8000...8999]), (":79", [Int.min...79]),
        ("1024:", [1024...Int.max]), ("eq 80", [80...80]), ("ge 80", [80...Int.max]), ("gt 80", [81...Int.max]),
        ("le 80", [Int.min...80]), ("lt 80", [Int.min...79]), ("gt 80 lt 10", [81...Int.max, Int.min...9]),
        ("gt 80 90", [81...Int.max, 91...Int.max]), ("-- -1", [-1...(-1)]), ("-m bool", [Int.min...(-1), 1...Int.max]),
    ]

    @Test("numbers", arguments: numberRanges)
    func numbers(_ text: String, _ expected: [ClosedRange<Int>]) throws {
        guard case .number(let ranges) = try test("dst_port \(text)").match else { return fail("no number") }
        #expect(ranges == expected)
    }

    @Test("lengths, networks, truth and presence")
    func otherMatches() throws {
        if case .length(let ranges) = try test("path_len gt 3").match {
            #expect(ranges == [4...Int.max])
        } else {
            fail("no length")
        }
        if case .network(let networks) = try test("src 10.1.0.0/8 ::1").match {
            #expect(networks.map(\.description) == ["10.0.0.0/8", "::1/128"])
        } else {
            fail("no network")
        }
        guard case .isTrue = try test("always_true").match else { return fail("no truth") }
        guard case .isFound = try test("hdr(x) -m found").match else { return fail("no presence") }
        guard case .pattern(let patterns) = try test("path_reg -i ^/A").match else { return fail("no pattern") }
        #expect(patterns.map(\.ignoresCase) == [true])
    }

    @Test(
        "what is wrong with a test is told",
        arguments: [
            ("path,lower /", "'path,lower': converters are not supported by clusterd"),
            ("path -f /x", "the flag '-f' is not supported by clusterd"), ("path -x", "'-x' is no flag of an ACL"),
            ("path -m int 1", "'-m int' does not fit the value of 'path'"),
            ("hdr x", "'hdr' wants the name of a header"),
            ("hdr(a b) x", "the parenthesis after 'hdr' is not closed"), ("hdr(a,b) x", "the occurrence of a header"),
            ("path(x) y", "'path' takes no argument"), ("dst_port 90:80", "'90:80' is no number or range"),
            ("dst_port gt 80:90", "a range does not go with 'gt'"), ("src 10.0.0.0/33", "is no IP address or network"),
            ("src localhost", "'localhost' is no IP address"),
            ("path_reg (", "the regular expression '(' is not taken"),
            ("nbsrv(nix) 1", "there is no backend 'nix'"), ("nbsrv 1", "'nbsrv' wants a backend here"),
            ("ssl_fc", "'ssl_fc' in an ACL is not supported by clusterd: clusterd does not speak TLS"),
            ("path_beg -m bin x", "'bin' after -m is not supported"),
            ("cook(x) y", "'cook' in an ACL is not supported"),
            ("dst_port 99999999999999999999", "is no number or range"), ("", "'acl' wants a name and a test"),
        ])
    func refused(_ text: String, _ expected: String) {
        let told = Place.frontend.errors(text.isEmpty ? "acl" : "acl a \(text)")
        #expect(told.count == 1 && told[0].contains(expected), "\(told)")
    }

    @Test("tests of one name are alternatives, whether they stand before a rule or after it")
    func accumulates() throws {
        let frontend = try frontend("acl a path /a\n http-request deny if a\n acl b path /b\n acl a path /c")
        #expect(frontend.acls.map(\.name) == ["a", "b"])
        #expect(frontend.acls.map(\.tests.count) == [2, 1])
        #expect(frontend.requestRules[0].condition?.alternatives == [[Condition.Term(acl: 0, isNegated: false)]])
    }

    @Test("a condition is a disjunction of conjunctions")
    func normalForm() throws {
        let frontend = try frontend(
            """
            acl a path /a
             acl b path /b
             acl c path /c
             http-request deny unless a !b or ! c || { src 10.0.0.1 } !!a OR !{ path /d } METH_GET
            """)
        let condition = try #require(frontend.requestRules[0].condition)
        #expect(condition.isNegated)
        func term(_ acl: Int, _ isNegated: Bool = false) -> Condition.Term {
            Condition.Term(acl: acl, isNegated: isNegated)
        }
        #expect(
            condition.alternatives == [
                [term(0), term(1, true)], [term(2, true)], [term(3), term(0)], [term(4, true), term(5)],
            ])
        #expect(frontend.acls.map(\.name) == ["a", "b", "c", "", "", "METH_GET"])
    }

    @Test("every predefined ACL can be used, and is made once", arguments: PredefinedACL.all.map(\.name))
    func predefined(_ name: String) throws {
        let frontend = try frontend("http-request deny if \(name)\n http-request allow if !\(name)")
        #expect(frontend.acls.map(\.name) == [name])
    }

    @Test("a predefined ACL can be defined anew")
    func overridden() throws {
        let frontend = try frontend("acl METH_GET path /a\n http-request deny if METH_GET")
        #expect(frontend.acls.count == 1 && frontend.acls[0].tests.map(\.fetch) == [.path])
    }

    @Test(
        "what is wrong with a condition is told",
        arguments: [
            ("if", "a condition must follow 'if'"), ("if TRUE or", "a condition must follow the last 'or'"),
            ("if or TRUE", "there is no condition before 'or'"),
            ("if TRUE || || TRUE", "there is no condition before '||'"),
            ("if !", "wants a condition after '!'"), ("if { path /", "wants the '}' that closes '{'"),
            ("if {path /}", "there is no ACL '{path' above this line"),
            ("if nix", "there is no ACL 'nix' above this line"),
            ("nix", "may have a condition after it, 'if' or 'unless', not 'nix'"),
            ("if WAIT_END", "the ACL 'WAIT_END' is not supported"), ("if { }", "wants what to test"),
        ])
    func refusedConditions(_ text: String, _ expected: String) {
        let told = Place.frontend.errors("http-request deny \(text)")
        #expect(told.count == 1 && told[0].contains(expected), "\(told)")
    }

    @Test(
        "a condition that can never hold where it stands is a warning, as in HAProxy",
        arguments: [
            "http-request deny if { status 200 }", "http-response deny if { path / }",
            "tcp-request connection reject if METH_GET",
        ])
    func neverHolds(_ line: String) throws {
        let told = try #require(warnings(Place.frontend.configuration(line)))
        #expect(told.count == 1 && told[0].contains("never holds here"), "\(told)")
    }

    @Test("'or' cannot be the name of an ACL, nor can what is no name")
    func names() {
        #expect(Place.frontend.errors("acl or path /")[0].contains("cannot be called 'or'"))
        #expect(Place.frontend.errors("acl a/b path /")[0].contains("is made of letters, digits and '_.:-'"))
    }

    @Test("'nbsrv' without a name means the backend it stands in")
    func ownBackend() throws {
        #expect(try backend("acl down nbsrv lt 1").acls[0].tests[0].fetch == .usableServers(backend: 2))
    }
}
