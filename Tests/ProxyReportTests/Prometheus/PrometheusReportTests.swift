import Testing

@testable import ProxyReport

@Suite("The Prometheus exporter, beside haproxy's own")
struct PrometheusReportTests {
    private func lines(_ query: PrometheusQuery = PrometheusQuery()) -> [String] {
        let process = Sample.process(connections: 57, bytesOut: 0, pools: 0)
        return PrometheusReport.text(query, process, Sample.proxies).string.split(separator: "\n").map { String($0) }
    }

    /// A line's value stands behind its last blank; a comment has none.
    private func name(_ line: String) -> String {
        line.hasPrefix("#") ? line : String(line.prefix(upTo: line.lastIndex(of: " ") ?? line.endIndex))
    }

    @Test("every metric has haproxy's name, help, type and labels, in haproxy's order")
    func names() throws {
        let expected = try Golden.lines("metrics.txt").map { name($0) }
        let ours = lines().map { name($0) }
        #expect(ours == expected)
    }

    @Test("values are haproxy's, but for what asking changed, and for averages")
    func values() throws {
        let pairs = zip(lines(), try Golden.lines("metrics.txt")).filter { $0 != $1 }.map { name($0.0) }
        // haproxy's exporter divides by 1,024 also what fewer requests add up to; its statistics do not.
        let unexpected = pairs.filter { line in
            !line.hasPrefix("haproxy_process_") && !line.contains("_average_seconds")
                && !line.contains("proxy=\"stats\"")
        }
        #expect(unexpected == [])
        #expect(pairs.filter { $0.hasPrefix("haproxy_process_") }.count < 10)
    }

    @Test("averages are those of the statistics, in seconds")
    func averages() {
        #expect(lines().contains("haproxy_backend_total_time_average_seconds{proxy=\"pool\"} 0.005000"))
    }

    @Test("names of others cannot end a label or a line")
    func hostileNames() {
        var proxy = ProxySnapshot()
        proxy.name = "a\"} 1\nb\\"
        proxy.frontend = FrontendSnapshot()
        let text = PrometheusReport.text(PrometheusQuery(), ProcessSnapshot(), [proxy]).string
        #expect(text.contains(#"haproxy_frontend_current_sessions{proxy="a\"} 1\nb\\"} 0"#))
    }
}

@Suite("What of the metrics is asked for")
struct PrometheusQueryTests {
    @Test(
        "scopes (README of the exporter)",
        arguments: [
            ("/metrics", .all), ("/metrics?", .all), ("/metrics?x=y", .all), ("/metrics?scope=global", .process),
            ("/metrics?scope=frontend&scope=server", [.frontends, .servers]), ("/metrics?scope=*", .all),
            ("/metrics?scope=", []), ("/metrics?scope=global&scope=&scope=backend", .backends),
            ("/metrics?scope=sticktable", []), ("/metrics?%73cope=li%73tener", .listeners),
        ] as [(String, PrometheusQuery.Scope)])
    func scopes(uri: String, expected: PrometheusQuery.Scope) {
        #expect(PrometheusQuery(uri: uri)?.scope == expected)
    }

    @Test("what is wrong is refused", arguments: ["?scope=bogus", "?scope", "?%zz=1", "?scope=%4"])
    func refusals(uri: String) {
        #expect(PrometheusQuery(uri: uri) == nil)
    }

    @Test("servers in maintenance are left out on request")
    func maintenance() {
        var query = PrometheusQuery()
        query.scope = .servers
        query.hidesMaintenance = true
        let text = PrometheusReport.text(query, ProcessSnapshot(), Sample.proxies).string
        #expect(!text.contains("server=\"off\""))
        #expect(text.contains("server=\"web1\""))
    }
}
