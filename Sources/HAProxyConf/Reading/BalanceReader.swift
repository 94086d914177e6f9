extension Arguments {
    /// What stands after `balance`; nothing means roundrobin, as in HAProxy.
    mutating func balance() throws(Refusal) -> Balance {
        guard !isAtEnd else { return .roundRobin }
        let word = try next("an algorithm")
        let expression = try FetchExpression(word.bytes[...])
        let name = expression.name
        guard expression.length == word.bytes.count, expression.arguments == nil || name == "hdr" || name == "random"
        else { throw refusal(word, "an algorithm, as roundrobin") }
        let balance = try balance(name, expression.arguments)
        try end()
        return balance
    }

    private mutating func balance(_ name: String, _ parts: [[UInt8]]?) throws(Refusal) -> Balance {
        switch name {
        case "roundrobin": return .roundRobin
        case "static-rr": return .staticRoundRobin
        case "leastconn": return .leastConnections
        case "first": return .first
        case "source": return .source
        case "uri": return try uriBalance()
        case "hdr":
            guard let header = parts?.first, parts?.count == 1, !header.isEmpty, header.allSatisfy(isTokenByte) else {
                throw Refusal("'balance hdr' wants the name of a header: hdr(NAME)")
            }
            return .header(name: header, domainOnly: take("use_domain_only"))
        case "random":
            guard parts?.first?.isEmpty == false else { return .random(draws: 2) }
            guard let draws = parts?.first.flatMap({ decimal($0) }), (1...1_000).contains(draws), parts?.count == 1
            else { throw Refusal("'balance random' draws 1 to 1000 servers: random(N)") }
            return .random(draws: draws)
        default:
            throw Refusal(
                unknownOrRefused(name, among: Self.balanceNames, Self.refusedBalances, "after 'balance'"))
        }
    }

    private mutating func uriBalance() throws(Refusal) -> Balance {
        var (length, depth, isWhole, isPathOnly) = (0, 0, false, false)
        while !isAtEnd {
            switch try choice(["len", "depth", "whole", "path-only"]) {
            case 0: length = try number(0...65_535)
            case 1: depth = try number(0...1_000)
            case 2: isWhole = true
            default: isPathOnly = true
            }
        }
        return .uri(length: length, depth: depth, isWhole: isWhole, isPathOnly: isPathOnly)
    }

    static let balanceNames = ["roundrobin", "static-rr", "leastconn", "first", "source", "uri", "hdr", "random"]
    static let refusedBalances = [
        RefusedKeywords("url_param rdp-cookie", "hash the whole query: 'balance uri whole', or a header: 'hdr(NAME)'")
    ]
}
