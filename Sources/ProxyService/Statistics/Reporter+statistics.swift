import Balancing
import DataPlane
import HAProxyConf
import ProxyReport

/// The statistics over HTTP (`stats uri`): the page, `;csv`, `;json`, and the page's form.
extension Reporter {
    /// The whole response.
    func answer(_ request: Hooks.StatisticsRequest) -> [UInt8] {
        let (found, pages) = statistics(of: request.place)
        guard let statistics = found else { return HTTPAnswer(404, keepsAlive: request.keepsAlive).bytes }
        guard isAllowed(request, statistics) else {
            if let page = pages.first(where: { $0.status == 401 }) { return page.message }
            return refusal(statistics, request)
        }
        let isHead = request.method == Array("HEAD".utf8)
        if request.method == Array("POST".utf8) { return obey(request, statistics) }
        let options = options(request, statistics)
        let settings = settings(request, statistics)
        var answer = HTTPAnswer(200, keepsAlive: request.keepsAlive)
        answer.add("cache-control", "no-cache")
        answer.add("content-type", options.mediaType)
        if let seconds = settings.refresh(options) { answer.add("refresh", "\(seconds)") }
        answer.content = content(options, settings)
        answer.sendsContent = !isHead
        return answer.bytes
    }

    private func statistics(of place: Hooks.StatisticsRequest.Place) -> (Statistics?, [ErrorPage]) {
        switch place {
        case .frontend(let index):
            (configuration.frontends[index].statistics, configuration.frontends[index].errorPages)
        case .backend(let index): (configuration.backends[index].statistics, configuration.backends[index].errorPages)
        }
    }

    private func isAllowed(_ request: Hooks.StatisticsRequest, _ statistics: Statistics) -> Bool {
        let credentials = statistics.logins.map { String(decoding: $0.user + [0x3A] + $0.password, as: UTF8.self) }
        let given = request.authorization ?? []
        return BasicAuthentication(credentials: credentials).allows(given.span)
    }

    private func refusal(_ statistics: Statistics, _ request: Hooks.StatisticsRequest) -> [UInt8] {
        var answer = HTTPAnswer(401, keepsAlive: request.keepsAlive)
        answer.add("cache-control", "no-cache")
        answer.add("content-type", "text/html")
        let realm = String(decoding: statistics.realm, as: UTF8.self)
        answer.add("www-authenticate", BasicAuthentication.challenge(realm: realm))
        answer.content = Array(
            """
            <html><body><h1>401 Unauthorized</h1>
            You need a valid user and password to access this content.
            </body></html>

            """.utf8)
        return answer.bytes
    }

    /// Does what the form asks, and sends the browser back to the page.
    private func obey(_ request: Hooks.StatisticsRequest, _ statistics: Statistics) -> [UInt8] {
        let outcome: AdminOutcome
        if !request.isAdministrator {
            outcome = .denied
        } else {
            switch AdminForm.parse(request.body.span) {
            case .success(let form): outcome = roster.obey(form, at: .now)
            case .failure(let refusal): outcome = refusal.outcome
            }
        }
        let uri = String(decoding: statistics.uri, as: UTF8.self)
        var answer = HTTPAnswer(303, keepsAlive: request.keepsAlive)
        answer.add("cache-control", "no-cache")
        answer.add("content-type", "text/plain")
        answer.add("location", options(request, statistics).location(uri: uri, after: outcome))
        return answer.bytes
    }

    /// What stands behind the page's URI.
    private func options(_ request: Hooks.StatisticsRequest, _ statistics: Statistics) -> PageOptions {
        // An absolute target has scheme and authority in front of the path.
        var path = request.target[...]
        if let start = path.firstRange(of: Array("://".utf8)) {
            path = path[start.upperBound...].drop { $0 != UInt8(ascii: "/") }
        }
        return PageOptions(suffix: String(decoding: path.dropFirst(statistics.uri.count), as: UTF8.self))
    }

    private func settings(_ request: Hooks.StatisticsRequest, _ statistics: Statistics) -> PageSettings {
        var settings = PageSettings()
        settings.uri = String(decoding: statistics.uri, as: UTF8.self)
        settings.refreshSeconds = statistics.refresh.map { UInt32(clamping: $0) }
        settings.hidesVersion = statistics.hidesVersion
        settings.showsLegends = statistics.showsLegends
        settings.isAdmin = request.isAdministrator
        settings.node = statistics.node.map { text(of: $0, global: configuration.global.node ?? facts.hostname) }
        settings.description = statistics.description.map {
            text(of: $0, global: configuration.global.description ?? "")
        }
        return settings
    }

    private func text(of shown: Statistics.ShownText, global: String) -> String {
        switch shown {
        case .global: global
        case .text(let text): text
        }
    }

    private func content(_ options: PageOptions, _ settings: PageSettings) -> [UInt8] {
        let proxies = enabledProxies()
        if options.content == .page { return StatisticsPage(settings, options).text(process(), proxies).bytes }
        let query = options.query(showsLegends: settings.showsLegends)
        return StatisticsDump.text(query, proxies)?.bytes ?? []
    }

    /// `http-request use-service prometheus-exporter`: the metrics; nil if the target's query asks for what there is not.
    func prometheus(_ target: [UInt8]) -> [UInt8]? {
        guard let query = PrometheusQuery(uri: String(decoding: target, as: UTF8.self)) else { return nil }
        return PrometheusReport.text(query, process(), enabledProxies()).bytes
    }
}

extension ArraySlice<UInt8> {
    fileprivate func firstRange(of part: [UInt8]) -> Range<Int>? {
        guard count >= part.count else { return nil }
        for start in startIndex...(endIndex - part.count) where self[start..<(start + part.count)].elementsEqual(part) {
            return start..<(start + part.count)
        }
        return nil
    }
}
