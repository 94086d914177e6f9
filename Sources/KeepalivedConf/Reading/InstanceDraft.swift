import Addresses

/// `vrrp_instance` as written. What is not said is nil.
struct InstanceDraft: NamedDraft {
    let name: String
    let location: SourceLocation
    var state: Instance.InitialState?
    var interface: Located<String>?
    var virtualRouterID: Located<Int>?
    var priority: Int?
    var interval: Located<Duration>?
    var version: Located<Instance.Version>?
    var nativeIPv6: SourceLocation?
    var authentication: AuthenticationDraft?
    var nopreempt: SourceLocation?
    var preemptDelay: Located<Duration>?
    var accepts = true
    var source: Located<IPAddress>?
    var unicastSource: SourceLocation?
    var unicastPeers: Located<[Located<Instance.UnicastPeer>]>?
    var checksUnicastSource = false
    var addresses: [AddressDraft] = []
    var excludedAddresses: [AddressDraft] = []
    var routes: [RouteDraft] = []
    var tracking = TrackingDraft()
    var tracksInterface = true
    var notifications = NotificationsDraft()
    var gratuitousARP = GratuitousARPDraft()
    var behaviour = BehaviourDraft()
    var virtualMAC: VirtualMACDraft?
    var transmitsOnBase: SourceLocation?
    var debugLevel: Int?
    /// What was written but not taken: its absence is not told as well.
    var refused: Set<InstanceKeyword> = []

    init(name: String, location: SourceLocation) {
        self.name = name
        self.location = location
    }

    mutating func read(_ block: [Statement], _ diagnostics: inout Diagnostics) {
        readBlock(block, of: InstanceKeyword.self, &diagnostics) { keyword, statement, diagnostics in
            if keyword.manual.opensBlock {
                guard statement.hasNoArguments(&diagnostics) else { return }
                readList(keyword, statement, &diagnostics)
            } else {
                let before = diagnostics.errorCount
                readIdentity(keyword, statement, &diagnostics)
                if diagnostics.errorCount > before { refused.insert(keyword) }
            }
        }
    }

    private mutating func readList(
        _ keyword: InstanceKeyword, _ statement: Statement, _ diagnostics: inout Diagnostics
    ) {
        let entries = statement.block ?? []
        let before = diagnostics.errorCount
        switch keyword {
        case .authentication: readAuthentication(statement, &diagnostics)
        case .unicastPeer: readPeers(statement, &diagnostics)
        case .virtualAddresses: addresses += AddressDraft.read(entries, &diagnostics)
        case .excludedAddresses: excludedAddresses += AddressDraft.read(entries, &diagnostics)
        case .virtualRoutes: routes += RouteDraft.read(entries, &diagnostics)
        case .trackScript: tracking.readScripts(entries, &diagnostics)
        case .trackInterface: tracking.readInterfaces(entries, &diagnostics)
        case .trackProcess: tracking.readProcesses(entries, &diagnostics)
        default: preconditionFailure("'\(keyword.rawValue)' opens no block")
        }
        if diagnostics.errorCount > before { refused.insert(keyword) }
    }

    private mutating func readIdentity(
        _ keyword: InstanceKeyword, _ statement: Statement, _ diagnostics: inout Diagnostics
    ) {
        let location = statement.location
        switch keyword {
        case .state: state = statement.state(&diagnostics)
        case .interface:
            interface = statement.argument("the name of an interface", &diagnostics)
                .flatMap { interfaceName($0, at: location, &diagnostics) }.map {
                    Located(value: $0, location: location)
                }
        case .virtualRouterID:
            virtualRouterID = statement.number(1...255, &diagnostics).map { Located(value: $0, location: location) }
        case .priority: priority = statement.number(1...255, &diagnostics)
        case .advertisementInterval:
            interval = statement.seconds(.milliseconds(10) ... .seconds(255), &diagnostics)
                .map { Located(value: $0, location: location) }
        case .version: version = statement.version(&diagnostics).map { Located(value: $0, location: location) }
        case .multicastSource: readSource(statement, &diagnostics)
        case .unicastSource:
            unicastSource = location
            readSource(statement, &diagnostics)
        case .preemptDelay:
            preemptDelay = statement.seconds(.zero ... .seconds(1000), &diagnostics)
                .map { Located(value: $0, location: location) }
        case .useVMAC: virtualMAC = VirtualMACDraft(statement, &diagnostics)
        case .debug: debugLevel = statement.number(0...4, &diagnostics)
        default: readFlag(keyword, statement, &diagnostics)
        }
    }

