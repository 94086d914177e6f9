import Testing

@testable import ProxyReport

@Suite("The statistics, beside haproxy's own")
struct StatisticsDumpTests {
    private func text(_ change: (inout StatisticsQuery) -> Void = { _ in }) -> String? {
        var query = StatisticsQuery()
        query.showsAddresses = true
        change(&query)
        // haproxy ends each answer with an empty line.
        return StatisticsDump.text(query, Sample.proxies).map { $0.string + "\n" }
    }

    @Test("CSV is haproxy's, byte for byte")
    func csv() throws {
        let expected = try Golden.text("stat.csv")
        #expect(text() == expected)
    }

    @Test("who may only look sees no addresses, cookies and algorithms")
    func csvForUsers() throws {
        let expected = try Golden.text("stat-user.csv")
        #expect(text { $0.showsAddresses = false } == expected)
    }

    @Test("the typed form is haproxy's, byte for byte")
    func typed() throws {
        let expected = try Golden.text("stat.typed")
        #expect(text { $0.format = .typed } == expected)
    }

    @Test("JSON of one proxy is haproxy's, byte for byte")
    func json() throws {
        let expected = try Golden.text("stat-tcp.json")
        let ours = text {
            $0.format = .json
            $0.bounds = StatisticsQuery.Bounds(proxy: "tcp", kinds: -1, server: -1)
        }
        #expect(ours == expected)
    }

    @Test("one server's fields with their meanings are haproxy's, byte for byte")
    func described() throws {
        let expected = try Golden.text("stat-tcp.desc")
        let ours = text {
            $0.format = .typed
            $0.describes = true
            $0.bounds = StatisticsQuery.Bounds(proxy: "tcp", kinds: 4, server: 1)
        }
        #expect(ours == expected)
    }

    @Test("`up` leaves out what is down, and counts it")
    func onlyUp() throws {
        let expected = try Golden.text("stat-up.csv")
        #expect(text { $0.hidesDown = true } == expected)
    }

    @Test("`no-maint` leaves out what is in maintenance")
    func withoutMaintenance() throws {
        let expected = try Golden.text("stat-nomaint.csv")
        #expect(text { $0.hidesMaintenance = true } == expected)
    }

    @Test("a proxy that is not there is not found; a number that no proxy has finds nothing")
    func unknownProxy() {
        #expect(text { $0.bounds = StatisticsQuery.Bounds(proxy: "bogus", kinds: -1, server: -1) } == nil)
        let lines = text { $0.bounds = StatisticsQuery.Bounds(proxy: "99", kinds: -1, server: -1) }
        #expect(lines?.split(separator: "\n").count == 1)
    }

    @Test("every column has a name and a meaning")
    func columns() {
        #expect(StatisticField.names.count == StatisticField.count)
        #expect(StatisticField.descriptions.count == StatisticField.count)
        #expect(InformationField.names.count == InformationField.count)
        #expect(InformationField.descriptions.count == InformationField.count)
    }
}

@Suite("Hostile names")
struct HostileNameTests {
    private var proxy: ProxySnapshot {
        var proxy = ProxySnapshot()
        proxy.name = "a,\"b\"\r\n<script>\u{7F}"
        proxy.frontend = FrontendSnapshot()
        return proxy
    }

    @Test("CSV quotes them (RFC 4180 §2)")
    func csv() throws {
        let text = try #require(StatisticsDump.text(StatisticsQuery(), [proxy])?.string)
        let body = text.drop { $0 != "\n" }.dropFirst()
        #expect(body.hasPrefix("\"a,\"\"b\"\"\r\n<script>\u{7F}\",FRONTEND,"))
    }

    @Test("JSON escapes them (RFC 8259 §7)")
    func json() throws {
        var query = StatisticsQuery()
        query.format = .json
        let text = try #require(StatisticsDump.text(query, [proxy])?.string)
        #expect(text.contains(#""value":"a,\"b\"\u000d\u000a<script>"#))
    }

    @Test("the typed form keeps its one line")
    func typed() throws {
        var query = StatisticsQuery()
        query.format = .typed
        let text = try #require(StatisticsDump.text(query, [proxy])?.string)
        #expect(text.hasPrefix("F.0.0.0.pxname.1:KNS:str:a,\"b\"??<script>?\n"))
    }
}
