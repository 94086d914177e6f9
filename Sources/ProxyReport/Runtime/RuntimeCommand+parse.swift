extension RuntimeCommand {
    /// Reads one command.
    ///
    /// - Parameters:
    ///   - line: without its line end, as `RuntimeInput` gives it.
    ///   - level: of who sent it.
    /// - Returns: what to do; a refusal or help as `.answer`. HAProxy refuses in a certain order, and this keeps it:
    ///   who may not is told so before anything else; whether a server exists is known only to whoever does the
    ///   command, and so what is wrong behind its name comes as `ServerChange.refused`.
    package static func parse(_ line: String, level: AccessLevel) -> RuntimeCommand {
        let words = CommandWords(line)
        let usage = CommandUsage.all.first { $0.matchingWords(words) == $0.words.count }
        guard let keyword = usage?.keyword else { return .answer(CommandHelp.text(words)) }
        guard level >= keyword.level(words) else { return refuse(.permissionDenied) }
        switch keyword {
        case .help: return .answer(CommandHelp.text(words))
        case .prompt: return .prompt
        case .quit: return .quit
        case .clearCounters: return .clearCounters(all: words[2] == "all")
        case .disableFrontend: return frontend(words[2], enabled: false)
        case .enableFrontend: return frontend(words[2], enabled: true)
        case .shutdownSession: return session(words[2])
        case .shutdownSessions: return server(words[3]) { .shutdownSessions($0) }
        case .getWeight: return server(words[2], mayLackBackend: true) { .getWeight($0) }
        case .disableHealth: return server(words[2]) { .setServer($0, .checks(enabled: false)) }
        case .enableHealth: return server(words[2]) { .setServer($0, .checks(enabled: true)) }
        case .disableServer: return server(words[2]) { .setServer($0, .state(.maintenance)) }
        case .enableServer: return server(words[2]) { .setServer($0, .state(.ready)) }
        case .setWeight: return server(words[2]) { .setServer($0, ServerChange(weight: words[3])) }
        case .setServer: return server(words[2]) { .setServer($0, ServerChange(words)) }
        default: return show(keyword, words, level)
        }
    }

    private static func show(_ keyword: CommandKeyword, _ words: CommandWords, _ level: AccessLevel) -> RuntimeCommand {
        switch keyword {
        case .showStatistics: statistics(words, level)
        case .showInformation: .showInformation(InformationQuery(words))
        case .showServersState: .showServersState(backend: words[3].isEmpty ? nil : words[3])
        case .showServersConnections: .showServersConnections(backend: words[3].isEmpty ? nil : words[3])
        case .showBackend: .showBackends
        case .showSessions: .showSessions(SessionQuery(words[2]))
        case .showErrors: .showErrors(ErrorQuery(words))
        default: .showVersion
        }
    }

    private static func refuse(_ refusal: RuntimeRefusal) -> RuntimeCommand { .answer(refusal.text) }

    private static func frontend(_ name: String, enabled: Bool) -> RuntimeCommand {
        name.isEmpty ? refuse(.frontendNameExpected) : .setFrontend(name: name, enabled: enabled)
    }

    private static func session(_ word: String) -> RuntimeCommand {
        let identifier = Number.unsigned(word)
        return identifier == 0 ? refuse(.sessionExpected) : .shutdownSession(identifier)
    }

    /// - Parameter mayLackBackend: `get weight /x` asks for the backend of no name, other commands refuse it.
    private static func server(
        _ word: String, mayLackBackend: Bool = false, _ command: (ServerReference) -> RuntimeCommand
    ) -> RuntimeCommand {
        guard let slash = word.utf8.firstIndex(of: UInt8(ascii: "/")) else { return refuse(.serverNameRequired) }
        let reference = ServerReference(
            backend: String(word[..<slash]), server: String(word[word.utf8.index(after: slash)...]))
        let isNamed = !reference.server.isEmpty && (mayLackBackend || !reference.backend.isEmpty)
        return isNamed ? command(reference) : refuse(.serverNameRequired)
    }

    private static func statistics(_ words: CommandWords, _ level: AccessLevel) -> RuntimeCommand {
        var query = StatisticsQuery()
        query.showsAddresses = level >= .operator
        var rest = words.words.dropFirst(2)
        if rest.first == "domain" {
            guard rest.dropFirst().first == "proxy" else { return refuse(.invalidDomain) }
            rest = rest.dropFirst(2)
        }
        if rest.count >= 3 {
            let three = Array(rest.prefix(3))
            query.bounds = StatisticsQuery.Bounds(
                proxy: three[0], kinds: Number.leading(three[1]), server: Number.leading(three[2]))
            rest = rest.dropFirst(3)
        }
        for word in rest { query.apply(word) }
        return .showStatistics(query)
    }
}

extension StatisticsQuery {
    /// What is not known is passed over, as HAProxy does.
    fileprivate mutating func apply(_ word: String) {
        switch word {
        case "typed": format = .typed
        case "json": format = .json
        case "desc": describes = true
        case "no-maint": hidesMaintenance = true
        case "up": hidesDown = true
        default: break
        }
    }
}

extension InformationQuery {
    fileprivate init(_ words: CommandWords) {
        for word in words.words.dropFirst(2) {
            switch word {
            case "typed": format = .typed
            case "json": format = .json
            case "desc": describes = true
            case "float": float = true
            default: break
            }
        }
    }
}

extension SessionQuery {
    fileprivate init(_ word: String) {
        let identifier = Number.unsigned(word)
        self = word == "all" ? .all : identifier == 0 ? .brief : .one(identifier)
    }
}

extension ErrorQuery {
    fileprivate init(_ words: CommandWords) {
        if !words[2].isEmpty { proxy = words[2] }
        requests = words[3] != "response"
        responses = words[3] != "request"
    }
}

extension CommandKeyword {
    /// Who may do this.
    fileprivate func level(_ words: CommandWords) -> AccessLevel {
        switch self {
        case .help, .prompt, .quit, .showInformation, .showStatistics, .showServersConnections, .showServersState,
            .showBackend, .getWeight, .showVersion:
            .user
        case .showSessions, .showErrors: .operator
        case .clearCounters: words[2] == "all" ? .admin : .operator
        default: .admin
        }
    }
}
