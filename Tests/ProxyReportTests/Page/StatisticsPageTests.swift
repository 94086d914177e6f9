import Testing

@testable import ProxyReport

@Suite("The statistics page")
struct StatisticsPageTests {
    private func page(
        _ suffix: String = "", _ proxies: [ProxySnapshot] = Sample.proxies,
        _ change: (inout PageSettings) -> Void = { _ in }
    ) -> String {
        var settings = PageSettings()
        change(&settings)
        return StatisticsPage(settings, PageOptions(suffix: suffix)).text(Sample.process(), proxies).string
    }

    private func rows(_ page: String) -> [String] {
        page.split(separator: "\n").map { String($0) }.filter { $0.hasPrefix("<tr class=") }
    }

    @Test("every row has HAProxy's 30 columns behind the name")
    func columns() {
        for row in rows(page { $0.isAdmin = true }) {
            let cells = row.components(of: "<td").dropFirst()
            let count = cells.reduce(0) { sum, cell in
                let span = cell.hasPrefix(" colspan=\"") ? Int(cell.dropFirst(10).prefix { $0.isNumber }) : 1
                return sum + (span ?? 0)
            }
            #expect(count == 30, "\(row.prefix(80))")
        }
    }

    @Test("rows stand in HAProxy's order: frontend, listeners, servers, backend")
    func order() {
        let styles = rows(page()).map { String($0.dropFirst(11).prefix { $0 != "\"" }) }
        let web = ["frontend", "socket", "socket"]
        let pool = ["active_up", "active_up", "active_down", "backup_up", "maintain", "backend"]
        #expect(Array(styles.prefix(9)) == web + pool)
    }

    @Test(
        "a server's colour tells its state, its health and its weight (HAProxy's legend)",
        arguments: [
            ("UP", 3, 3, true, 1, "active_up"), ("UP 2/3", 3, 3, true, 1, "active_going_down"),
            ("UP", 4, 3, true, 1, "active_up"), ("UP", 4, 3, true, 0, "active_draining"),
            ("DOWN", 0, 3, true, 1, "active_down"), ("DOWN 1/2", 1, 3, true, 1, "active_going_up"),
            ("DRAIN", 4, 3, true, 0, "active_draining"), ("NOLB", 4, 3, true, 0, "active_nolb"),
            ("NOLB 2/3", 3, 3, true, 0, "active_going_down"), ("no check", 2, 3, false, 1, "active_no_check"),
            ("MAINT", 0, 3, false, 0, "maintain"),
        ] as [(String, Int, Int, Bool, Int, String)])
    func colours(status: String, health: Int, fall: Int, isChecked: Bool, weight: Int, expected: String) {
        var line = StatisticLine(.server, proxy: Sample.pool, name: "x", identifier: 1)
        line.set(.status, .text(status))
        line.set(.weight, .small(UInt32(weight)))
        if isChecked {
            line.count(.chkfail, 0)
            line.set(.checkHealth, .small(UInt32(health)))
            line.set(.checkRise, .small(2))
            // The first row is up by its word alone, but below its full health.
            line.set(.checkFall, .small(UInt32(status == "UP" && health == 3 ? 2 : fall)))
        }
        #expect(PageRows.style(of: line) == expected)
    }

    @Test("whatever names and descriptions hold, no markup of theirs is in the page")
    func escaping() {
        let hostile = "\"'><script>alert(1)</script>&"
        var proxy = Sample.pool
        proxy.name = hostile
        proxy.description = hostile
        proxy.backend?.cookieName = hostile
        proxy.servers[0].name = hostile
        proxy.servers[0].cookie = hostile
        proxy.servers[0].check.report = hostile
        proxy.frontend = FrontendSnapshot()
        var listener = ListenerSnapshot()
        listener.name = hostile
        proxy.listeners = [listener]
        let text = page("", [proxy]) {
            $0.node = hostile
            $0.description = hostile
            $0.uri = "/" + hostile
            $0.showsLegends = true
            $0.isAdmin = true
        }
        #expect(!text.contains("<script"))
        #expect(!text.contains("'>"))
        #expect(!text.contains("\"\"'"))
        #expect(text.contains("value=\"&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;\""))
    }

