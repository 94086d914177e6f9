/// A sample of a metric: its value, and the label that tells it from the metric's others.
struct PrometheusSample {
    var label: (key: String, value: String)?
    let value: FieldValue

    init(_ value: FieldValue, label: (key: String, value: String)? = nil) {
        self.value = value
        self.label = label
    }

    /// One of several states: 1 for the one that is.
    static func states(_ words: [String], current: String) -> [PrometheusSample] {
        words.map { PrometheusSample(.small($0 == current ? 1 : 0), label: ("state", $0)) }
    }
}

/// What a metric is of.
struct PrometheusSubject {
    let line: StatisticLine
    let proxy: ProxySnapshot
    var server: ServerSnapshot?
    var listener: ListenerSnapshot?

    init(
        _ line: StatisticLine, proxy: ProxySnapshot, server: ServerSnapshot? = nil, listener: ListenerSnapshot? = nil
    ) {
        self.line = line
        self.proxy = proxy
        self.server = server
        self.listener = listener
    }

    /// The label besides the proxy's: `server="web1"`.
    var part: (key: String, name: String)? {
        server.map { ("server", $0.name) } ?? listener.map { ("listener", $0.name) }
    }

    func samples(of metric: PrometheusMetric) -> [PrometheusSample] {
        guard let field = StatisticField(rawValue: metric.position) else { return [] }
        let value = line[field]
        switch field {
        case .status: return PrometheusSample.states(states, current: state)
        case .qtime, .ctime, .rtime, .ttime, .qtimeMax, .ctimeMax, .rtimeMax, .ttimeMax:
            return [PrometheusSample(.seconds(value.number * 1000))]
        case .reqRateMax, .reqTot, .intercepted, .cacheLookups, .cacheHits, .compIn, .compOut, .compByp, .compRsp:
            return proxy.mode == .http ? [PrometheusSample(value)] : []
        case .hrsp1xx, .hrsp2xx, .hrsp3xx, .hrsp4xx, .hrsp5xx, .hrspOther:
            guard proxy.mode == .http else { return [] }
            let codes = ["1xx", "2xx", "3xx", "4xx", "5xx", "other"]
            return [PrometheusSample(value, label: ("code", codes[field.rawValue - StatisticField.hrsp1xx.rawValue]))]
        case .checkStatus, .checkCode, .checkDuration: return checkSamples(field)
        case .aggServerStatus, .aggServerCheckStatus, .aggCheckStatus: return serversSamples(field)
        default: return [PrometheusSample(value)]
        }
    }

    private var states: [String] {
        switch line.kind {
        case .frontend, .backend: ["DOWN", "UP"]
        case .listener: ListenerStatus.allCases.map { $0.word }
        case .server: PrometheusSubject.serverStates
        }
    }

    private var state: String {
        switch line.kind {
        case .frontend: proxy.frontend?.status == .stopped ? "DOWN" : "UP"
        case .backend: proxy.backend?.isUp == true ? "UP" : "DOWN"
        case .listener: listener?.status.word ?? ""
        case .server: server.map { PrometheusSubject.state(of: $0) } ?? ""
        }
    }

    private static let serverStates = ["DOWN", "UP", "MAINT", "DRAIN", "NOLB"]

    private static func state(of server: ServerSnapshot) -> String {
        if server.administration.isMaintenance { return "MAINT" }
        switch server.operation {
        case .stopped: return "DOWN"
        case .stopping: return "NOLB"
        case .starting, .running: return server.administration.isDrain ? "DRAIN" : "UP"
        }
    }

    /// What a check can end with, but for what says nothing of the server.
    private static let results = CheckStatus.allCases.filter { $0.result >= 2 }

    private func checkSamples(_ field: StatisticField) -> [PrometheusSample] {
        guard let check = server?.check else { return [] }
        switch field {
        case .checkStatus:
            guard check.isShown else { return [] }
            return PrometheusSubject.results.map {
                PrometheusSample(.small(check.status == $0 ? 1 : 0), label: ("state", $0.words.code))
            }
        case .checkCode: return check.isShown ? [PrometheusSample(.small(check.status.hasCode ? check.code : 0))] : []
        default:
            guard check.status.isFinished else { return [] }
            return [PrometheusSample(.seconds((check.duration ?? 0) &* 1000))]
        }
    }

    /// How many of a backend's servers are in each state.
    private func serversSamples(_ field: StatisticField) -> [PrometheusSample] {
        guard !proxy.servers.isEmpty else { return [] }
        if field == .aggCheckStatus {
            return PrometheusSubject.results.map { result in
                let count = proxy.servers.reduce(0) { $1.check.status == result ? $0 + 1 : $0 }
                return PrometheusSample(.small(UInt32(count)), label: ("state", result.words.code))
            }
        }
        let all = proxy.servers.map { PrometheusSubject.state(of: $0) }
        return PrometheusSubject.serverStates.map { state in
            let count = all.reduce(0) { $1 == state ? $0 + 1 : $0 }
            return PrometheusSample(.small(UInt32(count)), label: ("state", state))
        }
    }
}
