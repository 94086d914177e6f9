/// A `frontend`, `backend`, `listen` or `defaults` as written.
struct ProxyDraft {
    let section: Section
    /// Empty for `defaults` without a name, and where the name is refused.
    let name: String
    let location: SourceLocation
    let scope: Scope
    /// What `defaults` hands on.
    var settings: ProxySettings
    var description: String?
    var binds: [Bind] = []
    var bindLines = 0
    var servers: [ServerDraft] = []
    var serverNames: [String: Int] = [:]
    /// Rules, those of a `defaults` first, and the ACLs they refer to.
    var acls: [ACL] = []
    /// Those that conditions of this section can name.
    var aclNames: [String: Int] = [:]
    var connectionRules: [ConnectionRule] = []
    var requestRules: [HTTPRule] = []
    var responseRules: [HTTPRule] = []
    var backendRules: [BackendRule] = []
    var serverRules: [ServerRuleDraft] = []
    /// Whether a line of it was refused: what is missing then need not be told too.
    var isFaulty = false
    /// What was given in this section, where.
    private var given: [String: SourceLocation] = [:]

    /// - Parameter defaults: what to begin with. Its rules come first, its ACLs cannot be named.
    init(_ section: Section, name: String, location: SourceLocation, scope: Scope, defaults: ProxyDraft?) {
        (self.section, self.name) = (section, name)
        (self.location, self.scope) = (location, scope)
        settings = defaults?.settings ?? ProxySettings()
        settings.beginSection()
        guard section != .defaults, let defaults else { return }
        acls = defaults.acls
        connectionRules = defaults.connectionRules
        requestRules = defaults.requestRules
        responseRules = defaults.responseRules
    }

    var hasRules: Bool { !connectionRules.isEmpty || !requestRules.isEmpty || !responseRules.isEmpty }

    /// "frontend 'www'".
    var title: String { name.isEmpty ? section.rawValue : "\(section.rawValue) \(quoted(name))" }

    mutating func read(_ statement: Statement, _ arguments: inout Arguments) throws(Refusal) {
        let keyword = try ProxyKeywords.vocabulary(of: section).find(statement.keyword)
        guard try stands(keyword.places, "'\(keyword.name)'", &arguments) else { return }
        try keyword.read(&self, &arguments)
        let isTooMuch =
            max(requestRules.count, responseRules.count, connectionRules.count, acls.count) > Limit.inherited
        if section == .defaults, isTooMuch {
            throw Refusal("a 'defaults' has at most \(Limit.inherited) rules and conditions")
        }
    }

    /// Whether a keyword may stand in this section. Where HAProxy only warns that it has no effect, so do we.
    func stands(_ places: Places, _ name: String, _ arguments: inout Arguments) throws(Refusal) -> Bool {
        if section == .defaults {
            if places.contains(.defaults) { return true }
            guard places.contains(.namedDefaults) else { throw Refusal("\(name) may not stand in 'defaults'") }
            guard !self.name.isEmpty else {
                throw Refusal("\(name) may not stand in a 'defaults' that has no name: write 'defaults NAME'")
            }
            return true
        }
        if section.hasFrontend && places.contains(.frontend) { return true }
        if section.hasBackend && places.contains(.backend) { return true }
        let missing = section.hasFrontend ? "servers" : "clients"
        let message = "\(name) has no effect: a \(section.rawValue) has no \(missing)"
        guard !places.contains(.strict) else { throw Refusal(message) }
        arguments.warn(message)
        return false
    }

    /// Takes note that a keyword is given: once in a section is right, the last one counts.
    mutating func once(_ name: String, _ arguments: inout Arguments) {
        if let earlier = given.updateValue(arguments.location, forKey: name) {
            arguments.warn("'\(name)' is already given at \(earlier): the last one counts")
        }
    }

    func location(of name: String) -> SourceLocation? { given[name] }
}

/// What a `defaults` hands on to the sections after it. nil: not said.
struct ProxySettings {
    var mode = Mode.tcp
    var isDisabled = false
    var maxConnections: Int?
    var backlog: Int?
    /// By the word after `timeout`; 0 is none.
    var timeouts: [String: Duration] = [:]
    var options: ProxyOptions = []
    var connectionMode = ConnectionMode.keepAlive
    var forwardedFor: ForwardedFor?
    var redispatchInterval = 0
    var logLines: [LogLine] = []
    var logTag: String?
    var logFormat = Logging.LineFormat.standard
    var balance = Balance.roundRobin
    var retries = 3
    var retryOn: RetryConditions = .connectionFailure
    var reuse = ReusePolicy.safe
    var cookie: CookieDefinition?
    var check = CheckDraft()
    var defaultServer = ServerSettings()
    var defaultBackend: Located<Int>?
    var statistics: StatisticsDraft?
    var monitorURI: [UInt8]?
    var errorPages: [ErrorPage] = []
    /// Whether what stands here was said by the `defaults`: some keywords of a section replace all of it.
    var isCheckInherited = false
    var areStatisticsInherited = false

    mutating func beginSection() {
        isCheckInherited = true
        areStatisticsInherited = true
    }

    enum LogLine {
        case target(LogTarget)
        /// `log global`.
        case global
    }
}

/// A value and where it was written.
struct Located<Value: Sendable>: Sendable {
    let value: Value
    let location: SourceLocation
}

/// Options that are on or off.
struct ProxyOptions: OptionSet {
    let rawValue: UInt8

    static let dontLogNull = ProxyOptions(rawValue: 1)
    static let abortOnClose = ProxyOptions(rawValue: 2)
    static let allBackups = ProxyOptions(rawValue: 4)
    static let logHealthChecks = ProxyOptions(rawValue: 8)
}

/// `use-server` as written: the server may be defined after it.
struct ServerRuleDraft {
    let server: String
    let condition: Condition
    let location: SourceLocation
}
