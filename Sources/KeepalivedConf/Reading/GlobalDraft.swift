import Addresses

/// `global_defs` as written; several blocks add up.
struct GlobalDraft {
    var routerID: String?
    var version: Instance.Version?
    var multicastGroup4: IPAddress?
    var multicastGroup6: IPAddress?
    var gratuitousARP = GratuitousARPDraft()
    var arpInterval: Duration?
    var neighbourInterval: Duration?
    var usesMinimumARP = false
    var behaviour = BehaviourDraft()
    var scriptUser: ScriptUser?
    var isScriptSecurityEnabled = false
    var realTimePriority: Int?
    var isMemoryLocked = false
    var checksUnicastSource = false

    mutating func read(_ block: [Statement], _ diagnostics: inout Diagnostics) {
        readBlock(block, of: GlobalKeyword.self, &diagnostics) { keyword, statement, diagnostics in
            read(keyword, statement, &diagnostics)
        }
    }

    private mutating func read(_ keyword: GlobalKeyword, _ statement: Statement, _ diagnostics: inout Diagnostics) {
        switch keyword {
        case .routerID: routerID = statement.argument("one name", &diagnostics)
        case .version: version = statement.version(&diagnostics)
        case .multicastGroup4: multicastGroup4 = statement.multicastGroup(.ipv4, &diagnostics)
        case .multicastGroup6: multicastGroup6 = statement.multicastGroup(.ipv6, &diagnostics)
        case .scriptUser: scriptUser = statement.user(statement.arguments, &diagnostics)
        case .scriptSecurity: isScriptSecurityEnabled = statement.hasNoArguments(&diagnostics)
        case .realTimePriority: realTimePriority = statement.number(1...99, &diagnostics)
        case .checkUnicastSource: checksUnicastSource = statement.hasNoArguments(&diagnostics)
        case .noSwap: isMemoryLocked = statement.hasNoArguments(&diagnostics)
        default: readAnnouncement(keyword, statement, &diagnostics)
        }
    }

    private mutating func readAnnouncement(
        _ keyword: GlobalKeyword, _ statement: Statement, _ diagnostics: inout Diagnostics
    ) {
        switch keyword {
        case .masterDelay: gratuitousARP.delay = statement.wholeSeconds(0...4294, &diagnostics)
        case .masterRepeat: gratuitousARP.count = statement.number(1...GratuitousARPDraft.mostRepeats, &diagnostics)
        case .masterRefresh: gratuitousARP.refresh = statement.wholeSeconds(0...4_294_967_295, &diagnostics)
        case .masterRefreshRepeat:
            gratuitousARP.refreshCount = statement.number(1...GratuitousARPDraft.mostRepeats, &diagnostics)
        case .lowerPriorityDelay: gratuitousARP.lowerPriorityDelay = statement.wholeSeconds(0...4294, &diagnostics)
        case .lowerPriorityRepeat:
            gratuitousARP.lowerPriorityCount = statement.number(0...GratuitousARPDraft.mostRepeats, &diagnostics)
        case .arpInterval: arpInterval = statement.seconds(.zero ... .seconds(2147), &diagnostics)
        case .neighbourInterval: neighbourInterval = statement.seconds(.zero ... .seconds(2147), &diagnostics)
        case .minimumARP: usesMinimumARP = statement.boolean(&diagnostics) ?? false
        case .lowerPriorityNoAdvert: behaviour.ignoresLowerPriority = statement.boolean(&diagnostics)
        case .higherPrioritySendAdvert: behaviour.answersHigherPriority = statement.boolean(&diagnostics)
        case .skipAddressCheck: behaviour.skipsAddressCheck = statement.boolean(&diagnostics)
        default: preconditionFailure("'\(keyword.rawValue)' is read above")
        }
    }
}

/// What global_defs and vrrp_instance both say of gratuitous ARP; nil: not said.
struct GratuitousARPDraft {
    /// keepalived takes 4,294,967,295; a block of more than this is a slip of the pen.
    static let mostRepeats = 65_535

    var delay: Duration?
    var count: Int?
    var refresh: Duration?
    var refreshCount: Int?
    var lowerPriorityDelay: Duration?
    var lowerPriorityCount: Int?
}

/// What both say of adverts; nil: not said.
struct BehaviourDraft {
    var ignoresLowerPriority: Bool?
    var answersHigherPriority: Bool?
    var skipsAddressCheck: Bool?
}

extension Statement {
    func version(_ diagnostics: inout Diagnostics) -> Instance.Version? {
        number(2...3, &diagnostics).flatMap(Instance.Version.init)
    }

    /// An IPv4 multicast group, or a link-local one of IPv6 (ff02::/16 with any flags).
    fileprivate func multicastGroup(_ family: IPAddress.Family, _ diagnostics: inout Diagnostics) -> IPAddress? {
        guard let group = address(of: family, &diagnostics) else { return nil }
        let isGroup =
            family == .ipv4 ? group[0] & 0xF0 == 0xE0 : group[0] == 0xFF && group[1] & 0x0F == 0x02
        guard isGroup else {
            let expected =
                family == .ipv4 ? "a multicast address (224.0.0.0/4)" : "a link-local multicast address (ff02::)"
            diagnostics.error(location, "\(quoted(keyword)) wants \(expected), not '\(group)'")
            return nil
        }
        return group
    }
}
