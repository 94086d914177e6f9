import Addresses
import HTTP1
import Testing

@testable import HTTPRules

/// `use_backend`, `use-server`, `tcp-request connection` and `monitor-uri`.
struct ChoiceTests {
    @Test(
        "the first use_backend whose condition holds chooses, else the default",
        arguments: [("/two", 1), ("/three", 1), ("/one", 0), ("/x", 0)])
    func backend(path: String, expected: Int) throws {
        let rules = try Rules(
            """
                use_backend first if { path /one }
                use_backend second if { path /two }
                use_backend second if { path /three } || { path /one }
            """)
        let chosen = rules.look(at: request(path)) { program, head, edits, bytes, usable, scratch in
            program.backend(.request, rules.context, head, edits, bytes, usable: usable, &scratch)
        }
        #expect(chosen == expected)
    }

    @Test("in mode tcp there is no request to choose by")
    func tcp() throws {
        let rules = try Rules("    use_backend second if { path -m found } or !{ src 192.0.2.7 }")
        let chosen = rules.look(at: request()) { program, head, edits, bytes, usable, scratch in
            program.backend(.connection, rules.context, head, edits, bytes, usable: usable, &scratch)
        }
        #expect(chosen == 0)
    }

    @Test("a frontend without rules takes its default")
    func defaultBackend() throws {
        let rules = try Rules("")
        let chosen = rules.look(at: request()) { program, head, edits, bytes, usable, scratch in
            program.backend(.request, rules.context, head, edits, bytes, usable: usable, &scratch)
        }
        #expect(chosen == 0)
    }

    @Test("use-server offers servers in the order of the rules that hold")
    func server() throws {
        let rules = try Rules(
            "",
            backend: """
                    use-server s2 if { path_beg /a }
                    use-server s1 if { path /b }
                    use-server s1 unless { path /b }
                """)
        rules.context.backend = 0
        let servers = rules.look(at: request("/a")) { program, head, edits, bytes, usable, scratch in
            var start = 0
            var servers: [Int] = []
            while let server = program.server(
                startingAt: &start, .request, rules.context, head, edits, bytes, usable: usable, &scratch)
            {
                servers.append(server)
            }
            return servers
        }
        #expect(servers == [1, 0])
    }

    @Test(
        "a connection is accepted or rejected by the first rule that holds",
        arguments: [("192.0.2.7", true), ("192.0.2.8", false), ("198.51.100.1", true), ("2001:db8::1", false)])
    func connection(client: String, isAccepted: Bool) throws {
        let rules = try Rules(
            """
                tcp-request connection accept if { src 192.0.2.7 }
                tcp-request connection reject if { src 192.0.2.0/24 2001:db8::/32 }
            """)
        rules.context.client = try #require(IPAddress(client))
        let result = rules.look(at: request()) { program, head, _, _, usable, scratch in
            program.accepts(rules.context, head, usable: usable, &scratch)
        }
        #expect(result == isAccepted)
    }

    @Test("a connection's rules see no request")
    func noRequest() throws {
        let rules = try Rules("    tcp-request connection reject if { path -m found } or { method GET }")
        let result = rules.look(at: request()) { program, head, _, _, usable, scratch in
            program.accepts(rules.context, head, usable: usable, &scratch)
        }
        #expect(result)
    }

    @Test(
        "monitor-uri is compared with path and query, exactly",
        arguments: [
            ("/up", true), ("http://a/up", true), ("/up?", false), ("/up/", false), ("/UP", false), ("/", false),
        ])
    func monitor(target: String, isMonitoring: Bool) throws {
        let rules = try Rules("    monitor-uri /up")
        let result = rules.look(at: request(target)) { program, head, _, bytes, _, _ in
            program.isMonitoring(0, head, bytes)
        }
        #expect(result == isMonitoring)
        #expect(rules.program.frontends[0].isMonitored)
    }

    @Test("the rules of a listen run once")
    func listen() throws {
        let rules = try Rules(
            "", backend: "listen both\n    bind 192.0.2.80:81\n    http-request deny\n    server s 192.0.2.9:80")
        let own = try #require(rules.program.frontends[1].ownBackend)
        let once = rules.program.frontends[1].request.isEmpty
        let twice = rules.program.requestRules(ofBackend: own, cameBy: 1).isEmpty
        let other = rules.program.requestRules(ofBackend: own, cameBy: 0).isEmpty
        #expect(!once && twice && !other)
    }
}
