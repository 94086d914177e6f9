/// `http-request use-service prometheus-exporter`: the metrics of HAProxy 2.6's exporter, in its order and with its
/// names, in Prometheus' text format 0.0.4.
package enum PrometheusReport {
    /// The media type of the answer.
    package static let mediaType = "text/plain; version=0.0.4"

    package static func text(
        _ query: PrometheusQuery, _ process: ProcessSnapshot, _ proxies: [ProxySnapshot]
    ) -> ReportText {
        var text = ReportText()
        if query.scope.contains(.process) { addProcess(process, to: &text) }
        let parts: [(PrometheusQuery.Scope, Character, String)] = [
            (.frontends, "f", "haproxy_frontend_"), (.listeners, "l", "haproxy_listener_"),
            (.backends, "b", "haproxy_backend_"), (.servers, "s", "haproxy_server_"),
        ]
        for (scope, letter, prefix) in parts where query.scope.contains(scope) {
            let subjects = proxies.flatMap { all(of: $0, scope, query) }
            for metric in PrometheusMetric.ofProxies where metric.scopes.contains(letter) {
                add(metric, prefix, subjects, to: &text)
            }
        }
        return text
    }

    private static func addProcess(_ process: ProcessSnapshot, to text: inout ReportText) {
        let lines = process.lines()
        for metric in PrometheusMetric.ofProcess {
            let name = "haproxy_process_" + metric.name
            text.addHead(name, InformationField.descriptions[metric.position], isCounter: metric.isCounter)
            text.add(name)
            if metric.position == InformationField.buildInfo.rawValue {
                text.add("{version=\"")
                text.add(label: process.version)
                text.add("\"} 1\n")
            } else {
                text.add(" ")
                text.add(sample: lines.fields[metric.position].value)
            }
        }
    }

    private static func all(
        of proxy: ProxySnapshot, _ scope: PrometheusQuery.Scope, _ query: PrometheusQuery
    ) -> [PrometheusSubject] {
        switch scope {
        case .frontends: return proxy.frontendLine.map { [PrometheusSubject($0, proxy: proxy)] } ?? []
        case .listeners:
            return proxy.listeners.map {
                PrometheusSubject(proxy.listenerLine($0, showsAddress: false), proxy: proxy, listener: $0)
            }
        case .backends:
            let line = proxy.backendLine(showsAddress: false, countsServers: false)
            return line.map { [PrometheusSubject($0, proxy: proxy)] } ?? []
        default:
            let servers = proxy.servers.filter { !(query.hidesMaintenance && $0.administration.isMaintenance) }
            return servers.map {
                PrometheusSubject(proxy.serverLine($0, showsAddress: false), proxy: proxy, server: $0)
            }
        }
    }

    private static func add(
        _ metric: PrometheusMetric, _ prefix: String, _ subjects: [PrometheusSubject], to text: inout ReportText
    ) {
        let name = prefix + metric.name
        // One head for the metrics of one name: the responses' by their code.
        var needsHead = !isLaterResponse(metric)
        for subject in subjects {
            for sample in subject.samples(of: metric) {
                if needsHead { text.addHead(name, description(of: metric), isCounter: metric.isCounter) }
                needsHead = false
                text.add(name)
                text.addLabels(of: subject, sample)
                text.add(sample: sample.value)
            }
        }
    }

    private static func isLaterResponse(_ metric: PrometheusMetric) -> Bool {
        metric.position > StatisticField.hrsp1xx.rawValue && metric.position <= StatisticField.hrspOther.rawValue
    }

    /// The exporter has its own words for what it counts otherwise than the statistics do.
    private static func description(of metric: PrometheusMetric) -> String {
        switch StatisticField(rawValue: metric.position) {
        case .status: "Current status of the service, per state label value."
        case .checkStatus: "Status of last health check, per state label value."
        case .checkCode: "layer5-7 code, if available of the last health check."
        case .checkDuration: "Total duration of the latest server health check, in seconds."
        case .qtime: "Avg. queue time for last 1024 successful connections."
        case .ctime: "Avg. connect time for last 1024 successful connections."
        case .rtime: "Avg. response time for last 1024 successful connections."
        case .ttime: "Avg. total time for last 1024 successful connections."
        case .qtimeMax: "Maximum observed time spent in the queue"
        case .ctimeMax: "Maximum observed time spent waiting for a connection to complete"
        case .rtimeMax: "Maximum observed time spent waiting for a server response"
        case .ttimeMax:
            "Maximum observed total request+response time (request+queue+connect+response+processing)"
        default: StatisticField.descriptions[metric.position]
        }
    }
}

extension ReportText {
    fileprivate mutating func addHead(_ name: String, _ description: String, isCounter: Bool) {
        add("# HELP \(name) \(description)\n# TYPE \(name) \(isCounter ? "counter" : "gauge")\n")
    }

    /// `{proxy="pool",server="web1",state="UP"} `
    fileprivate mutating func addLabels(of subject: PrometheusSubject, _ sample: PrometheusSample) {
        add("{proxy=\"")
        add(label: subject.proxy.name)
        if let (key, name) = subject.part {
            add("\",\(key)=\"")
            add(label: name)
        }
        if let label = sample.label { add("\",\(label.key)=\"\(label.value)") }
        add("\"} ")
    }

    /// Only numbers are samples.
    fileprivate mutating func add(sample value: FieldValue) {
        switch value {
        case .none, .text: add("NaN")
        default: add(number: value)
        }
        add("\n")
    }
}
