import Balancing
import HAProxyConf

extension ServerSettings {
    /// What of a server's line is about balancing and health.
    init(_ server: ServerDefinition, of backend: Backend) {
        self.init()
        weight = server.weight
        isBackup = server.isBackup
        isDisabled = server.isDisabled || backend.isDisabled
        slowStartSeconds = Interval(server.slowStart).secondsRoundedUp
        if server.check.isEnabled { check = CheckSettings(server.check, backend.timeouts) }
        observe =
            switch server.observation {
            case .none: .none
            case .layer4: .layer4
            case .layer7: .layer7
            }
        errorLimit = server.errorLimit
        onError =
            switch server.errorAction {
            case .fastInterval: .fastInterval
            case .failCheck: .failCheck
            case .suddenDeath: .suddenDeath
            case .markDown: .markDown
            }
        shutsSessionsWhenDown = server.endsSessionsWhenDown
        shutsBackupSessionsWhenUp = server.endsBackupSessionsWhenUp
    }
}

extension CheckSettings {
    init(_ check: ServerDefinition.Check, _ timeouts: ServerTimeouts) {
        self.init()
        rise = check.rise
        fall = check.fall
        interval = Interval(check.interval)
        fastInterval = Interval(check.fastInterval)
        downInterval = Interval(check.downInterval)
        timeout = timeouts.check.map { Interval($0) }
        connectTimeout = timeouts.connect.map { Interval($0) }
    }
}

extension Balance {
    /// Whether a weight may change while it runs (HAProxy's `BE_LB_PROP_DYN`).
    var isDynamic: Bool {
        switch self {
        case .roundRobin, .leastConnections, .first, .random: true
        case .staticRoundRobin, .source, .uri, .header: false
        }
    }

    /// The first word of `balance`.
    var word: String {
        switch self {
        case .roundRobin: "roundrobin"
        case .staticRoundRobin: "static-rr"
        case .leastConnections: "leastconn"
        case .first: "first"
        case .source: "source"
        case .uri: "uri"
        case .header: "hdr"
        case .random: "random"
        }
    }
}
