extension Section<ProxySettings> {
    static var proxy: Section {
        let algorithms = ProxySettings.Balance.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        return Section(fields: [
            Field("port", \.port, .integer(1...65535, example: 80), "Port of the VIPs that clients use."),
            Field("balance", \.balance, .choice, "How a web server is chosen for a request: \(algorithms)."),
            Field(
                "cookie", \.cookie, Format<String>.text(.cookie).orFalse,
                "Name of a cookie that keeps a client on its web server."),
            Field(
                "max_connections", \.maxConnections, .integer(1...Int(Int32.max), example: 2000),
                "Connections a balancer has open at once; further ones wait."),
            Field("check", \.check, .check, "How a balancer tells whether a web server works."),
            .statistics,
            Field("timeouts", \.timeouts, .timeouts, "How long the proxy waits."),
        ])
    }
}

extension Format<Duration> {
    /// HAProxy counts milliseconds in 31 bits: 24.8 days.
    fileprivate static func timeout(_ example: String) -> Format {
        .duration(.milliseconds(1)...(.seconds(24 * 86400)), example: example)
    }
}

extension Format<String> {
    /// HAProxy takes every path that begins with `stats uri` for the statistics page.
    fileprivate static var statisticsPath: Format {
        text(.urlPath).checked { path in
            path == "/" ? "the statistics page would take the place of the whole site; choose a longer path" : nil
        }
    }
}

extension Section<ProxySettings.HealthCheck> {
    static var check: Section {
        Section(fields: [
            Field("path", \.path, .text(.urlPath), "Path to ask for; an answer of 2xx or 3xx passes."),
            Field("interval", \.interval, .timeout("1s"), "Time between checks."),
            Field("timeout", \.timeout, .timeout("1s"), "How long a web server may take to answer one."),
            Field(
                "rise", \.rise, .integer(1...1000, example: 2), "Passes in a row that make a web server usable again."),
            Field("fall", \.fall, .integer(1...1000, example: 3), "Failures in a row that take it out of use."),
        ])
    }
}

extension Section<ProxySettings.Timeouts> {
    static var timeouts: Section {
        Section(fields: [
            Field("connect", \.connect, .timeout("5s"), "For a web server to accept a connection."),
            Field("client", \.client, .timeout("50s"), "For a client to send or take more."),
            Field("server", \.server, .timeout("50s"), "For a web server to send or take more."),
            Field("queue", \.queue, .timeout("10s"), "For a place, when every web server is full."),
            Field("http_request", \.httpRequest, .timeout("10s"), "For a client to send a whole request header."),
            Field("http_keep_alive", \.httpKeepAlive, .timeout("10s"), "For a client's next request on a connection."),
        ])
    }
}

/// The statistics page while it is read: a login has two halves.
struct StatisticsDraft {
    var statistics: ProxySettings.Statistics
    var user: String?
    var password: Secret?

    init(_ statistics: ProxySettings.Statistics) {
        self.statistics = statistics
    }
}

extension Section<StatisticsDraft> {
    fileprivate static var statistics: Section {
        Section(fields: [
            Field("path", \.statistics.path, .statisticsPath, "Path of the statistics page on the VIPs."),
            Field(
                "user", \.user, Format<String>.text(.statisticsUser).optional,
                "User who may see it, together with `password`. Without them, every client may."),
            Field(
                "password", \.password, Format<Secret>.secret(.statisticsPassword).optional,
                "Password of `user`; keep it out of the file with a variable."),
        ])
    }
}

extension Field<ProxySettings> {
    fileprivate static var statistics: Field {
        let section = Section<StatisticsDraft>.statistics
        return Field(name: "stats", isRequired: false) { model in
            Key(
                name: "stats", summary: "HAProxy's statistics page.", isRequired: false, defaultValue: nil,
                defaultNote: nil, content: .section(section.keys(defaults: StatisticsDraft(model.statistics))))
        } read: { node, path, model, reading in
            var draft = StatisticsDraft(model.statistics)
            let isComplete = section.read(node, path, into: &draft, &reading)
            model.statistics = draft.statistics
            model.statistics.login = draft.login
            if let missing = draft.missingHalf(node) {
                reading.report("missing; a login is \"user\" and \"password\" together", path.appending(key: missing))
            }
            return isComplete
        }
    }
}

extension StatisticsDraft {
    fileprivate var login: ProxySettings.Login? {
        guard let user, let password else { return nil }
        return ProxySettings.Login(user: user, password: password)
    }

    /// Which half of the login is not in the section at all.
    fileprivate func missingHalf(_ node: YAMLNode) -> String? {
        guard case .mapping(let entries) = node.content else { return nil }
        let halves = ["user", "password"].filter { half in !entries.contains { $0.key == half } }
        return halves.count == 1 ? halves[0] : nil
    }
}