    @Test("the page loads nothing and runs nothing")
    func selfContained() {
        let text = page { $0.isAdmin = true }
        for word in ["<script", "http:", "https:", "onclick", "@import", "url(", "src="] {
            #expect(!text.contains(word), "\(word)")
        }
    }

    @Test("actions are offered only to those who may, and only where there are servers")
    func admin() {
        #expect(!page().contains("method=\"post\""))
        let text = page { $0.isAdmin = true }
        let backends = Sample.proxies.filter { !$0.servers.isEmpty }.count
        #expect(text.components(of: "method=\"post\"").count - 1 == backends)
        #expect(text.contains("<input type=\"hidden\" name=\"b\" value=\"#3\">"))
        #expect(text.contains("<input type=\"checkbox\" name=\"s\" value=\"web1\""))
    }

    @Test("addresses, cookies and algorithms are shown only with show-legends")
    func legends() {
        #expect(!page().contains("20181"))
        let text = page { $0.showsLegends = true }
        #expect(text.contains("IPv4: 127.0.0.1:20181, id: 1, cookie: 'w1'"))
        #expect(text.contains("balancing: leastconn, cookie: 'SRV'"))
        #expect(text.contains("IPv6: [::1]:20080, id: 2"))
    }

    @Test("the version can be hidden")
    func version() {
        #expect(page().contains("HAProxy version 2.6.12"))
        #expect(!page { $0.hidesVersion = true }.contains("2.6.12"))
    }

    @Test("links keep what was chosen")
    func links() {
        let text = page(";up?scope=po") { $0.refreshSeconds = 5 }
        #expect(text.contains("<a href=\"/haproxy?stats?scope=po\">Show all servers</a>"))
        #expect(text.contains("<a href=\"/haproxy?stats;up;norefresh?scope=po\">Disable refresh</a>"))
        #expect(text.contains("<a href=\"/haproxy?stats;csv;norefresh?scope=po\">CSV export</a>"))
        #expect(rows(text).count == 4)
    }

    @Test("the scope's form leads back to a URI that has a query of its own")
    func scopeForm() {
        #expect(page().contains("<form method=\"get\" action=\"/haproxy\"><input type=\"hidden\" name=\"stats\">"))
        #expect(PageOptions(suffix: "=&scope=web").scope == "web")
        #expect(page("", []) { $0.uri = "/stats" }.contains("<form method=\"get\" action=\"/stats\"><label>"))
    }

    @Test("what an action came to is said in HAProxy's words")
    func outcomes() {
        #expect(page(";st=DONE").contains("</a> Action processed successfully."))
        #expect(page(";st=NONE").contains("</a> Nothing has changed."))
        #expect(page(";st=DENY").contains("<b>Action denied.</b>"))
        #expect(page(";st=XXXX").contains("Unexpected result."))
        #expect(!page().contains("class=\"msg"))
    }

    @Test("digits stand in groups of three that copy as one number")
    func grouping() {
        let cases: [(UInt64, String)] = [(0, "0"), (999, "999"), (1000, "1_000"), (1_234_567, "1_234_567")]
        for (number, expected) in cases {
            var text = ReportText()
            text.add(grouped: number)
            let grouped = text.string.replacing("<span class=\"rls\">", with: "").replacing("</span>", with: "_")
            #expect(grouped == expected)
        }
    }

    @Test("the largest numbers are shown", arguments: [UInt64.max, UInt64.max / 2])
    func extremes(number: UInt64) {
        var proxy = Sample.pool
        proxy.servers[0].connectionAttempts = number
        proxy.servers[0].connectionReuses = number
        proxy.servers[0].totalRequests = number
        proxy.servers[0].responses = ResponseCounts([number, number, number, number, number], other: number)
        proxy.servers[0].check.rise = .max
        proxy.servers[0].check.fall = .max
        proxy.servers[0].check.health = .max
        proxy.servers[0].secondsSinceChange = .max
        var process = ProcessSnapshot()
        process.bytesOutRate = number
        process.uptimeMilliseconds = number
        process.startMilliseconds = number
        process.usedPipes = .max
        process.freePipes = .max
        let text = StatisticsPage(PageSettings(), PageOptions()).text(process, [proxy]).string
        #expect(text.contains("Gbps"))
    }
}

extension String {
    /// Split at every `separator`.
    func components(of separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return parts + [rest]
    }
}
