/// An action of `http-request` or `http-response`.
struct ActionKeyword: Sendable {
    let name: String
    let arguments: String
    let note: String
    let phases: Phases
    /// Takes its arguments; the phase is one of `phases`.
    let read: @Sendable (inout Arguments, Scope, Phases) throws(Refusal) -> HTTPAction

    init(
        _ name: String, _ arguments: String, in phases: Phases = [.request, .response], _ note: String,
        _ read: @escaping @Sendable (inout Arguments, Scope, Phases) throws(Refusal) -> HTTPAction
    ) {
        (self.name, self.arguments, self.note) = (name, arguments, note)
        (self.phases, self.read) = (phases, read)
    }

    static let all = [
        ActionKeyword("allow", "", "No further rule of this list is looked at.") {
            arguments, scope, phase throws(Refusal) in .allow
        },
        ActionKeyword(
            "deny", "[{ status | deny_status } CODE] [REPLY]",
            "Answers with 403 (a request) or 502 (a response), or as `return` does."
        ) { arguments, scope, phase throws(Refusal) in
            let status = phase == .response ? 502 : 403
            return .deny(
                try ReplyReader.read(&arguments, standardStatus: status, isDenial: true, scope, in: phase))
        },
        ActionKeyword(
            "return",
            "[status CODE] [content-type TYPE] [{ default-errorfiles | errorfile FILE | file FILE | string TEXT | "
                + "lf-string FORMAT }] [hdr NAME FORMAT]…",
            "Answers, with 200 unless said otherwise. A text needs its content-type."
        ) { arguments, scope, phase throws(Refusal) in
            .reply(try ReplyReader.read(&arguments, standardStatus: 200, isDenial: false, scope, in: phase))
        },
        ActionKeyword(
            "redirect",
            "{ location | prefix | scheme } FORMAT [code CODE] [drop-query] [append-slash] [ignore-empty] "
                + "[set-cookie NAME[=VALUE]] [clear-cookie NAME[=]]",
            "Sends the client elsewhere, with 302 unless said."
        ) { arguments, scope, phase throws(Refusal) in
            .redirect(try RedirectReader.read(&arguments, scope, in: phase))
        },
        ActionKeyword("set-header", "NAME FORMAT", "Replaces the header.") { arguments, scope, phase throws(Refusal) in
            .setHeader(name: try arguments.headerName(), value: try arguments.format(scope, phase))
        },
        ActionKeyword("add-header", "NAME FORMAT", "Adds a header.") { arguments, scope, phase throws(Refusal) in
            .addHeader(name: try arguments.headerName(), value: try arguments.format(scope, phase))
        },
        ActionKeyword(
            "del-header", "NAME [-m { str | beg | end | sub | reg }]", "Deletes the headers whose names match."
        ) { arguments, scope, phase throws(Refusal) in
            .deleteHeader(try arguments.headerSelection())
        },
        ActionKeyword(
            "replace-header", "NAME REGEX FORMAT",
            "Where the expression matches in the value, it becomes the replacement; `\\1` to `\\9` are groups."
        ) { arguments, scope, phase throws(Refusal) in
            let name = try arguments.headerName()
            let pattern = try arguments.regularExpression(try arguments.next("a regular expression").bytes)
            return .replaceHeader(name: name, pattern, try arguments.format(scope, phase))
        },
        ActionKeyword("set-path", "FORMAT", in: .request, "Replaces the path and leaves the query.") {
            arguments, scope, phase throws(Refusal) in
            .setPath(try arguments.format(scope, phase))
        },
        ActionKeyword("use-service", "prometheus-exporter", in: .request, "Answers with the metrics.") {
            arguments, scope, phase throws(Refusal) in
            _ = try arguments.choice(["prometheus-exporter"])
            return .service(.prometheusExporter)
        },
    ]

    static let refused = [
        RefusedKeywords("reject silent-drop", "use 'deny', or 'tcp-request connection reject'"),
        RefusedKeywords("tarpit", "use 'deny'"),
        RefusedKeywords("auth", "only the statistics ask for a login: 'stats auth'"),
        RefusedKeywords("cache-use cache-store", "put a cache behind the balancer"),
        RefusedKeywords("capture", "nothing is captured for logs"),
        RefusedKeywords("add-acl* del-acl* set-map* del-map*", "there are no maps, and ACLs do not change"),
        RefusedKeywords("do-resolve*", "names are resolved once, at the start"),
        RefusedKeywords(
            "set-query set-uri set-pathq replace-path replace-pathq replace-uri set-method normalize-uri",
            "of a request only the path is rewritten: 'set-path'"),
        RefusedKeywords("replace-value", "use 'replace-header'"),
        RefusedKeywords("set-status", "use 'return'"),
        RefusedKeywords("sc-inc-gpc* sc-set-gpt* track-sc*", "there are no stick tables"),
        RefusedKeywords("set-var* unset-var*", "there are no variables: write the condition or the value again"),
        RefusedKeywords(
            "set-src set-src-port set-dst set-dst-port",
            "the addresses are the connection's, or those of 'accept-proxy'"),
        RefusedKeywords("set-mark set-tos set-nice set-priority-class set-priority-offset", "all are served alike"),
        RefusedKeywords("set-log-level", "set the levels in 'log'"),
        RefusedKeywords("set-timeout", "set 'timeout server' and 'timeout tunnel' in a backend of its own"),
        RefusedKeywords("wait-for-body wait-for-handshake", "bodies are passed on as they come"),
        RefusedKeywords("disable-l7-retry", "set 'retry-on' in a backend of its own"),
        RefusedKeywords("early-hint strict-mode", "no such thing is done"),
        RefusedKeywords("send-spoe-group ot-group", "there are no filters"),
    ]
}
