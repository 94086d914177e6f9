extension ServerChange {
    /// `set server <backend>/<server> …`: the words from the fourth on.
    init(_ words: CommandWords) {
        let value = words[4]
        switch words[3] {
        case "weight": self.init(weight: value)
        case "state": self.init(state: value)
        case "health": self.init(health: value)
        case "addr" where value.isEmpty: self.init(missing: "addr requires an address and optionally a port")
        case "addr": self = .address(AddressChange(address: value, port: ServerChange.port(words)))
        case "check-addr" where value.isEmpty:
            self.init(missing: "check-addr requires an address and optionally a port")
        case "check-addr": self = .checkEndpoint(address: value, port: ServerChange.port(words))
        case "check-port" where value.isEmpty: self.init(missing: "check-port requires a port")
        case "check-port": self = .checkEndpoint(address: nil, port: value)
        case "agent", "agent-send": self = .refused("agent checks are not enabled on this server.\n")
        case "fqdn" where value.isEmpty: self.init(missing: "fqdn requires a FQDN")
        case "fqdn": self.init(missing: "fqdn failed because no resolution is configured")
        case "ssl":
            self = .refused(
                "'set server <srv> ssl' cannot be set.  default-server should define ssl settings\n")
        default: self = .refused(ServerChange.usage)
        }
    }

    /// `5`, `50%`
    init(weight word: String) {
        switch WeightChange.parse(word) {
        case .success(let change): self = .weight(change)
        case .failure(let refusal): self = .refused(refusal.text)
        }
    }

    private init(state word: String) {
        switch word {
        case "ready": self = .state(.ready)
        case "drain": self = .state(.drain)
        case "maint": self = .state(.maintenance)
        default: self = .refused("'set server <srv> state' expects 'ready', 'drain' and 'maint'.\n")
        }
    }

    private init(health word: String) {
        switch word {
        case "up": self = .health(.up)
        case "stopping": self = .health(.stopping)
        case "down": self = .health(.down)
        default: self = .refused("'set server <srv> health' expects 'up', 'stopping', or 'down'.\n")
        }
    }

    private init(missing words: String) { self = .refused("set server <b>/<s> \(words).\n") }

    private static func port(_ words: CommandWords) -> String? { words[5] == "port" ? words[6] : nil }

    private static let usage = """
        usage: set server <backend>/<server> addr | agent | agent-addr | agent-port | agent-send | check-addr | \
        check-port | fqdn | health | ssl | state | weight

        """
}
