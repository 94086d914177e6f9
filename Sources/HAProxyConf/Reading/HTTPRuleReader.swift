extension ProxyDraft {
    /// `http-request ACTION … [if CONDITION]`, or the same for responses.
    mutating func readHTTPRule(_ arguments: inout Arguments, _ phase: Phases) throws(Refusal) {
        let known = ActionKeyword.all.filter { $0.phases.contains(phase) }
        let place = "after '\(arguments.words[0].text)'"
        let name = try arguments.keyword("an action, as \(alternatives(["deny", "set-header"]))")
        guard let keyword = known.first(where: { $0.name == name }) else {
            if ActionKeyword.all.contains(where: { $0.name == name }) {
                throw Refusal("'\(name)' is for '\(phase == .request ? "http-response" : "http-request")' only")
            }
            throw Refusal(unknownOrRefused(name, among: known.map { $0.name }, ActionKeyword.refused, place))
        }
        let action = try keyword.read(&arguments, scope, phase)
        let condition = try condition(&arguments, phase)
        let rule = HTTPRule(action: action, condition: condition, location: arguments.location)
        if phase == .request {
            if !backendRules.isEmpty { arguments.warn("it comes before the 'use_backend' rules above it") }
            requestRules.append(rule, &arguments)
        } else {
            responseRules.append(rule, &arguments)
        }
    }

    /// `tcp-request connection { accept | reject } [if CONDITION]`.
    mutating func readConnectionRule(_ arguments: inout Arguments) throws(Refusal) {
        let stage = try arguments.keyword("'connection'")
        guard stage == "connection" else {
            throw Refusal(
                unknownOrRefused(stage, among: ["connection"], Self.refusedStages, "after 'tcp-request'"))
        }
        let actions = ["accept", "reject"]
        let word = try arguments.keyword(alternatives(actions))
        guard let action = actions.firstIndex(of: word) else {
            throw Refusal(
                unknownOrRefused(word, among: actions, Self.refusedConnectionActions, "after 'tcp-request connection'"))
        }
        if !requestRules.isEmpty || !backendRules.isEmpty {
            arguments.warn("it comes before the 'http-request' and 'use_backend' rules above it")
        }
        let condition = try condition(&arguments, .connection)
        connectionRules.append(
            ConnectionRule(
                action: action == 0 ? .accept : .reject, condition: condition, location: arguments.location))
    }

    private static let refusedStages = [
        RefusedKeywords("content session inspect-delay", "connections are accepted or rejected when they come")
    ]
    private static let refusedConnectionActions = [
        RefusedKeywords(
            "capture expect-proxy expect-netscaler-cip sc-* set-* silent-drop track-sc* unset-var*",
            "a connection is accepted or rejected, no more")
    ]
}

extension [HTTPRule] {
    /// Adds a rule, and says when it is never reached.
    fileprivate mutating func append(_ rule: HTTPRule, _ arguments: inout Arguments) {
        if let last, last.condition == nil, last.action.isFinal {
            arguments.warn("the rule at \(last.location) ends always, so that this one does nothing")
        }
        append(rule)
    }
}

extension HTTPAction {
    fileprivate var isFinal: Bool {
        switch self {
        case .allow, .deny, .reply, .redirect, .service: true
        default: false
        }
    }
}

extension Arguments {
    mutating func format(_ scope: Scope, _ phase: Phases) throws(Refusal) -> Format {
        let text = try fieldValue("a value")
        return try FormatReader.read(text, scope, in: phase)
    }

    /// `NAME [-m METHOD]`.
    mutating func headerSelection() throws(Refusal) -> HeaderSelection {
        let word = try next("the name of a header")
        guard take("-m") else {
            guard word.bytes.allSatisfy(isTokenByte) else { throw refusal(word, "the name of a header") }
            return .name(word.bytes)
        }
        switch try choice(["str", "beg", "end", "sub", "reg"]) {
        case 0: return .name(word.bytes)
        case 1: return .beginning(word.bytes)
        case 2: return .end(word.bytes)
        case 3: return .substring(word.bytes)
        default: return .pattern(try regularExpression(word.bytes))
        }
    }
}
