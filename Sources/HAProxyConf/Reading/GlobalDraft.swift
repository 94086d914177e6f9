/// `global` as written; several sections add up.
struct GlobalDraft {
    var description: String?
    var node: String?
    var logs: [LogTarget] = []
    var logTag: String?
    var chroot: String?
    var user: ProcessAccount?
    var group: ProcessAccount?
    var isDaemon = false
    var pidFile: String?
    var maxConnections: Int?
    var threads: Int?
    var hardStopAfter: Duration?
    var spreadChecks = 0
    var runtimeSockets: [RuntimeSocket] = []
    var runtimeTimeout: Duration = .seconds(10)
    var runtimeMaxConnections = 10
    /// What was given, where.
    private var given: [String: SourceLocation] = [:]

    mutating func read(_ statement: Statement, _ arguments: inout Arguments) throws(Refusal) {
        guard statement.modifier == nil || statement.keyword == "log" else {
            throw Refusal("there are no options in 'global'")
        }
        let keyword = try GlobalKeywords.vocabulary.find(statement.keyword)
        try keyword.read(&self, &arguments)
    }

    /// Takes note that a keyword is given. Of two that differ HAProxy takes the first or the last, by the keyword, and says
    /// so or not: it is an error here.
    mutating func once(_ name: String, _ arguments: inout Arguments) throws(Refusal) {
        if let earlier = given.updateValue(arguments.location, forKey: name) {
            throw Refusal("'\(name)' is already given at \(earlier): only one of them can hold")
        }
    }

    /// `stats { socket | timeout | maxconn } …`.
    mutating func readStats(_ arguments: inout Arguments) throws(Refusal) {
        let name = try arguments.keyword(alternatives(["socket", "timeout", "maxconn"]))
        switch name {
        case "socket": runtimeSockets.append(try RuntimeSocketReader.read(&arguments))
        case "timeout":
            try once("stats timeout", &arguments)
            runtimeTimeout = try arguments.time(atLeast: .milliseconds(1))
        case "maxconn":
            try once("stats maxconn", &arguments)
            runtimeMaxConnections = try arguments.number(1...Limit.milliseconds)
        default:
            throw Refusal(
                unknownOrRefused(
                    name, among: ["socket", "timeout", "maxconn"],
                    [RefusedKeywords("bind-process", "there is one process")], "after 'stats' in global"))
        }
        try arguments.end()
    }
}
