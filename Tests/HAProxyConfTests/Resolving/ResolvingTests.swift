import Testing

@testable import HAProxyConf

/// What follows from the sections together.
struct ResolvingTests {
    @Test("numbers are HAProxy's: from 1, from 2 with a stats socket, and one for both sides of a listen")
    func numbers() throws {
        let text = """
            backend b
            listen l
             bind :80
            frontend f
             bind :81
             disabled
            frontend g
             bind :82
            """
        let plain = try load(text + "\n")
        #expect(plain.frontends.map(\.id) == [2, 3, 4] && plain.backends.map(\.id) == [1, 2])
        let withSocket = try load("global\n stats socket /run/s\n" + text + "\n")
        #expect(withSocket.frontends.map(\.id) == [3, 4, 5] && withSocket.backends.map(\.id) == [2, 3])
    }

    @Test("a listen is a frontend and a backend that know each other")
    func listen() throws {
        let configuration = try load(
            """
            backend other
            listen l
             bind :80
             mode http
             timeout client 1s
             timeout server 2s
             timeout connect 3s
             http-request deny if { path /x }
             server s 10.0.0.1:80

            """)
        let (frontend, backend) = (configuration.frontends[0], configuration.backends[1])
        #expect(frontend.ownBackend == 1 && frontend.defaultBackend == 1 && backend.ownFrontend == 0)
        #expect(frontend.name == "l" && backend.name == "l" && frontend.timeouts.client == .seconds(1))
        #expect(backend.timeouts.queue == .seconds(3) && backend.timeouts.server == .seconds(2))
        #expect(frontend.requestRules.count == 1 && backend.requestRules.count == 1)
        #expect(configuration.backends[0].ownFrontend == nil)
    }

