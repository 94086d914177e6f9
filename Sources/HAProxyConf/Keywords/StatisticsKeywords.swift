/// What stands after `stats` in a proxy (configuration.txt §4.2).
enum StatisticsKeywords {
    static let vocabulary = Vocabulary<ProxyDraft>(place: "after 'stats'", keywords: all, refused: refused)

    private static let all: [Keyword<ProxyDraft>] = [
        Keyword("enable", "", default: "off; any other turns it on", "Statistics are shown.") {
            draft, arguments throws(Refusal) in
        },
        Keyword("uri", "PATH", default: "/haproxy?stats", "What their address begins with.") {
            draft, arguments throws(Refusal) in
            let uri = try arguments.next("a path").bytes
            draft.withStatistics { $0.uri = uri }
        },
        Keyword("realm", "TEXT", default: "HAProxy Statistics", "What browsers show when they ask for a login.") {
            draft, arguments throws(Refusal) in
            let realm = try arguments.fieldValue("a text")
            draft.withStatistics { $0.realm = realm }
        },
        Keyword("auth", "USER:PASSWORD", default: "no login", "A login; several add up.") {
            draft, arguments throws(Refusal) in
            let login = try arguments.login()
            draft.withStatistics { $0.logins.append(login) }
        },
        Keyword("refresh", "TIME", default: "never", "How often the page loads itself; whole seconds.") {
            draft, arguments throws(Refusal) in
            let seconds = Int(try arguments.time(unit: 1_000_000).components.seconds)
            draft.withStatistics { $0.refresh = seconds == 0 ? nil : seconds }
        },
        Keyword("hide-version", "", default: "off", "The program's version is not told.") {
            draft, arguments throws(Refusal) in
            draft.withStatistics { $0.hidesVersion = true }
        },
        Keyword("show-legends", "", default: "off", "More is shown under the pointer.") {
            draft, arguments throws(Refusal) in
            draft.withStatistics { $0.showsLegends = true }
        },
        Keyword("show-node", "[TEXT]", default: "off", "The node's name is shown.") {
            draft, arguments throws(Refusal) in
            let node = arguments.isAtEnd ? Statistics.ShownText.global : .text(try arguments.next("").text)
            draft.withStatistics { $0.node = node }
        },
        Keyword("show-desc", "[TEXT]", default: "off", "The text is shown, or the description of `global`.") {
            draft, arguments throws(Refusal) in
            let text = arguments.isAtEnd ? Statistics.ShownText.global : .text(try arguments.rest("").text)
            draft.withStatistics { $0.description = text }
        },
        Keyword("admin", "CONDITION", default: "off", "Whoever it holds for may act on servers.", in: .proxies) {
            draft, arguments throws(Refusal) in
            let condition = try draft.requiredCondition(&arguments, .request)
            draft.withStatistics { $0.adminConditions.append(condition) }
        },
    ]

    private static let refused = [
        RefusedKeywords("scope", "all proxies are shown"),
        RefusedKeywords("show-modules", "there are none"),
        RefusedKeywords("http-request", "use 'stats auth', or 'http-request deny' on the page's path"),
    ]
}

extension Arguments {
    /// `USER:PASSWORD`, never shown.
    fileprivate mutating func login() throws(Refusal) -> Statistics.Login {
        let word = try next("USER:PASSWORD")
        guard let colon = word.bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0 else {
            throw Refusal("\(subject) wants USER:PASSWORD, with a ':' between them")
        }
        guard isAtEnd else { throw Refusal("\(subject) takes one word, USER:PASSWORD: quote a password with blanks") }
        return Statistics.Login(user: Array(word.bytes[..<colon]), password: Array(word.bytes[(colon + 1)...]))
    }
}
