import Testing

@testable import Inventory

@Suite("text that reaches configuration files")
struct TextRuleTests {
    private static let rules: [(name: String, rule: TextRule)] = [
        ("host name", .hostName), ("cluster name", .clusterName), ("interface", .interface),
        ("SSH address", .sshAddress), ("SSH user", .sshUser), ("cookie", .cookie), ("URL path", .urlPath),
        ("statistics user", .statisticsUser), ("statistics password", .statisticsPassword),
        ("VRRP password", .vrrpPassword),
    ]

    @Test("cannot end a word, a line or a quotation, or begin a comment", arguments: rules.map(\.name))
    func injection(name: String) throws {
        let rule = try #require(Self.rules.first { $0.name == name }).rule
        let beginning = rule == .urlPath ? "/" : "a"
        #expect(rule.allows(beginning))
        for character in [
            " ", "\t", "\n", "\r", "\r\n", "\0", "\"", "'", "\\", "#", "\u{7F}", "\u{85}", "\u{2028}", "é", "\u{301}",
        ] {
            #expect(!rule.allows(beginning + character), "\(character.debugDescription)")
            #expect(!rule.allows(beginning + character + "b"), "\(character.debugDescription)")
        }
        #expect(!rule.allows(""))
    }

    @Test("cannot be an option of a program that is run with it", arguments: ["-oProxyCommand=x", "-", "--"])
    func options(text: String) {
        for rule in [TextRule.hostName, .clusterName, .interface, .sshAddress, .sshUser, .cookie, .statisticsUser] {
            #expect(!rule.allows(text))
        }
    }

    @Test(
        "has the characters that its manual allows",
        arguments: [
            (TextRule.vrrpPassword, "aB3%&()*", true), (.vrrpPassword, "123456789", false),
            (.vrrpPassword, "a!b", false),
            (.vrrpPassword, "a{b", false), (.vrrpPassword, "a$b", false), (.vrrpPassword, "a@b", false),
            (.statisticsPassword, "a!$%&()*+,-./:;<=>?@[]^_`{|}~", true), (.hostName, "web1", true),
            (.hostName, "WEB-1", true), (.hostName, "1web", true), (.hostName, "web-", false), (.hostName, "12", false),
            (.hostName, String(repeating: "a", count: 63), true), (.hostName, String(repeating: "a", count: 64), false),
            (.interface, "bond0.100", true), (.interface, "abcdefghijklmnop", false), (.interface, "a/b", false),
            (.interface, "..", false), (.urlPath, "/haproxy?stats", true), (.urlPath, "health", false),
            (.urlPath, "/a{b}", false), (.sshAddress, "2001:db8::1", true), (.sshAddress, "::1", true),
            (.path, "My site/ä", true), (.path, "a\nb", false), (.path, "a\u{0}", false),
        ])
    func characters(rule: TextRule, text: String, isAllowed: Bool) {
        #expect(rule.allows(text) == isAllowed)
    }

    @Test("is shown with control characters escaped and cut when long")
    func shown() {
        #expect("a\u{1B}[2J\n".shown() == "a\\u{1B}[2J\\n")
        #expect("a\u{202E}b".shown() == "a\\u{202E}b")
        #expect(String(repeating: "x", count: 50).shown() == String(repeating: "x", count: 40) + "…")
    }
}
