import Foundation
import Testing

@testable import HAProxyConf

/// docs/clusterd-proxy-keywords.md is written from the tables of the parser.
///
/// `UPDATE_GOLDEN=1 swift test --filter HAProxyConfTests.ManualTests` writes it anew.
struct ManualTests {
    private static let path = repository.appending(path: "docs/clusterd-proxy-keywords.md")

    @Test("docs/clusterd-proxy-keywords.md says what the parser does")
    func current() throws {
        let expected = Manual.text
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try expected.write(to: Self.path, atomically: true, encoding: .utf8)
        }
        let text = try String(contentsOf: Self.path, encoding: .utf8)
        #expect(text == expected, "UPDATE_GOLDEN=1 swift test --filter HAProxyConfTests.ManualTests")
    }

    @Test("the example of the manual is accepted, with no warning")
    func example() throws {
        let parts = Manual.text.components(separatedBy: "```")
        #expect(try load(String(try #require(parts.dropFirst().first))).warnings == [])
    }

    @Test("every keyword has a line")
    func complete() {
        let names =
            ProxyKeywords.all.map(\.name) + OptionKeywords.vocabulary.keywords.map(\.name)
            + FetchKeyword.all.map(\.name)
            + ActionKeyword.all.map(\.name) + ServerKeywords.vocabulary.keywords.map(\.name)
        for name in names { #expect(Manual.text.contains("| `\(name)"), "\(name)") }
    }
}

/// What clusterd reads of haproxy.cfg, as a document.
enum Manual {
    static var text: String {
        introduction + keywords("`global`", GlobalKeywords.vocabulary) + proxyKeywords
            + keywords("`option …`", OptionKeywords.vocabulary) + timeouts
            + keywords("`stats …` in a proxy", StatisticsKeywords.vocabulary)
            + keywords("`bind ADDRESS:PORT …`", BindKeywords.vocabulary)
            + keywords("`server NAME ADDRESS …` and `default-server …`", ServerKeywords.vocabulary) + actions + fetches
            + matches + formats + sections
    }

    private static let introduction = """
        # What `clusterd proxy` reads of haproxy.cfg

        The file is HAProxy's own: what is accepted here means the same to HAProxy 2.6, so that a balancer can change its
        engine and keep its file. `clusterd check -f FILE` reads it and says what it read, or every error in it, each with
        `FILE:LINE:`. What HAProxy knows and clusterd does not support is refused by name, never ignored. Where HAProxy
        warns that a line has no effect, so does clusterd. This document is made of the parser's own tables.

        ```
        global
            log /dev/log local0
            stats socket /run/haproxy/admin.sock mode 660 level admin
            user haproxy
            group haproxy
        defaults
            log global
            mode http
            option httplog
            timeout connect 5s
            timeout client 50s
            timeout server 50s
        frontend website
            bind 10.0.0.10:80
            stats enable
            http-request deny if { path_beg /private } !{ src 10.0.0.0/8 }
            default_backend webservers
        backend webservers
            option httpchk GET /
            default-server check inter 1s
            server web1 10.0.0.100:80
            server web2 10.0.0.200:80
        ```

        ## The grammar

        - As HAProxy's (configuration.txt §2.2, §2.3, §2.5): words, `"…"` with `$NAME`, `${NAME}`, `${NAME-default}` and
          `${NAME[*]}`, `'…'`, the escapes `\\ `, `\\\\`, `\\#`, `\\'`, `\\"`, `\\n`, `\\r`, `\\t`, `\\xHH`, comments; times with `us`, `ms`, `s`,
          `m`, `h` or `d`.
        - CONDITION is `if` or `unless`, and names of ACLs or tests in braces: one after the other all must hold; `or` and
          `||` begin an alternative; `!` negates.
        - Limits: lines of \(Limit.lineLength) bytes and \(Limit.words) words, \(Limit.lines) lines, \(Limit.bytes >> 20) MiB, \
        \(Limit.proxies) sections, \(Limit.servers) servers a backend, \(Limit.bindAddresses) sockets a section and \(Limit.allBindAddresses) in all, \
        \(Limit.inherited) rules in a `defaults`.

        ## Where clusterd is stricter than HAProxy

        - A number is digits only and within its range (HAProxy reads `10k` as 10 and `x` as 0); no word may be left over.
        - An empty word that is not the last of its line is an error (HAProxy reads no further).
        - A keyword of `global` is given once.
        - A condition, and each of its alternatives, has something in it.
        - Names of headers and cookies are tokens (RFC 9110 §5.6.2); values have no line ends.
        - A server has an address of its own (HAProxy takes `0.0.0.0` for the one the client came to).
        - Networks are written whole: `10.0.0.0/8`, not `10/8`.
        - A tcp frontend cannot lead to an http backend.

        ## Where clusterd accepts what HAProxy 2.6 refuses

        - `default option NAME` works for every option that `no option NAME` does.
        - The values of `ssl-default-bind-options` and its like are not looked at.

        ## Logs

        - `log TARGET [len BYTES] [format FORMAT] FACILITY [LEVEL [MINIMUM]]`. TARGET is an address with a port (UDP, 514
          unless given), a path (a UNIX datagram socket), `stdout` or `stderr`. FORMAT is `rfc3164` (the default), `rfc5424`,
          `short` or `raw`. BYTES are 80 to 65535, 1024 unless given.

        ## Health checks

        - `http-check connect [port N] [addr ADDRESS] [send-proxy] [linger] [default] [comment TEXT]`
        - `http-check send [meth METHOD] [uri URI] [ver VERSION] [hdr NAME VALUE]… [body TEXT] [comment TEXT]`
        - `http-check expect [comment TEXT] [!] { status LIST | rstatus REGEX | string TEXT | rstring REGEX }`
        - The steps are a connection, a request, what is expected, and so on; `option httpchk` goes with the first `send`, of
          the two the later line counts. A section's own `option httpchk` or `http-check` drops those of its `defaults`.

        ## Regular expressions

        PCRE's syntax over bytes, matched in time that is linear in the text: literals, `.`, `[…]` with ranges and `[:class:]`,
        `\\d \\D \\s \\S \\w \\W \\b \\B \\A \\z \\Z \\n \\r \\t \\xHH`, `^ $`, `( )`, `(?: )`, `|`, `* + ? {n,m}` and their lazy forms, `(?i)` at the
        start. Backreferences, looking around, possessive quantifiers and `\\p` are refused. Where a repeated group can be
        empty, which text it captured last may differ from PCRE.


        """

