import Testing

@testable import HAProxyConf

/// The tables against the list of what HAProxy 2.6 knows.
struct KeywordTableTests {
    /// Each list with a line that has one of its words in it, and where.
    private static let lists: [(name: String, words: [String], place: Place, line: @Sendable (String) -> String)] = [
        ("global", HAProxyKeywords.global, .global, { "\($0)" }),
        ("proxy", HAProxyKeywords.proxy, .frontend, { "\($0)" }),
        ("option", HAProxyKeywords.options, .frontend, { "option \($0)" }),
        ("timeout", HAProxyKeywords.timeouts, .frontend, { "timeout \($0)" }),
        ("stats", HAProxyKeywords.statistics, .frontend, { "stats \($0)" }),
        ("bind", HAProxyKeywords.bind, .frontend, { "bind 127.0.0.1:20002 \($0)" }),
        ("server", HAProxyKeywords.server, .backend, { "server a 10.0.0.1:80 \($0)" }),
        ("http-request", HAProxyKeywords.request, .frontend, { "http-request \($0)" }),
        ("http-response", HAProxyKeywords.response, .frontend, { "http-response \($0)" }),
        ("tcp-request connection", HAProxyKeywords.connection, .frontend, { "tcp-request connection \($0)" }),
        ("fetch", HAProxyKeywords.fetches, .frontend, { "http-request set-header X %[\($0)]" }),
        ("acl", HAProxyKeywords.acls + HAProxyKeywords.fetches, .frontend, { "acl a \($0)" }),
    ]

    @Test("every keyword that HAProxy knows is read or refused by name", arguments: lists.map(\.name))
    func complete(_ name: String) throws {
        let list = try #require(Self.lists.first { $0.name == name })
        for word in list.words {
            let told = list.place.errors(list.line(word.replacing("*", with: "0")))
            #expect(!told.contains { $0.contains("unknown keyword") }, "\(word): \(told)")
        }
    }

    @Test("every refused keyword is told by its name and line", arguments: lists.map(\.name))
    func refused(_ name: String) throws {
        let list = try #require(Self.lists.first { $0.name == name })
        let line = list.place == .global ? 2 : list.place == .backend ? 15 : 8
        for word in list.words.map({ $0.replacing("*", with: "0") }) {
            for told in list.place.errors(list.line(word)) where told.contains("is not supported") {
                #expect(told.hasPrefix("h.cfg:\(line): '\(word)' "), "\(told)")
                #expect(told.contains(" is not supported by clusterd: "), "\(told)")
            }
        }
    }

    @Test("a keyword stands where the manual's matrix says (configuration.txt §4.1)")
    func places() {
        for row in HAProxyKeywords.matrix {
            guard let places = Self.places(of: row.name) else { continue }
            #expect(places.contains(.defaults) == row.defaults, "\(row.name) in defaults")
            #expect(places.contains(.namedDefaults) == row.named, "\(row.name) in named defaults")
            #expect(places.contains(.frontend) == row.frontend, "\(row.name) in frontend")
            #expect(places.contains(.backend) == row.backend, "\(row.name) in backend")
        }
    }

    /// nil: the keyword is refused.
    private static func places(of name: String) -> Places? {
        let words = name.split(separator: " ").map(String.init)
        switch words[0] {
        // The manual is wrong: HAProxy warns that it has no effect in a backend.
        case "option" where words[1] == "tcplog": return nil
        case "option": return OptionKeywords.vocabulary.keywords.first { $0.name == words[1] }?.places
        case "stats": return (try? StatisticsKeywords.vocabulary.find(words[1]))?.places
        case "timeout": return TimeoutKeyword.all.first { $0.name == words[1] }?.places
        case "tcp-request" where words[1] != "connection": return nil
        case "http-check" where !["connect", "expect", "send"].contains(words[1]): return nil
        default: return ProxyKeywords.all.first { $0.name == words[0] }?.places
        }
    }

    @Test("no keyword is listed twice")
    func unique() {
        Self.expectUnique(GlobalKeywords.vocabulary.keywords.map(\.name), GlobalKeywords.refused)
        Self.expectUnique(ProxyKeywords.all.map(\.name), ProxyKeywords.refused)
        Self.expectUnique(OptionKeywords.vocabulary.keywords.map(\.name), OptionKeywords.refused)
        Self.expectUnique(ServerKeywords.vocabulary.keywords.map(\.name), ServerKeywords.refused)
        Self.expectUnique(BindKeywords.vocabulary.keywords.map(\.name), BindKeywords.vocabulary.refused)
        Self.expectUnique(ActionKeyword.all.map(\.name), ActionKeyword.refused)
        Self.expectUnique(FetchKeyword.all.map(\.name), FetchKeyword.refused)
    }

    private static func expectUnique(_ names: [String], _ refused: [RefusedKeywords]) {
        let all: [String] = names + refused.flatMap(\.names)
        #expect(all.count == Set(all).count, "\(all)")
    }

    @Test(
        "a keyword that nobody knows is an error with the nearest one",
        arguments: [
            (Place.top, "fronted f", "unknown keyword 'fronted' in backend: did you mean 'frontend'?"),
            (.global, "maxcon 10", "unknown keyword 'maxcon' in global: did you mean 'maxconn'?"),
            (.frontend, "bindd :80", "unknown keyword 'bindd' in frontend: did you mean 'bind'?"),
            (.frontend, "default-backend x", "did you mean 'default_backend'?"),
            (.frontend, "option htplog", "unknown keyword 'htplog' after 'option': did you mean 'httplog'?"),
            (.frontend, "timeout clinet 1s", "unknown keyword 'clinet' after 'timeout': did you mean 'client'?"),
            (.frontend, "stats enabel", "did you mean 'enable'?"),
            (.frontend, "http-request deni", "unknown keyword 'deni' after 'http-request': did you mean 'deny'?"),
            (.frontend, "acl a pth_beg /", "unknown keyword 'pth_beg' in an ACL: did you mean 'path_beg'?"),
            (.frontend, "use_backend bak", "there is no backend 'bak': did you mean 'back'?"),
            (.frontend, "http-request deny if METH_GTE", "did you mean 'METH_GET'?"),
            (.backend, "server a 1.2.3.4:80 chek", "unknown keyword 'chek' after 'server': did you mean 'check'?"),
            (.backend, "server a 1.2.3.4:80\n use-server aa if TRUE", "did you mean 'a'?"),
            (.backend, "balance roundrobbin", "did you mean 'roundrobin'?"),
            (.backend, "cookie A insrt", "did you mean 'insert'?"),
            (.backend, "retry-on con-failure", "did you mean 'conn-failure'?"),
            (.backend, "http-check expct status 200", "did you mean 'expect'?"),
            (.global, "log /dev/log locl0", "did you mean 'local0'?"),
            (
                .top, "defaults dd\n mode http\nfrontend y from d",
                "there is no 'defaults' 'd' above: did you mean 'dd'?"
            ),
        ])
    func suggestion(_ place: Place, _ lines: String, _ expected: String) {
        let told = place.errors(lines)
        #expect(told.contains { $0.contains(expected) }, "\(told)")
    }
}
