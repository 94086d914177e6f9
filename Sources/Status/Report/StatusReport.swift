package import Terminal

/// A cluster's status for a terminal, at most 80 columns wide where names and addresses allow it.
package struct StatusReport: Sendable {
    static let width = 80
    /// The most differences of a host that are listed.
    static let driftLimit = 6

    let status: ClusterStatus
    let style: Style

    package init(_ status: ClusterStatus, style: Style) {
        self.status = status
        self.style = style
    }

    /// Ends with a line end.
    package var text: String {
        var sections = [verdict, vips, hosts]
        sections += [backends, drift, warnings, statistics]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    // MARK: Sections

    private var verdict: [String] {
        let look: Style.Look =
            switch status.health {
            case .healthy: .good
            case .degraded: .warning
            case .down: .bad
            }
        let word = style(look, status.health.rawValue)
        return ["\(style(.strong, status.cluster)) is \(word)\(reason)"]
            + status.findings.dropFirst(oneLine ? 1 : 0)
            .flatMap { finding in
                bullet(finding.text, finding.severity == .down ? style(.bad, "✗") : style(.warning, "!"))
            }
    }

    /// A single short finding stands in the first line itself.
    private var oneLine: Bool {
        guard status.findings.count == 1, let finding = status.findings.first else { return false }
        return status.cluster.count + finding.text.count + 16 <= Self.width
    }

    private var reason: String {
        switch status.findings.count {
        case 0: ": \(list(status.vips.map { "\($0.address) is on \(list($0.holders))" }))."
        case 1 where oneLine: ": \(Visible.text(status.findings[0].text))"
        case 1: ":"
        case let count: ", for \(count) reasons:"
        }
    }

    private func bullet(_ text: String, _ mark: String) -> [String] {
        let paragraphs = text.split(separator: "\n").map { Visible.text(String($0)) }
        return paragraphs.enumerated().flatMap { number, paragraph in
            wrapped(paragraph, width: Self.width - 4).enumerated().map { index, line in
                number == 0 && index == 0 ? "  \(mark) \(line)" : "    \(line)"
            }
        }
    }

    private var vips: [String] {
        var table = TextTable(["VIP", "HELD BY", "PAGE"])
        for vip in status.vips {
            table.add([TextTable.Cell(vip.address, .strong), holder(vip), page(vip.page)])
        }
        return table.lines(style)
    }

    private func holder(_ vip: VIPStatus) -> TextTable.Cell {
        switch vip.state {
        case .held: TextTable.Cell(vip.holders.joined(), .good)
        case .nobody: TextTable.Cell("nobody", .bad)
        case .unknown: TextTable.Cell("nobody asked", .warning)
        case .splitBrain: TextTable.Cell("SPLIT BRAIN: \(vip.holders.joined(separator: " + "))", .bad)
        }
    }

    private func page(_ page: PageResult?) -> TextTable.Cell {
        guard let page else { return TextTable.Cell("not asked", .faint) }
        let way = page.askedFrom.map { " from \($0)" } ?? ""
        switch page.outcome {
        case .answered(let response):
            let title = response.title.map { " \"\($0.count > 24 ? $0.prefix(23) + "…" : $0)\"" } ?? ""
            let text = "\(response.status) \(response.reason) in \(Self.time(page.time))\(way)\(title)"
            return TextTable.Cell(text, page.isServed ? .good : .bad)
        case .failed: return TextTable.Cell("no answer\(way)", .bad)
        }
    }

    private var hosts: [String] {
        var table = TextTable(["HOST", "ADDRESS", "ROLE", "SERVICES", "CORES", "MEMORY", "DISK FREE"])
        for host in status.hosts { table.add(HostRow(host: host).cells) }
        let fitting = table.width > Self.width ? table.without("ADDRESS") : table
        return fitting.lines(style)
            + status.hosts.flatMap { host in
                (host.machine?.raids ?? []).map { raid in
                    let state = raid.isDegraded ? style(.bad, "degraded") : style(.good, "complete")
                    let members = raid.members.isEmpty ? "" : " [\(raid.members)]"
                    return
                        "\(host.name): array \(Visible.text(raid.name)) \(Visible.text(raid.level))\(members) \(state)"
                }
            }
    }

    /// One row a web server, one column a balancer that answers.
    private var backends: [String] {
        let balancers = status.backends.map(\.balancer).uniqued()
        guard !balancers.isEmpty else { return [] }
        var table = TextTable(["BACKEND"] + balancers.map { "ON \($0)" })
        for server in status.backends.map(\.server).uniqued() {
            let views = balancers.map { balancer in
                status.backends.first { $0.balancer == balancer && $0.server == server }
            }
            table.add([TextTable.Cell(server)] + views.map(view))
        }
        return table.lines(style)
    }

    private func view(_ backend: BackendStatus?) -> TextTable.Cell {
        guard let backend else { return TextTable.Cell("") }
        let check = backend.check.isEmpty ? "" : " \(backend.check)"
        let since = backend.status == "missing" ? "" : " for \(Self.period(backend.sinceSeconds))"
        return TextTable.Cell("\(backend.status)\(check)\(since)", backend.isUp ? .good : .bad)
    }

    private var drift: [String] {
        guard !status.drift.isEmpty else { return [] }
        let lines = status.hosts.flatMap { host -> [String] in
            let own = status.drift.filter { $0.host == host.name }
            let more = own.count - Self.driftLimit
            return drift(Array(own.prefix(more > 1 ? Self.driftLimit : own.count)))
                + (more > 1 ? ["    and \(more) more on \(host.name) (`--json` lists them all)"] : [])
        }
        return [style(.faint, "DRIFT FROM THE INVENTORY")] + lines
    }

    private func drift(_ drift: [Drift]) -> [String] {
        drift.flatMap { drift in
            let kind = [.file, .site].contains(drift.kind) ? "" : "\(drift.kind.rawValue) "
            let text = "\(drift.host): \(kind)\(drift.subject): \(drift.found); expected \(drift.expected)"
            return bullet(text, style(.warning, "≠"))
        }
    }

    private var warnings: [String] {
        guard !status.warnings.isEmpty else { return [] }
        return [style(.faint, "WARNINGS")] + status.warnings.flatMap { bullet($0.text, style(.warning, "·")) }
    }

    private var statistics: [String] { status.statistics.map { "Statistics: \(style(.accent, $0))" } }

    // MARK: Words

    static func time(_ duration: Duration) -> String {
        let milliseconds = duration / .milliseconds(1)
        return milliseconds < 10 ? "\((milliseconds * 10).rounded() / 10) ms" : "\(Int(milliseconds.rounded())) ms"
    }

    /// The largest two units: `12s`, `5m 3s`, `3h 12m`, `2d 4h`.
    static func period(_ seconds: Int) -> String {
        switch seconds {
        case ..<60: "\(seconds)s"
        case ..<3600: "\(seconds / 60)m \(seconds % 60)s"
        case ..<86400: "\(seconds / 3600)h \(seconds % 3600 / 60)m"
        default: "\(seconds / 86400)d \(seconds % 86400 / 3600)h"
        }
    }
}

extension Sequence where Element: Hashable {
    /// Each element once, where it first stands.
    fileprivate func uniqued() -> [Element] {
        var seen = Set<Element>()
        return filter { seen.insert($0).inserted }
    }
}
