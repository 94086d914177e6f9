/// `stats` of a proxy as written.
struct StatisticsDraft {
    var uri: [UInt8] = Array("/haproxy?stats".utf8)
    var realm: [UInt8] = Array("HAProxy Statistics".utf8)
    var refresh: Int?
    var logins: [Statistics.Login] = []
    var hidesVersion = false
    var showsLegends = false
    var node: Statistics.ShownText?
    var description: Statistics.ShownText?
    var adminConditions: [Condition] = []
    let location: SourceLocation

    init(location: SourceLocation) { self.location = location }

    var statistics: Statistics {
        Statistics(
            uri: uri, realm: realm, refresh: refresh, logins: logins, hidesVersion: hidesVersion,
            showsLegends: showsLegends, node: node, description: description, adminConditions: adminConditions,
            location: location)
    }
}

extension ProxyDraft {
    /// `stats KEYWORD …`. As in HAProxy, the first one of a section drops what its `defaults` said of statistics.
    mutating func readStatistics(_ arguments: inout Arguments) throws(Refusal) {
        let name = try arguments.keyword("a keyword, as 'enable'")
        let keyword = try StatisticsKeywords.vocabulary.find(name)
        guard try stands(keyword.places, arguments.subject, &arguments) else { return }
        if settings.areStatisticsInherited || settings.statistics == nil {
            settings.statistics = StatisticsDraft(location: arguments.location)
            settings.areStatisticsInherited = false
        }
        try keyword.read(&self, &arguments)
        try arguments.end()
    }

    mutating func withStatistics(_ change: (inout StatisticsDraft) -> Void) {
        var draft = settings.statistics ?? StatisticsDraft(location: location)
        change(&draft)
        settings.statistics = draft
    }
}
