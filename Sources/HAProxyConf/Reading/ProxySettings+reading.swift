import Addresses

extension ProxyDraft {
    /// `log …`, `log global`, `no log`.
    mutating func readLog(_ arguments: inout Arguments) throws(Refusal) {
        if arguments.modifier != nil {
            _ = try arguments.noLog()
            settings.logLines = []
        } else if settings.logLines.count >= Limit.logLines {
            throw Refusal("there are more than \(Limit.logLines) 'log' lines: this one is not read")
        } else if arguments.peek == "global" {
            _ = try arguments.next("")
            try arguments.end()
            settings.logLines.append(.global)
        } else {
            settings.logLines.append(.target(try LogReader.read(&arguments)))
        }
    }

    /// `errorfile STATUS FILE`: the last one of a status counts.
    mutating func readErrorPage(_ arguments: inout Arguments) throws(Refusal) {
        let word = try arguments.next("a status and a file")
        guard let status = decimal(word.bytes), ErrorPage.statuses.contains(status) else {
            let statuses = ErrorPage.statuses.map { String($0) }.joined(separator: ", ")
            throw arguments.refusal(word, "one of the statuses " + statuses)
        }
        let path = try arguments.only("a file").text
        let page = try scope.pages.errorPage(path, status: status, at: arguments.location)
        settings.errorPages.removeAll { $0.status == status }
        settings.errorPages.append(page)
    }

    /// `option NAME …`.
    mutating func readOption(_ arguments: inout Arguments) throws(Refusal) {
        let name = try arguments.keyword("a name, as 'httplog'")
        let keyword = try OptionKeywords.vocabulary.find(name)
        guard try stands(keyword.places, "'option \(name)'", &arguments) else { return }
        try keyword.read(&self, &arguments)
        try arguments.end()
    }

    /// Some options cannot be turned off, in HAProxy neither.
    func forbidModifier(_ arguments: inout Arguments) throws(Refusal) {
        guard arguments.modifier != nil else { return }
        throw Refusal("\(arguments.subject) takes no 'no' or 'default' before it, as in HAProxy")
    }

    mutating func setLogFormat(_ format: Logging.LineFormat, _ arguments: inout Arguments) throws(Refusal) {
        try forbidModifier(&arguments)
        if arguments.take("clf") {
            throw Refusal("'option httplog clf' is not supported by clusterd: leave 'clf' away")
        }
        settings.logFormat = format
    }
}

extension Arguments {
    /// `[except NETWORK] [header NAME] [if-none]`.
    mutating func forwardedFor() throws(Refusal) -> ForwardedFor {
        var (header, exception, ifNone) = (Array("X-Forwarded-For".utf8), Network?.none, false)
        while !isAtEnd {
            switch try choice(["except", "header", "if-none"]) {
            case 0:
                let word = try next("an address or network, as 127.0.0.0/8")
                exception = Network(text: word.text)
                if exception == nil { throw refusal(word, "an address or network, as 127.0.0.0/8") }
            case 1: header = try headerName()
            default: ifNone = true
            }
        }
        return ForwardedFor(header: header, exception: exception, ifNone: ifNone)
    }

    /// A number that may be negative, within -1000 and 1000.
    mutating func signedNumber() throws(Refusal) -> Int {
        let word = try next("a number")
        let isNegative = word.bytes.first == UInt8(ascii: "-")
        guard let number = decimal(Array(word.bytes.dropFirst(isNegative ? 1 : 0))), number <= 1_000 else {
            throw refusal(word, "a number from -1000 to 1000")
        }
        return isNegative ? -number : number
    }

    static let retryNames = [
        "conn-failure", "empty-response", "junk-response", "response-timeout", "401", "403", "404", "408", "425", "500",
        "501", "502", "503", "504", "all-retryable-errors",
    ]

    /// What stands after `retry-on`.
    mutating func retryConditions() throws(Refusal) -> RetryConditions {
        if take("none") {
            guard isAtEnd else { throw Refusal("'none' stands alone after 'retry-on'") }
            return []
        }
        var conditions: RetryConditions = []
        repeat {
            let word = try next("'none' or what to retry, as 'conn-failure'").text
            guard let index = Self.retryNames.firstIndex(of: word) else {
                let refused = [RefusedKeywords("0rtt-rejected", "clusterd does not speak TLS")]
                throw Refusal(unknownOrRefused(word, among: Self.retryNames, refused, "after 'retry-on'"))
            }
            if index == Self.retryNames.count - 1 {
                conditions.formUnion(.allRetryableErrors)
            } else {
                conditions.insert(RetryConditions(rawValue: 1 << UInt32(index)))
            }
        } while !isAtEnd
        return conditions
    }
}

extension RetryConditions {
    /// `all-retryable-errors` (configuration.txt §4.2): without statuses that tell of the request.
    fileprivate static let allRetryableErrors: RetryConditions = [
        .connectionFailure, .emptyResponse, .junkResponse, .responseTimeout, .status500, .status502, .status503,
        .status504,
    ]
}
