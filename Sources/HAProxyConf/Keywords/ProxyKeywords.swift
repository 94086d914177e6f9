/// The keywords of `defaults`, `frontend`, `backend` and `listen` (configuration.txt §4.2).
enum ProxyKeywords {
    static func vocabulary(of section: Section) -> Vocabulary<ProxyDraft> {
        Vocabulary(place: "in \(section.rawValue)", keywords: all, refused: refused, isSection: true)
    }

    static let all: [Keyword<ProxyDraft>] = identity + clients + servers + rules + families

    private static let identity: [Keyword<ProxyDraft>] = [
        Keyword("mode", "{ tcp | http }", default: "tcp", "What is balanced: connections, or requests.") {
            draft, arguments throws(Refusal) in
            draft.once("mode", &arguments)
            if arguments.peek == "health" {
                throw Refusal("HAProxy has no 'mode health' any more: use 'http-request return status 200'")
            }
            draft.settings.mode = try arguments.choice(["tcp", "http"]) == 0 ? .tcp : .http
            try arguments.end()
        },
        Keyword("description", "TEXT", "Shown with the proxy.", in: .proxies) { draft, arguments throws(Refusal) in
            draft.once("description", &arguments)
            draft.description = try arguments.rest("a text").text
        },
        Keyword("disabled", "", "The proxy does not run.") { draft, arguments throws(Refusal) in
            draft.settings.isDisabled = true
            try arguments.end()
        },
        Keyword("enabled", "", "It does, whatever `defaults` says.") { draft, arguments throws(Refusal) in
            draft.settings.isDisabled = false
            try arguments.end()
        },
        Keyword(
            "log", "{ global | TARGET [len BYTES] [format FORMAT] FACILITY [LEVEL [MINIMUM]] }", default: "none",
            "Where logs go; several add up to each other and to those of `defaults`. `no log` drops them."
        ) { draft, arguments throws(Refusal) in
            try draft.readLog(&arguments)
        },
        Keyword("log-tag", "TAG", default: "that of global", "The tag of syslog lines.") {
            draft, arguments throws(Refusal) in
            draft.once("log-tag", &arguments)
            draft.settings.logTag = try arguments.only("one tag").text
        },
        Keyword(
            "errorfile", "STATUS FILE", default: "a page of our own",
            "A whole HTTP response, read at the start. Statuses: "
                + ErrorPage.statuses.map { String($0) }.joined(separator: ", ") + "."
        ) { draft, arguments throws(Refusal) in
            try draft.readErrorPage(&arguments)
        },
    ]

    private static let clients: [Keyword<ProxyDraft>] = [
        Keyword(
            "bind", "[ADDRESS]:PORT[-PORT][,…] [OPTION]…", "Where to listen; several add up. See `bind` below.",
            in: .frontend
        ) { draft, arguments throws(Refusal) in
            try draft.readBind(&arguments)
        },
        Keyword("maxconn", "NUMBER", default: "that of global", "Connections at once.", in: .clientSide) {
            draft, arguments throws(Refusal) in
            draft.once("maxconn", &arguments)
            let number = try arguments.number(0...Limit.milliseconds)
            draft.settings.maxConnections = number == 0 ? nil : number
            try arguments.end()
        },
        Keyword("backlog", "NUMBER", default: "maxconn", "The backlog of listening sockets.", in: .clientSide) {
            draft, arguments throws(Refusal) in
            draft.once("backlog", &arguments)
            let number = try arguments.number(0...Limit.milliseconds)
            draft.settings.backlog = number == 0 ? nil : number
            try arguments.end()
        },
        Keyword("monitor-uri", "URI", default: "none", "Answered with 200 and not logged.", in: .clientSide) {
            draft, arguments throws(Refusal) in
            draft.once("monitor-uri", &arguments)
            draft.settings.monitorURI = try arguments.only("a path").bytes
        },
        Keyword(
            "default_backend", "BACKEND", "Where to go when no `use_backend` holds.", in: .clientSide
        ) { draft, arguments throws(Refusal) in
            draft.once("default_backend", &arguments)
            let name = try arguments.only("the name of a backend")
            draft.settings.defaultBackend = Located(
                value: try draft.scope.backend(name), location: arguments.location)
        },
        Keyword("use_backend", "BACKEND [CONDITION]", "The first whose condition holds is used.", in: .frontend) {
            draft, arguments throws(Refusal) in
            let name = try arguments.next("the name of a backend")
            if name.bytes.contains(UInt8(ascii: "%")) {
                throw Refusal("a backend that depends on the request is not supported by clusterd: write its name")
            }
            let backend = try draft.scope.backend(name)
            let condition = try draft.condition(&arguments, .request)
            draft.backendRules.append(
                BackendRule(backend: backend, condition: condition, location: arguments.location))
        },
    ]

