/// `show stat`, `;csv`, `;json`: the lines of every proxy in one of the forms. Written proxy by proxy, so that whoever
/// sends it need not hold all of it.
package struct StatisticsDump: Sendable {
    private let query: StatisticsQuery
    private let number: Int?
    private var isFirst = true

    /// - Parameter proxies: all of the process, to find by name the one that is asked for.
    /// - Returns: nil if there is none such: `RuntimeMessage.noSuchProxy`.
    package init?(_ query: StatisticsQuery, among proxies: [ProxySnapshot]) {
        self.query = query
        number = query.proxyNumber(among: proxies)
        if number == 0 { return nil }
    }

    /// The whole, from head to end.
    package static func text(_ query: StatisticsQuery, _ proxies: [ProxySnapshot]) -> ReportText? {
        guard var dump = StatisticsDump(query, among: proxies) else { return nil }
        var text = ReportText()
        dump.begin(&text)
        for proxy in proxies { dump.add(proxy, to: &text) }
        dump.end(&text)
        return text
    }

    package func begin(_ text: inout ReportText) {
        switch query.format {
        case .csv: text.addHeader()
        case .json: text.add("[")
        case .typed: break
        }
    }

    /// The lines of a proxy: frontend, listeners, servers, backend.
    package mutating func add(_ proxy: ProxySnapshot, to text: inout ReportText) {
        guard query.includes(proxy, number: number) else { return }
        if query.includes(.frontend), let line = proxy.frontendLine { add(line, to: &text) }
        for listener in proxy.listeners where query.includes(.listener, identifier: listener.identifier) {
            add(proxy.listenerLine(listener, showsAddress: query.showsAddresses), to: &text)
        }
        for server in proxy.servers where query.includes(server) {
            add(proxy.serverLine(server, showsAddress: query.showsAddresses), to: &text)
        }
        guard query.includes(.backend) else { return }
        let shows = query.showsAddresses
        if let line = proxy.backendLine(showsAddress: shows, countsServers: query.countsServers) {
            add(line, to: &text)
        }
    }

    package func end(_ text: inout ReportText) {
        if query.format == .json { text.add("]\n") }
    }

    private mutating func add(_ line: StatisticLine, to text: inout ReportText) {
        switch query.format {
        case .csv: text.add(csv: line)
        case .typed: text.add(typed: line, describes: query.describes)
        case .json:
            if !isFirst { text.add(",") }
            text.add(json: line)
        }
        isFirst = false
    }
}

extension ReportText {
    fileprivate mutating func addHeader() {
        add("# ")
        for (index, name) in StatisticField.names.enumerated() {
            if index == StatisticField.fixedCount { add("-,") }
            add(name)
            add(",")
        }
        add("\n")
    }

    fileprivate mutating func add(csv line: StatisticLine) {
        for (index, field) in line.fields.enumerated() {
            if index == StatisticField.fixedCount { add("-,") }
            add(plain: field.value)
            add(",")
        }
        add("\n")
    }

    fileprivate mutating func add(typed line: StatisticLine, describes: Bool) {
        for (index, field) in line.fields.enumerated() where field.value.isPresent {
            add("\(line.kind.letter).\(line[.iid].number).\(line[.sid].number).\(index).")
            add(StatisticField.names[index])
            add(".1:")
            add(typed: field)
            if describes { add(":\"\(StatisticField.descriptions[index])\"") }
            add("\n")
        }
    }

    fileprivate mutating func add(json line: StatisticLine) {
        add("[")
        var isFirst = true
        for (index, field) in line.fields.enumerated() where field.value.isPresent {
            if !isFirst { add(",") }
            isFirst = false
            add("{\"objType\":\"\(line.kind.word)\",\"proxyId\":\(line[.iid].number),\"id\":\(line[.sid].number),")
            add("\"field\":{\"pos\":\(index),\"name\":\"\(StatisticField.names[index])\"},\"processNum\":1,")
            add(json: field)
        }
        add("]")
    }
}