    private mutating func readFlag(
        _ keyword: InstanceKeyword, _ statement: Statement, _ diagnostics: inout Diagnostics
    ) {
        switch keyword {
        case .nativeIPv6: if statement.hasNoArguments(&diagnostics) { nativeIPv6 = statement.location }
        case .preempt: if statement.hasNoArguments(&diagnostics) { nopreempt = nil }
        case .nopreempt: if statement.hasNoArguments(&diagnostics) { nopreempt = statement.location }
        case .accept: if statement.hasNoArguments(&diagnostics) { accepts = true }
        case .noAccept: if statement.hasNoArguments(&diagnostics) { accepts = false }
        case .checkUnicastSource: checksUnicastSource = statement.hasNoArguments(&diagnostics)
        case .dontTrackPrimary: if statement.hasNoArguments(&diagnostics) { tracksInterface = false }
        case .transmitOnBase: if statement.hasNoArguments(&diagnostics) { transmitsOnBase = statement.location }
        case .lowerPriorityNoAdvert: behaviour.ignoresLowerPriority = statement.boolean(&diagnostics)
        case .higherPrioritySendAdvert: behaviour.answersHigherPriority = statement.boolean(&diagnostics)
        case .skipAddressCheck: behaviour.skipsAddressCheck = statement.boolean(&diagnostics)
        default: readAnnouncement(keyword, statement, &diagnostics)
        }
    }

    private mutating func readAnnouncement(
        _ keyword: InstanceKeyword, _ statement: Statement, _ diagnostics: inout Diagnostics
    ) {
        let repeats = GratuitousARPDraft.mostRepeats
        switch keyword {
        case .masterDelay: gratuitousARP.delay = statement.wholeSeconds(0...4294, &diagnostics)
        case .masterRepeat: gratuitousARP.count = statement.number(1...repeats, &diagnostics)
        case .masterRefresh: gratuitousARP.refresh = statement.wholeSeconds(0...4_294_967_295, &diagnostics)
        case .masterRefreshRepeat: gratuitousARP.refreshCount = statement.number(1...repeats, &diagnostics)
        case .lowerPriorityDelay: gratuitousARP.lowerPriorityDelay = statement.wholeSeconds(0...4294, &diagnostics)
        case .lowerPriorityRepeat: gratuitousARP.lowerPriorityCount = statement.number(0...repeats, &diagnostics)
        case .notify: notifications.any = statement.command(takesUser: true, &diagnostics)
        case .notifyMaster: notifications.master = statement.command(takesUser: true, &diagnostics)
        case .notifyBackup: notifications.backup = statement.command(takesUser: true, &diagnostics)
        case .notifyFault: notifications.fault = statement.command(takesUser: true, &diagnostics)
        case .notifyStop: notifications.stop = statement.command(takesUser: true, &diagnostics)
        default: preconditionFailure("'\(keyword.rawValue)' is read above")
        }
    }

    private mutating func readSource(_ statement: Statement, _ diagnostics: inout Diagnostics) {
        guard let address = statement.address(&diagnostics) else { return }
        if let source {
            let message = "this instance's source address is already given at \(source.location); the last one counts"
            diagnostics.warning(statement.location, message)
        }
        source = Located(value: address, location: statement.location)
    }
}

extension Statement {
    fileprivate func state(_ diagnostics: inout Diagnostics) -> Instance.InitialState? {
        switch argument("MASTER or BACKUP", &diagnostics) {
        case "MASTER": return .master
        case "BACKUP": return .backup
        case .some(let word):
            diagnostics.error(location, "'state' wants MASTER or BACKUP, not \(quoted(word))")
            return nil
        case nil: return nil
        }
    }
}
