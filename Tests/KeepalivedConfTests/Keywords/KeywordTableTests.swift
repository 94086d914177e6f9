import Testing

@testable import KeepalivedConf

/// The tables against the list of what keepalived 2.2.7 knows.
struct KeywordTableTests {
    private static func names(of block: String) -> [String] {
        switch block {
        case "": TopKeyword.allNames
        case GlobalKeyword.block: GlobalKeyword.allNames
        case ScriptKeyword.block: ScriptKeyword.allNames
        case ProcessKeyword.block: ProcessKeyword.allNames
        case SyncGroupKeyword.block: SyncGroupKeyword.allNames
        case InstanceKeyword.block: InstanceKeyword.allNames
        default: AuthenticationKeyword.allNames
        }
    }

    @Test(
        "every keyword that keepalived knows is read or refused by name, and no other",
        arguments: KeepalivedKeywords.all.map(\.block))
    func complete(_ block: String) throws {
        let known = try #require(KeepalivedKeywords.all.first { $0.block == block }).names
        let ours = Self.names(of: block)
        #expect(Set(known).subtracting(ours) == [])
        #expect(Set(ours).subtracting(known) == [])
        #expect(ours.count == Set(ours).count, "a keyword is listed twice")
    }

    @Test("every refused keyword is told by its name and line", arguments: KeepalivedKeywords.all.map(\.block))
    func refused(_ block: String) throws {
        let known = try #require(KeepalivedKeywords.all.first { $0.block == block }).names
        let read = Self.readNames(of: block)
        for name in known where !read.contains(name) {
            let text = block.isEmpty ? "\n\(name) x\n" : "\(Self.opening(block))\n\(name) x\n\(Self.closing(block))\n"
            let expected = "k.conf:2: clusterd does not support '\(name)': "
            #expect(errors(text).contains { $0.hasPrefix(expected) }, "\(name): \(errors(text))")
        }
    }

    @Test(
        "every keyword that is listed as read is read, whatever stands after it",
        arguments: KeepalivedKeywords.all.map(\.block))
    func read(_ block: String) {
        for name in Self.readNames(of: block) {
            for rest in ["", " 1", " x", " 1 2 3", " {\n}", " {\nx 1\n}", " x {\n}"] {
                let text = "\(Self.opening(block))\n\(name)\(rest)\n\(Self.closing(block))\n"
                let told = errors(block.isEmpty ? "\n\(name)\(rest)\n" : text)
                #expect(!told.contains { $0.contains("'\(name)' in \(block)") || $0.contains("not support '\(name)'") })
                #expect(told != [], "there is no whole instance in it")
            }
        }
    }

    private static func readNames(of block: String) -> [String] {
        switch block {
        case "": TopKeyword.allCases.map(\.rawValue)
        case GlobalKeyword.block: GlobalKeyword.allCases.map(\.rawValue)
        case ScriptKeyword.block: ScriptKeyword.allCases.map(\.rawValue)
        case ProcessKeyword.block: ProcessKeyword.allCases.map(\.rawValue)
        case SyncGroupKeyword.block: SyncGroupKeyword.allCases.map(\.rawValue)
        case InstanceKeyword.block: InstanceKeyword.allCases.map(\.rawValue)
        default: AuthenticationKeyword.allCases.map(\.rawValue)
        }
    }

    private static func opening(_ block: String) -> String {
        switch block {
        case "global_defs": "global_defs {"
        case "authentication": "vrrp_instance X { authentication {"
        default: "\(block) X {"
        }
    }

    private static func closing(_ block: String) -> String { block == "authentication" ? "} }" : "}" }

    @Test(
        "keepalived 2.2.7 knows each keyword of the tables in its block",
        .enabled(if: Keepalived.isUsable, "needs keepalived 2.2.7 and a network interface beside lo"),
        arguments: KeepalivedKeywords.all.map(\.block))
    func knownToKeepalived(_ block: String) throws {
        for name in Self.names(of: block) {
            let text = block.isEmpty ? "\(name)\n" : "\(Self.opening(block))\n\(name)\n\(Self.closing(block))\n"
            #expect(!(try Keepalived.check(text)).output.contains("Unknown keyword '\(name)'"), "\(block) \(name)")
        }
    }

    @Test(
        "a keyword that nobody knows is an error with the nearest one",
        arguments: [
            (
                "vrrp_instanc A {\n}",
                "unknown keyword 'vrrp_instanc' at the top of the file: did you mean 'vrrp_instance'?"
            ),
            ("vrrp_instance A {\npriorty 1\n}", "unknown keyword 'priorty' in vrrp_instance: did you mean 'priority'?"),
            (
                "vrrp_instance A {\nsmpt_alert\n}",
                "unknown keyword 'smpt_alert' in vrrp_instance: did you mean 'smtp_alert'?"
            ),
            ("vrrp_instance A {\nauthentication { auth_typ PASS\n}\n}", "did you mean 'auth_type'?"),
            ("vrrp_script A {\nzzz\n}", "unknown keyword 'zzz' in vrrp_script"),
            ("global_defs {\nrouterid x\n}", "did you mean 'router_id'?"),
            ("vrrp_instance A {\nvirtual_ipaddress { 10.0.0.1 labl x\n}\n}", "did you mean 'label'?"),
            ("vrrp_instance A {\nvirtual_routes { 10.0.0.0/8 vai x\n}\n}", "did you mean 'via'?"),
        ])
    func suggestion(_ text: String, _ expected: String) {
        #expect(errors(text).contains { $0.contains(expected) }, "\(errors(text))")
    }
}
