/// `vrrp_script` as written.
struct ScriptDraft: NamedDraft {
    let name: String
    let location: SourceLocation
    var command: ScriptCommand?
    var isCommandRefused = false
    var interval: Duration?
    var timeout: Duration?
    var weight: Weight?
    var rise: Int?
    var fall: Int?
    var user: ScriptUser?
    var startsFailed = false

    init(name: String, location: SourceLocation) {
        self.name = name
        self.location = location
    }

    mutating func read(_ block: [Statement], _ diagnostics: inout Diagnostics) {
        readBlock(block, of: ScriptKeyword.self, &diagnostics) { keyword, statement, diagnostics in
            switch keyword {
            case .script:
                command = statement.command(takesUser: false, &diagnostics)
                isCommandRefused = command == nil
            case .interval: interval = statement.wholeSeconds(1...4294, &diagnostics)
            case .timeout: timeout = statement.wholeSeconds(1...4294, &diagnostics)
            case .weight: weight = statement.weight(-253...253, &diagnostics)
            case .rise: rise = statement.number(1...2_147_483_647, &diagnostics)
            case .fall: fall = statement.number(1...2_147_483_647, &diagnostics)
            case .user: user = statement.user(statement.arguments, &diagnostics)
            case .initFail: startsFailed = statement.hasNoArguments(&diagnostics)
            }
        }
    }
}

/// `vrrp_track_process` as written.
struct ProcessDraft: NamedDraft {
    let name: String
    let location: SourceLocation
    var process: Located<[String]>?
    var parameterMatch: TrackedProcess.ParameterMatch?
    var weight: Weight?
    var quorum: Located<Int>?
    var quorumMaximum: Located<Int>?
    var forkDelay: Duration?
    var terminateDelay: Duration?
    var matchesFullCommand = false

    init(name: String, location: SourceLocation) {
        self.name = name
        self.location = location
    }

    mutating func read(_ block: [Statement], _ diagnostics: inout Diagnostics) {
        readBlock(block, of: ProcessKeyword.self, &diagnostics) { keyword, statement, diagnostics in
            read(keyword, statement, &diagnostics)
        }
    }

    private mutating func read(_ keyword: ProcessKeyword, _ statement: Statement, _ diagnostics: inout Diagnostics) {
        let delays: ClosedRange<Duration> = .microseconds(1) ... .seconds(3600)
        switch keyword {
        case .process: process = statement.processName(&diagnostics)
        case .parameterMatch: parameterMatch = statement.parameterMatch(&diagnostics)
        case .weight: weight = statement.weight(-254...254, &diagnostics)
        case .quorum:
            quorum = statement.number(1...65535, &diagnostics).map { Located(value: $0, location: statement.location) }
        case .quorumMaximum:
            quorumMaximum = statement.number(0...65535, &diagnostics)
                .map { Located(value: $0, location: statement.location) }
        case .delay:
            forkDelay = statement.seconds(delays, &diagnostics)
            terminateDelay = forkDelay
        case .forkDelay: forkDelay = statement.seconds(delays, &diagnostics)
        case .terminateDelay: terminateDelay = statement.seconds(delays, &diagnostics)
        case .fullCommand: matchesFullCommand = statement.hasNoArguments(&diagnostics)
        }
    }
}

/// One line of `track_script`, `track_process` or `track_interface`.
struct TrackDraft {
    let name: String
    /// nil: as the script or process says.
    var weight: Int?
    var isReversed: Bool?
    let location: SourceLocation
}

/// The tracking blocks of an instance or group.
struct TrackingDraft {
    var scripts: [TrackDraft] = []
    var processes: [TrackDraft] = []
    var interfaces: [TrackDraft] = []

    mutating func readScripts(_ block: [Statement], _ diagnostics: inout Diagnostics) {
        scripts.read(block, "script", -253...253, canReverseBack: true, &diagnostics)
    }

    mutating func readProcesses(_ block: [Statement], _ diagnostics: inout Diagnostics) {
        processes.read(block, "process", -254...254, canReverseBack: true, &diagnostics)
    }