    @Test("backends are named before and after they are defined")
    func references() throws {
        let frontend = try load(
            "backend a\nfrontend f\n bind :80\n use_backend b if TRUE\n default_backend a\nbackend b\n"
        ).frontends[0]
        #expect(
            frontend.backendRules.map(\.backend) == [1] && frontend.defaultBackend == 0 && frontend.ownBackend == nil)
    }

    @Test("use-server knows servers that come after it")
    func serverRules() throws {
        let backend = try backend("use-server b if METH_GET\n server a 10.0.0.1:80\n server b 10.0.0.2:80")
        #expect(backend.serverRules.map(\.server) == [1])
    }

    @Test("a section has what the 'defaults' before it says, and what it says itself")
    func inheritance() throws {
        let configuration = try load(
            """
            defaults
             mode http
             maxconn 10
             retries 7
             option dontlognull
             option httplog
             log global
             balance first
             default-server check inter 9s
             timeout client 1s
            global
             log stdout local0
             log stderr local1
            frontend f
             bind :80
             maxconn 11
             no option dontlognull
            backend b
             server s 10.0.0.1:80 inter 8s
            defaults
            frontend g
             bind :81

            """)
        let (f, g, b) = (configuration.frontends[0], configuration.frontends[1], configuration.backends[0])
        #expect(f.mode == .http && f.maxConnections == 11 && f.timeouts.client == .seconds(1))
        #expect(f.logging.targets == configuration.global.logs && f.logging.format == .http)
        #expect(!f.logging.skipsEmptyConnections)
        #expect(b.retries == 7 && b.balance == .first && b.servers[0].check.isEnabled)
        #expect(b.servers[0].check.interval == .seconds(8))
        #expect(g.mode == .tcp && g.maxConnections == nil && g.logging.targets == [] && g.logging.format == .standard)
    }

    @Test("'from' chooses a named 'defaults', also for another 'defaults'")
    func named() throws {
        let configuration = try load(
            """
            defaults one
             mode http
             maxconn 1
            defaults two from one
             maxconn 2
            defaults
             maxconn 3
            frontend a from one
             bind :80
            frontend b from two
             bind :81
            frontend c
             bind :82

            """)
        #expect(configuration.frontends.map(\.maxConnections) == [1, 2, 3])
        #expect(configuration.frontends.map(\.mode) == [.http, .http, .tcp])
    }

    @Test("rules of a named 'defaults' come first, and its ACLs cannot be named")
    func inheritedRules() throws {
        let text = """
            defaults d
             mode http
             acl a path /a
             http-request deny if a
            frontend f from d
             bind :80
             timeout client 1s
             acl a path /b
             http-request allow if a
            """
        let frontend = try load(text + "\n").frontends[0]
        #expect(frontend.requestRules.map { $0.condition?.alternatives.first?.first?.acl } == [0, 1])
        #expect(frontend.acls.count == 2)
        let told = errors(text.replacing(" acl a path /b\n", with: "") + "\n")
        #expect(told == ["h.cfg:8: there is no ACL 'a' above this line"])
    }

    @Test(
        "a 'defaults' with rules serves one kind of section (configuration.txt §4.2)",
        arguments: [
            ("listen l from d\n bind :80", "no 'listen' can use it"),
            ("frontend f from d\n bind :80\nbackend b from d", "frontends and backends cannot use it both"),
            ("defaults e from d", "cannot be the source of another"),
        ])
    func rulesInDefaults(_ text: String, _ expected: String) {
        let told = errors("defaults d\n mode http\n http-request deny\n\(text)\n")
        #expect(told.count == 1 && told[0].contains(expected), "\(told)")
    }

    @Test(
        "what does not go together is an error",
        arguments: [
            ("frontend a\n bind :80\nfrontend a\n bind :81", "h.cfg:3: the name 'a' is already taken at h.cfg:1"),
            ("backend a\nlisten a\n bind :80", "h.cfg:2: the name 'a' is already taken at h.cfg:1"),
            (
                "listen a\n bind :80\n default_backend a",
                "h.cfg:3: 'default_backend' of a listen cannot be the listen itself"
            ),
            (
                "frontend a\n bind :80\n mode http\n default_backend b\nbackend b",
                "h.cfg:4: the backend 'b' (h.cfg:5) is in 'mode tcp', this frontend in 'mode http'"
            ),
            (
                "frontend a\n bind :80\n use_backend b if TRUE\nbackend b\n mode http",
                "h.cfg:3: from a tcp frontend to the http backend 'b' is not supported by clusterd"
            ),
            ("backend b", "h.cfg:1: nothing listens"), ("", "h.cfg:1: nothing listens"),
            ("frontend f\n bind :80\n disabled", "h.cfg:1: nothing listens"),
            ("frontend", "h.cfg:1: 'frontend' wants a name"), ("frontend a b", "h.cfg:1: 'frontend' takes a name"),
            ("frontend a/b\n bind :80", "h.cfg:1: the name of a frontend is made of letters"),
            ("frontend a from d\n bind :80", "h.cfg:1: there is no 'defaults' 'd' above"),
            ("global x", "takes no more"),
        ])
    func conflicts(_ text: String, _ expected: String) {
        let told = errors(text.isEmpty ? "" : text + "\n")
        #expect(told.count == 1 && told[0].contains(expected), "\(told)")
    }

    @Test("one name may be that of a frontend and of a backend")
    func sharedName() { #expect(errors("frontend a\n bind :80\n default_backend a\nbackend a\n") == []) }

    @Test("what 'mode tcp' cannot do is left away, with a warning")
    func tcp() throws {
        let configuration = try load(
            """
            listen l
             bind :80
             timeout client 1s
             http-request deny
             http-response deny
             stats enable
             option forwardfor
             option httplog
             monitor-uri /
             cookie A insert
             balance uri
             retry-on 500 conn-failure

            """)
        let (frontend, backend) = (configuration.frontends[0], configuration.backends[0])
        #expect(frontend.requestRules.isEmpty && frontend.responseRules.isEmpty && frontend.statistics == nil)
        #expect(frontend.forwardedFor == nil && frontend.logging.format == .tcp && frontend.monitorURI == nil)
        #expect(backend.cookie == nil && backend.balance == .roundRobin && backend.retryOn == .connectionFailure)
        #expect(configuration.warnings.count == 9)
        #expect(configuration.warnings.allSatisfy { $0.message.hasPrefix("listen 'l' is in 'mode tcp': ") })
    }

    @Test("missing timeouts are a warning, as in HAProxy")
    func missingTimeouts() throws {
        let text = "listen l\n bind :80\n server s 10.0.0.1:80\n"
        let expected =
            "h.cfg:1: warning: listen 'l' has no 'timeout client', 'timeout connect' or 'timeout server': whoever is silent "
            + "stays for ever"
        #expect(warnings(text) == [expected])
        let tunnel =
            "listen l\n bind :80\n timeout tunnel 1h\n timeout client 1s\n timeout connect 1s\n server s 10.0.0.1:80\n"
        #expect(warnings(tunnel) == [])
    }

    @Test("an address that is listened on twice is a warning")
    func sharedAddress() throws {
        let text = "frontend a\n bind :80-81\n timeout client 1s\nfrontend b\n bind :81\n timeout client 1s\n"
        let expected =
            "h.cfg:5: warning: port 81 of 0.0.0.0 is already listened on at h.cfg:2: connections go to either"
        #expect(warnings(text) == [expected])
    }

    @Test("a keyword given twice in a section is a warning")
    func twice() throws {
        let told = try #require(warnings(Place.frontend.configuration("timeout client 1s\n timeout client 2s")))
        #expect(told == ["h.cfg:9: warning: 'timeout client' is already given at h.cfg:8: the last one counts"])
    }

    @Test("every statement keeps its line")
    func locations() throws {
        let frontend = try frontend("acl a path /\n http-request deny if a\n use_backend back if a\n stats enable")
        #expect(frontend.acls[0].location.line == 8 && frontend.requestRules[0].location.line == 9)
        #expect(frontend.backendRules[0].location.line == 10 && frontend.statistics?.location.line == 11)
        #expect(
            frontend.location.line == 6 && frontend.location.file == "h.cfg" && frontend.binds[0].location.line == 7)
    }
}
