/// A command's words, and the line that `help` shows of it.
struct CommandUsage: Sendable {
    let keyword: CommandKeyword
    let words: [String]
    /// Nil for those which every help ends with.
    let help: String?

    /// Every command, in the order in which HAProxy tries them.
    static let all: [CommandUsage] = CommandKeyword.allCases.map { keyword in
        let (words, help) = keyword.description
        return CommandUsage(keyword: keyword, words: words.split(separator: " ").map { String($0) }, help: help)
    }

    /// How many of the command's first words the line begins with.
    func matchingWords(_ line: CommandWords) -> Int {
        var count = 0
        while count < words.count && words[count] == line[count] { count += 1 }
        return count
    }
}

/// The commands that are understood.
enum CommandKeyword: CaseIterable, Sendable {
    case help, prompt, quit, clearCounters, showInformation, showStatistics
    case disableFrontend, enableFrontend, showServersConnections, showServersState, showBackend, showErrors
    case disableHealth, disableServer, enableHealth, enableServer, setServer, getWeight, setWeight
    case showSessions, shutdownSession, shutdownSessions, showVersion

    /// The words, and HAProxy's own line of help.
    fileprivate var description: (words: String, help: String?) {
        switch self {
        case .help: ("help", nil)
        case .prompt: ("prompt", nil)
        case .quit: ("quit", nil)
        case .clearCounters: entry("clear counters", "[all]", "clear max statistics counters (or all counters)")
        case .showInformation:
            entry("show info", "[desc|json|typed|float]*", "report information about the running process")
        case .showStatistics:
            entry("show stat", "[desc|json|no-maint|typed|up]*", "report counters for each proxy and server")
        case .disableFrontend: entry("disable frontend", "<frontend>", "temporarily disable specific frontend")
        case .enableFrontend: entry("enable frontend", "<frontend>", "re-enable specific frontend")
        case .showServersConnections:
            entry("show servers conn", "[<backend>]", "dump server connections status (all or for a single backend)")
        case .showServersState:
            entry("show servers state", "[<backend>]", "dump volatile server information (all or for a single backend)")
        case .showBackend: entry("show backend", "", "list backends in the current running config")
        case .showErrors:
            entry(
                "show errors", "[<px>] [request|response]",
                "report last request and/or response errors for each proxy")
        case .disableHealth: entry("disable health", "", "disable health checks")
        case .disableServer:
            entry(
                "disable server", "(DEPRECATED)", "disable a server for maintenance (use 'set server' instead)")
        case .enableHealth: entry("enable health", "", "enable health checks")
        case .enableServer:
            entry("enable server", " (DEPRECATED)", "enable a disabled server (use 'set server' instead)")
        case .setServer:
            entry("set server", "<bk>/<srv> [opts]", "change a server's state, weight, address or ssl")
        case .getWeight: entry("get weight", "<bk>/<srv>", "report a server's current weight")
        case .setWeight:
            entry("set weight", "<bk>/<srv>  (DEPRECATED)", "change a server's weight (use 'set server' instead)")
        case .showSessions:
            entry("show sess", "[id]", "report the list of current sessions or dump this exact session")
        case .shutdownSession: entry("shutdown session", "[id]", "kill a specific session")
        case .shutdownSessions: entry("shutdown sessions server", "<bk>/<srv>", "kill sessions on a server")
        case .showVersion: entry("show version", "", "show version of the current process")
        }
    }

    /// `show sess [id]                          : report …`: the colon stands in column 41.
    private func entry(_ words: String, _ arguments: String, _ meaning: String) -> (String, String?) {
        let head = arguments.isEmpty ? words : "\(words) \(arguments)"
        return (words, head + String(repeating: " ", count: max(0, 40 - head.utf8.count)) + ": " + meaning)
    }
}