    private static func keywords<Draft>(_ title: String, _ vocabulary: Vocabulary<Draft>) -> String {
        let rows = vocabulary.keywords.map { [form($0.name, $0.arguments), $0.standard, $0.note] }
        return "## \(title)\n\n" + table(["keyword", "default", "meaning"], rows) + refusals(vocabulary.refused)
    }

    private static var proxyKeywords: String {
        let rows = ProxyKeywords.all.map { keyword in
            [form(keyword.name, keyword.arguments), keyword.standard, places(keyword.places), keyword.note]
        }
        return
            "## `defaults`, `frontend`, `backend`, `listen`\n\nD: in `defaults`, d: in one that has a name, F: in `frontend`, "
            + "B: in `backend`; a `listen` is both.\n\n" + table(["keyword", "default", "in", "meaning"], rows)
            + refusals(ProxyKeywords.refused)
    }

    private static var timeouts: String {
        let rows = TimeoutKeyword.all.map { [form($0.name, "TIME"), $0.standard, places($0.places), $0.note] }
        return "## `timeout …`\n\n0 is none.\n\n" + table(["keyword", "default", "in", "what may take so long"], rows)
            + refusals(TimeoutKeyword.refused)
    }

    private static var actions: String {
        let rows = ActionKeyword.all.map { action in
            [form(action.name, action.arguments), action.phases.contains(.response) ? "both" : "request", action.note]
        }
        return "## `http-request …` and `http-response …`\n\n" + table(["action", "of", "meaning"], rows)
            + refusals(ActionKeyword.refused)
    }

    private static var fetches: String {
        let rows = FetchKeyword.all.map { fetch in
            let argument =
                switch fetch.argument {
                case .none: ""
                case .header: "(NAME[,OCCURRENCE])"
                case .backend: "(BACKEND)"
                }
            let phase = fetch.phases == .all ? "always" : fetch.phases.contains(.request) ? "request" : "response"
            return ["`\(fetch.name)\(argument)`", phase, "\(fetch.value)", fetch.note]
        }
        return "## Fetches, in ACLs and as `%[…]`\n\n" + table(["fetch", "when", "value", "meaning"], rows)
            + refusals(FetchKeyword.refused)
    }

    private static var matches: String {
        let methods = MatchMethod.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        let names = MatchMethod.bases.map { "`\($0)`" }.joined(separator: ", ")
        let suffixes = MatchMethod.suffixes.map { "`_\($0.rawValue)`" }.joined(separator: ", ")
        let predefined = PredefinedACL.all.map { ["`\($0.name)`", "`\($0.words)`"] }
        return """
            ## Tests

            `acl NAME FETCH [-i] [-n] [-m METHOD] [--] PATTERN…`; METHOD is one of \(methods). After \(names) it can be the
            end of the name: \(suffixes). Numbers may have `eq`, `ge`, `gt`, `le` or `lt` before them, or be a range `LOW:HIGH`.


            """ + table(["predefined", "is"], predefined) + refusals(PredefinedACL.refused + MatchMethod.refused)
    }

    private static var formats: String {
        let rows = FormatAlias.all.map { ["`%\($0.name)`", $0.note] }
        return "## Formats\n\nText, `%[FETCH]`, `%%`, and:\n\n" + table(["variable", "meaning"], rows)
            + refusals(FormatAlias.refused)
    }

    private static var sections: String { "## Other sections\n\n" + refusals(Section.refused) }

    private static func form(_ name: String, _ arguments: String) -> String {
        "`\(name)\(arguments.isEmpty ? "" : " " + arguments)`"
    }

    private static func places(_ places: Places) -> String {
        let letters: [(Places, String)] = [
            (.defaults, "D"), (.namedDefaults, "d"), (.frontend, "F"), (.backend, "B"),
        ]
        return letters.filter { places.contains($0.0) }.map(\.1).joined()
    }

    private static func table(_ head: [String], _ rows: [[String]]) -> String {
        let lines = [head, head.map { _ in "---" }] + rows
        return lines.map { row in
            "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
        }.joined() + "\n"
    }

    private static func refusals(_ refused: [RefusedKeywords]) -> String {
        guard !refused.isEmpty else { return "" }
        let lines = refused.map { group in
            "- " + group.names.map { "`\($0)`" }.joined(separator: ", ") + ": \(group.reason).\n"
        }
        return "Refused by name:\n\n" + lines.joined() + "\n"
    }
}
