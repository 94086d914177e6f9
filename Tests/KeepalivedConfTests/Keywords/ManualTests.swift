import Foundation
import Testing

@testable import KeepalivedConf

/// docs/clusterd-vrrp.md is written from the tables of the parser.
///
/// `UPDATE_GOLDEN=1 swift test --filter ManualTests` writes it anew.
struct ManualTests {
    private static let path = repository.appending(path: "docs/clusterd-vrrp.md")

    @Test("docs/clusterd-vrrp.md says what the parser does")
    func current() throws {
        let expected = Self.introduction + Self.reference
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try expected.write(to: Self.path, atomically: true, encoding: .utf8)
        }
        let text = try String(contentsOf: Self.path, encoding: .utf8)
        #expect(text == expected, "UPDATE_GOLDEN=1 swift test --filter ManualTests")
    }

    @Test("the example of the manual is accepted, with no warning")
    func example() throws {
        let parts = Self.introduction.components(separatedBy: "```")
        #expect(try load(String(try #require(parts.dropFirst().first))).warnings == [])
    }

    static let introduction = """
        # What `clusterd vrrp` reads of keepalived.conf

        The file is keepalived's own: what is accepted here means the same to keepalived 2.2.7, so that a balancer can
        change its engine and keep its file. `clusterd check -f FILE` reads it and says what it read, or every error in
        it, each with `FILE:LINE:`. What keepalived knows and clusterd does not support is refused by name. Whatever
        `keepalived -t` calls an error is an error here too, with the exceptions listed below.

        ```
        global_defs {
            router_id balancer-1
            enable_script_security
            script_user root
        }
        vrrp_script proxy {
            script "/usr/bin/pgrep -x haproxy"
            interval 1
            fall 2
        }
        vrrp_instance site {
            state BACKUP
            interface eth0
            virtual_router_id 51
            priority 100
            advert_int 1
            virtual_ipaddress {
                10.0.0.10/24
            }
            track_script {
                proxy
            }
        }
        ```

        ## The grammar

        - A comment begins with `#` or `!`, anywhere but in double quotes or after `\\`, and ends with its line.
        - A keyword and its arguments are one line; a brace begins or ends a block wherever it stands outside of double
          quotes. Blocks nest at most \(Limit.blockDepth) deep.
        - Double quotes keep blanks together. Commands (`script`, `notify…`) also know single quotes and the escapes
          `\\a \\b \\E \\f \\n \\r \\t \\v \\nnn \\xXX \\cC`.
        - `include FILE` reads further files; the name is relative to the directory of the file it stands in, and may
          have `*`, `?`, `[…]` and `{a,b}`. A file that cannot be read is a warning; with `includer` an error if it
          matched a pattern, with `includem` also if it was named, with `includew` also if a pattern matches nothing,
          with `includeb` if an alternative in braces is missing, with `includea` all of it.
        - A file that includes itself is an error (keepalived reads it again and again).
        - Refused: lines continued with `\\`, definitions (`$NAME=`), `${_PWD}` and its like, conditional lines (`@id`),
          `~SEQ` and `~LST`. Write out what they stand for.
        - Limits: lines of \(Limit.lineLength) bytes, \(Limit.lines) lines, \(Limit.bytes >> 20) MiB, \
        \(Limit.files) files, \(Limit.includeDepth) levels of include, \(Limit.entries) blocks of a kind.
        - BOOL is on, true or yes, or off, false or no; without one it is on. SECONDS with a fraction have up to six
          decimal places.

        ## Where clusterd is stricter than keepalived

        - A word too many after an argument is an error (keepalived drops it), and so is `+` before a number.
        - A name is defined once (keepalived takes a second script or process of the same name).
        - A keyword given twice in a block is a warning: the last one counts, in both.
        - Every instance names its interface.

        ## Where clusterd accepts what `keepalived -t` refuses

        - Interfaces, users and scripts that do not exist: `clusterd vrrp` looks for them when it starts.
        - A script or process defined after what tracks it.
        - `auth_type none` and `global_tracking`, with a warning.


        """

    private static var reference: String {
        section(TopKeyword.self, "The blocks") + section(GlobalKeyword.self, "`global_defs`")
            + section(ScriptKeyword.self, "`vrrp_script`") + section(ProcessKeyword.self, "`vrrp_track_process`")
            + section(SyncGroupKeyword.self, "`vrrp_sync_group`") + section(InstanceKeyword.self, "`vrrp_instance`")
            + section(AuthenticationKeyword.self, "`authentication`")
            + section(AddressOption.self, "An address: `ADDRESS[/LENGTH]`, all bits unless a length is given")
            + section(RouteOption.self, "A route: `[to] PREFIX`, then")
    }

    private static func section<Keyword: BlockKeyword>(_ keywords: Keyword.Type, _ title: String) -> String {
        var lines = ["## \(title)", "", "| keyword | default | meaning |", "|---|---|---|"]
        lines += Keyword.allCases.map { keyword in
            let manual = keyword.manual
            let block = manual.opensBlock ? " { … }" : ""
            let arguments = manual.arguments.isEmpty ? "" : " " + manual.arguments
            let form = "\(keyword.rawValue)\(arguments)\(block)".replacingOccurrences(of: "|", with: "\\|")
            return "| `\(form)` | \(manual.standard) | \(manual.note.replacingOccurrences(of: "|", with: "\\|")) |"
        }
        if !Keyword.refused.isEmpty { lines += ["", "Refused by name:", ""] }
        lines += Keyword.refused.map { refused in
            "- \(refused.names.map { "`\($0)`" }.joined(separator: ", ")): \(refused.reason)."
        }
        return lines.joined(separator: "\n") + "\n\n"
    }
}