    private static let servers: [Keyword<ProxyDraft>] = [
        Keyword("server", "NAME ADDRESS[:PORT] [OPTION]…", "See `server` below.", in: [.backend, .strict]) {
            draft, arguments throws(Refusal) in
            try draft.readServer(&arguments)
        },
        Keyword(
            "default-server", "[OPTION]…", "Options of the servers after it.", in: [.defaults, .backend, .strict]
        ) { draft, arguments throws(Refusal) in
            try draft.settings.defaultServer.read(&arguments)
        },
        Keyword(
            "balance",
            "{ roundrobin | static-rr | leastconn | first | source | uri [whole] [path-only] [len N] [depth N] | "
                + "hdr(NAME) [use_domain_only] | random[(DRAWS)] }", default: "roundrobin", "Which server is chosen.",
            in: .serverSide
        ) { draft, arguments throws(Refusal) in
            draft.once("balance", &arguments)
            draft.settings.balance = try arguments.balance()
        },
        Keyword(
            "cookie",
            "NAME [{ rewrite | insert | prefix }] [indirect] [nocache] [preserve] [httponly] [secure] [domain DOMAIN]… "
                + "[attr ATTRIBUTE]… [maxidle TIME] [maxlife TIME]", default: "none",
            "Which server a client stays with. Times without a unit are seconds.", in: .serverSide
        ) { draft, arguments throws(Refusal) in
            draft.once("cookie", &arguments)
            draft.settings.cookie = try CookieReader.read(&arguments)
        },
        Keyword("retries", "NUMBER", default: "3", "Attempts after the first.", in: .serverSide) {
            draft, arguments throws(Refusal) in
            draft.once("retries", &arguments)
            draft.settings.retries = try arguments.number(0...1_000)
            try arguments.end()
        },
        Keyword(
            "retry-on", "{ none | CONDITION… }", default: "conn-failure",
            "What is tried again: " + Arguments.retryNames.joined(separator: ", ") + ".",
            in: [.defaults, .backend, .strict]
        ) { draft, arguments throws(Refusal) in
            draft.once("retry-on", &arguments)
            draft.settings.retryOn = try arguments.retryConditions()
        },
        Keyword(
            "http-reuse", "{ never | safe | aggressive | always }", default: "safe",
            "Whether connections to servers are shared.", in: .serverSide
        ) { draft, arguments throws(Refusal) in
            draft.once("http-reuse", &arguments)
            let index = try arguments.choice(["never", "safe", "aggressive", "always"])
            draft.settings.reuse = ReusePolicy(rawValue: index) ?? .safe
            try arguments.end()
        },
        Keyword(
            "http-check", "{ connect … | send … | expect … }", "Steps of `option httpchk`; see below.",
            in: [.defaults, .backend]
        ) { draft, arguments throws(Refusal) in
            try draft.readHTTPCheck(&arguments)
        },
        Keyword("use-server", "SERVER CONDITION", "The first whose condition holds is used.", in: .backend) {
            draft, arguments throws(Refusal) in
            let name = try arguments.next("the name of a server")
            if name.bytes.contains(UInt8(ascii: "%")) {
                throw Refusal("a server that depends on the request is not supported by clusterd: write its name")
            }
            let condition = try draft.requiredCondition(&arguments, .request)
            draft.serverRules.append(
                ServerRuleDraft(server: name.text, condition: condition, location: arguments.location))
        },
    ]

    private static let rules: [Keyword<ProxyDraft>] = [
        Keyword("acl", "NAME FETCH [FLAG]… [PATTERN]…", "Names a test; see below.", in: .rules) {
            draft, arguments throws(Refusal) in
            try draft.readACL(&arguments)
        },
        Keyword("http-request", "ACTION … [CONDITION]", "See below.", in: .rules) {
            draft, arguments throws(Refusal) in
            try draft.readHTTPRule(&arguments, .request)
        },
        Keyword("http-response", "ACTION … [CONDITION]", "See below.", in: .rules) {
            draft, arguments throws(Refusal) in
            try draft.readHTTPRule(&arguments, .response)
        },
        Keyword(
            "tcp-request", "connection { accept | reject } [CONDITION]", "Before a byte of the connection is read.",
            in: [.namedDefaults, .frontend, .strict]
        ) { draft, arguments throws(Refusal) in
            try draft.readConnectionRule(&arguments)
        },
    ]

    private static let families: [Keyword<ProxyDraft>] = [
        Keyword("timeout", "NAME TIME", "See below.") { draft, arguments throws(Refusal) in
            try draft.readTimeout(&arguments)
        },
        Keyword("option", "NAME …", "See below; `no` before it turns it off.") { draft, arguments throws(Refusal) in
            try draft.readOption(&arguments)
        },
        Keyword("stats", "NAME …", "See below.") { draft, arguments throws(Refusal) in
            try draft.readStatistics(&arguments)
        },
    ]
}