    mutating func readInterfaces(_ block: [Statement], _ diagnostics: inout Diagnostics) {
        interfaces.read(block, "interface", -253...253, canReverseBack: false, &diagnostics)
        for draft in interfaces.suffix(block.count) { _ = interfaceName(draft.name, at: draft.location, &diagnostics) }
    }
}

extension [TrackDraft] {
    /// `NAME [weight N [reverse|noreverse]]`, one a line; a name twice is an error, as in keepalived.
    fileprivate mutating func read(
        _ block: [Statement], _ kind: String, _ range: ClosedRange<Int>, canReverseBack: Bool,
        _ diagnostics: inout Diagnostics
    ) {
        for statement in block where statement.isPlainEntry(&diagnostics) {
            var draft = TrackDraft(name: statement.keyword, location: statement.location)
            let form = "NAME [weight N [reverse\(canReverseBack ? "|noreverse" : "")]]"
            let words = Array<String>(statement.arguments)
            guard words.isEmpty || words[0] == "weight", words.count != 1, words.count <= 3 else {
                diagnostics.error(statement.location, "a tracked \(kind) is written \(form), one a line")
                continue
            }
            if !words.isEmpty {
                guard let weight = statement.weightValue(words[1], range, &diagnostics) else { continue }
                draft.weight = weight
            }
            switch words.count == 3 ? words[2] : "" {
            case "": break
            case "reverse": draft.isReversed = true
            case "noreverse" where canReverseBack: draft.isReversed = false
            default:
                diagnostics.error(statement.location, "\(quoted(words[2])) is unexpected: a tracked \(kind) is \(form)")
                continue
            }
            guard count < Limit.entries else {
                return diagnostics.error(
                    statement.location, "more than \(Limit.entries) are tracked: the rest is not read")
            }
            if contains(where: { $0.name == draft.name }) {
                diagnostics.error(statement.location, "\(kind) \(quoted(draft.name)) is already tracked")
            } else {
                append(draft)
            }
        }
    }
}

extension Statement {
    /// Whether this line of a list opens no block, as no list of keepalived's does.
    func isPlainEntry(_ diagnostics: inout Diagnostics) -> Bool {
        if block != nil { diagnostics.error(location, "\(quoted(keyword)) takes no block: remove '{' and '}'") }
        return block == nil
    }

    /// `weight N [reverse]`.
    fileprivate func weight(_ range: ClosedRange<Int>, _ diagnostics: inout Diagnostics) -> Weight? {
        guard let word = arguments.first else {
            diagnostics.error(location, "'weight' wants a number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        guard let value = weightValue(word, range, &diagnostics) else { return nil }
        let rest = arguments.dropFirst()
        guard rest.isEmpty || Array(rest) == ["reverse"] else {
            diagnostics.error(location, "after a weight only 'reverse' may stand, not \(quoted(words[2]))")
            return nil
        }
        return Weight(value: value, isReversed: !rest.isEmpty)
    }

    fileprivate func weightValue(
        _ word: String, _ range: ClosedRange<Int>, _ diagnostics: inout Diagnostics
    ) -> Int? {
        if let value = decimal(word), range.contains(value) { return value }
        let expected = "a number from \(range.lowerBound) to \(range.upperBound)"
        diagnostics.error(location, "'weight' wants \(expected), not \(quoted(word))")
        return nil
    }

    fileprivate func processName(_ diagnostics: inout Diagnostics) -> Located<[String]>? {
        guard let first = arguments.first, !first.isEmpty else {
            diagnostics.error(location, "'process' wants the name of a process, and its parameters if they count")
            return nil
        }
        return Located(value: Array(arguments), location: location)
    }

    fileprivate func parameterMatch(_ diagnostics: inout Diagnostics) -> TrackedProcess.ParameterMatch? {
        guard !arguments.isEmpty else { return .exact }
        switch argument("'initial', 'partial' or nothing", &diagnostics) {
        case "initial": return .initial
        case "partial": return .partial
        case .some(let word):
            diagnostics.error(location, "'param_match' wants 'initial', 'partial' or nothing, not \(quoted(word))")
            return nil
        case nil: return nil
        }
    }
}
