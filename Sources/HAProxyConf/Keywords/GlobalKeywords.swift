/// The keywords of `global` (configuration.txt §3).
enum GlobalKeywords {
    static let vocabulary = Vocabulary<GlobalDraft>(
        place: "in global", keywords: identity + process + tls, refused: refused, isSection: true)

    private static let identity: [Keyword<GlobalDraft>] = [
        Keyword("description", "TEXT", "Shown on the statistics page.") { draft, arguments throws(Refusal) in
            try draft.once("description", &arguments)
            draft.description = try arguments.rest("a text").text
        },
        Keyword("node", "NAME", default: "the host's name", "Names this balancer to its watchers.") {
            draft, arguments throws(Refusal) in
            try draft.once("node", &arguments)
            draft.node = try arguments.only("one name").text
        },
        Keyword(
            "log", "TARGET [len BYTES] [format FORMAT] FACILITY [LEVEL [MINIMUM]]",
            "Where logs go; several add up. See `log` below."
        ) { draft, arguments throws(Refusal) in
            if arguments.modifier != nil { return draft.logs = try arguments.noLog() }
            if arguments.peek == "global" { throw Refusal("'log global' is for proxies: name a target here") }
            guard draft.logs.count < Limit.logLines else {
                throw Refusal("there are more than \(Limit.logLines) 'log' lines: this one is not read")
            }
            draft.logs.append(try LogReader.read(&arguments))
        },
        Keyword("log-tag", "TAG", default: "the name of the program", "The tag of syslog lines.") {
            draft, arguments throws(Refusal) in
            try draft.once("log-tag", &arguments)
            draft.logTag = try arguments.only("one tag").text
        },
    ]

    private static let process: [Keyword<GlobalDraft>] = [
        Keyword("chroot", "DIRECTORY", "The process locks itself in there.") { draft, arguments throws(Refusal) in
            try draft.once("chroot", &arguments)
            draft.chroot = try arguments.only("a directory").text
        },
        Keyword("user", "NAME", "Who the process becomes once it listens.") { draft, arguments throws(Refusal) in
            try draft.once("user", &arguments)
            draft.user = .name(try arguments.only("a user").text)
        },
        Keyword("group", "NAME", "The group with it.") { draft, arguments throws(Refusal) in
            try draft.once("group", &arguments)
            draft.group = .name(try arguments.only("a group").text)
        },
        Keyword("uid", "NUMBER", "As user.") { draft, arguments throws(Refusal) in
            try draft.once("user", &arguments)
            draft.user = .id(UInt32(try arguments.number(0...4_294_967_294)))
            try arguments.end()
        },
        Keyword("gid", "NUMBER", "As group.") { draft, arguments throws(Refusal) in
            try draft.once("group", &arguments)
            draft.group = .id(UInt32(try arguments.number(0...4_294_967_294)))
            try arguments.end()
        },
        Keyword("daemon", "", "The process leaves its terminal.") {
            draft, arguments throws(Refusal) in
            draft.isDaemon = true
            try arguments.end()
        },
        Keyword("pidfile", "PATH", "Where a daemon writes its number.") { draft, arguments throws(Refusal) in
            try draft.once("pidfile", &arguments)
            draft.pidFile = try arguments.only("a path").text
        },
        Keyword("maxconn", "NUMBER", default: "by the limit of open files", "Connections of clients at once.") {
            draft, arguments throws(Refusal) in
            try draft.once("maxconn", &arguments)
            let number = try arguments.number(0...Limit.milliseconds)
            draft.maxConnections = number == 0 ? nil : number
            try arguments.end()
        },
        Keyword("nbthread", "1-64", default: "one for each processor", "Threads.") {
            draft, arguments throws(Refusal) in
            try draft.once("nbthread", &arguments)
            draft.threads = try arguments.number(1...64)
            try arguments.end()
        },
        Keyword("hard-stop-after", "TIME", default: "never", "How long a soft stop may last.") {
            draft, arguments throws(Refusal) in
            try draft.once("hard-stop-after", &arguments)
            draft.hardStopAfter = try arguments.time(atLeast: .milliseconds(1))
            try arguments.end()
        },
        Keyword("spread-checks", "0-50", default: "0", "Per cent by which times of health checks vary.") {
            draft, arguments throws(Refusal) in
            try draft.once("spread-checks", &arguments)
            draft.spreadChecks = try arguments.number(0...50)
            try arguments.end()
        },
        Keyword(
            "stats",
            "{ socket { PATH | ADDRESS:PORT } [mode OCTAL] [user NAME] [group NAME] [uid N] [gid N] "
                + "[level { user | operator | admin }] | timeout TIME | maxconn NUMBER }",
            default: "level operator, timeout 10s, maxconn 10", "Sockets that take commands; several add up."
        ) { draft, arguments throws(Refusal) in
            try draft.readStats(&arguments)
        },
    ]

    /// What configures only TLS: read, and without meaning, since a `bind` or `server` with TLS is refused.
    private static let tls: [Keyword<GlobalDraft>] =
        [
            "ca-base", "crt-base", "ssl-default-bind-ciphers", "ssl-default-bind-ciphersuites",
            "ssl-default-bind-curves",
            "ssl-default-server-ciphers", "ssl-default-server-ciphersuites", "tune.ssl.default-dh-param",
        ].map { name in
            Keyword(name, "VALUE", "Only for TLS, which is refused where it is asked for: no effect.") {
                draft, arguments throws(Refusal) in
                try draft.once(name, &arguments)
                _ = try arguments.only("a value")
            }
        }
        + ["ssl-default-bind-options", "ssl-default-server-options"].map { name in
            Keyword(name, "VALUE…", "Only for TLS: no effect.") { draft, arguments throws(Refusal) in
                try draft.once(name, &arguments)
                _ = try arguments.rest("a value")
            }
        }
}

extension Arguments {
    /// `no log`: what was given before counts no more.
    mutating func noLog() throws(Refusal) -> [LogTarget] {
        guard isAtEnd else { throw Refusal("'no log' takes no argument: \(quoted(peek ?? "")) is unexpected") }
        return []
    }
}
