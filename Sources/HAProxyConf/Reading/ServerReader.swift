import Addresses

/// What `default-server` and `server` say of a server.
struct ServerSettings {
    var weight = 1
    var isBackup = false
    var isDisabled = false
    var isChecked = false
    var checkAddress: HostAddress?
    /// nil: not said. A port after the address of `addr` counts as one.
    var checkPort: UInt16?
    var interval: Duration = .seconds(2)
    var fastInterval: Duration?
    var downInterval: Duration?
    var rise = 2
    var fall = 3
    var observation = ServerDefinition.Observation.none
    var errorLimit = 10
    var errorAction = ServerDefinition.ErrorAction.failCheck
    var cookie: [UInt8]?
    var maxConnections = 0
    var maxQueue = 0
    var slowStart: Duration = .zero
    var sendsProxyHeader = false
    var endsSessionsWhenDown = false
    var endsBackupSessionsWhenUp = false

    /// Takes the options at the end of a `server` or `default-server`.
    mutating func read(_ arguments: inout Arguments) throws(Refusal) {
        while !arguments.isAtEnd {
            let name = try arguments.keyword("an option", isPart: false)
            try ServerKeywords.vocabulary.find(name).read(&self, &arguments)
        }
    }
}

/// `server` as written.
struct ServerDraft {
    let name: String
    let location: SourceLocation
    let address: HostAddress
    let port: ServerDefinition.Port
    let settings: ServerSettings
}

extension ProxyDraft {
    /// `server NAME ADDRESS[:PORT] OPTIONS…`.
    mutating func readServer(_ arguments: inout Arguments) throws(Refusal) {
        let name = try arguments.next("a name and an address")
        guard forbiddenByte(in: name.bytes) == nil else {
            throw Refusal("the name of a server is made of letters, digits and '_.:-', not \(quoted(name.text))")
        }
        let (address, port) = try ServerAddress.read(try arguments.next("an address, as 10.0.0.100:80"))
        var settings = settings.defaultServer
        try settings.read(&arguments)
        guard servers.count < Limit.servers else {
            throw Refusal("there are more than \(Limit.servers) servers: this one is not read")
        }
        if let earlier = serverNames[name.text] {
            throw Refusal("the server \(quoted(name.text)) is already defined at \(servers[earlier].location)")
        }
        serverNames[name.text] = servers.count
        servers.append(
            ServerDraft(
                name: name.text, location: arguments.location, address: address, port: port, settings: settings))
    }
}

/// Reads the address of a server.
enum ServerAddress {
    static func read(_ word: Word) throws(Refusal) -> (HostAddress, ServerDefinition.Port) {
        var text = word.text
        var family: IPAddress.Family?
        if text.hasPrefix("ipv4@") || text.hasPrefix("ipv6@") {
            family = text.hasPrefix("ipv4@") ? .ipv4 : .ipv6
            text = String(text.dropFirst(5))
        }
        guard !text.hasPrefix("/"), !text.utf8.contains(UInt8(ascii: "@")) else {
            throw Refusal(
                "a server at \(quoted(word.text)) is not supported by clusterd: only IPv4, IPv6 and names are")
        }
        guard let parts = HostAndPort(text), let host = HostAddress(text: parts.host), fits(host, family) else {
            throw Refusal("\(quoted(word.text)) is no address of a server, as 10.0.0.100:80 or [fd00::1]:80")
        }
        return (host, try port(parts.port, word))
    }

    private static func fits(_ host: HostAddress, _ family: IPAddress.Family?) -> Bool {
        guard case .ip(let address) = host else { return family == nil }
        let isUnspecified = address.bytes.allSatisfy { $0 == 0 }
        return !isUnspecified && (family == nil || family == address.family)
    }

    /// Nothing and 0 mean the port the client came to, `+N` and `-N` one beside it.
    private static func port(_ text: String?, _ word: Word) throws(Refusal) -> ServerDefinition.Port {
        guard let text else { return .client(offset: 0) }
        let sign = text.hasPrefix("+") || text.hasPrefix("-")
        guard let number = decimal(Array((sign ? String(text.dropFirst()) : text).utf8)), number <= 65_535 else {
            throw Refusal("\(quoted(word.text)) has no port from 1 to 65535 after its last ':'")
        }
        if sign { return .client(offset: text.hasPrefix("-") ? -number : number) }
        return number == 0 ? .client(offset: 0) : .fixed(UInt16(number))
    }
}
