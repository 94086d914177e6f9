extension StatisticsPage {
    func addHeadings(_ process: ProcessSnapshot, to text: inout ReportText) {
        text.add("<h1>")
        text.add(html: process.productName)
        if !settings.hidesVersion {
            text.add(" version ")
            text.add(html: process.version)
            text.add(", released ")
            text.add(html: process.releaseDate)
        }
        text.add("</h1>\n<h2>Statistics Report for pid \(process.processIdentifier)")
        if let node = settings.node {
            text.add(" on ")
            text.add(html: node)
        }
        if let description = settings.description {
            text.add(": ")
            text.add(html: description)
        }
        text.add("</h2>\n")
    }

    func addProcess(_ process: ProcessSnapshot, to text: inout ReportText) {
        let memory = process.memoryLimitMegabytes
        text.add("<div><h4>General process information</h4><p><b>pid = </b> \(process.processIdentifier) ")
        text.add("(process #1, nbproc = 1, nbthread = \(process.threads))<br>\n<b>uptime = </b> ")
        text.add(process.lines()[.uptime].text)
        text.add("<br>\n<b>system limits:</b> memmax = \(memory > 0 ? "\(memory) MB" : "unlimited"); ")
        text.add("ulimit-n = \(process.descriptorLimit)<br>\n<b>maxsock = </b> \(process.maximumSockets); ")
        text.add("<b>maxconn = </b> \(process.maximumConnections); <b>maxpipes = </b> \(process.maximumPipes)<br>\n")
        text.add("current conns = \(process.currentConnections); current pipes = \(process.usedPipes)/")
        text.add("\(UInt64(process.usedPipes) + UInt64(process.freePipes)); ")
        text.add("conn rate = \(process.connectionRate)/sec; bit rate = ")
        addBitRate(process.bytesOutRate, to: &text)
        text.add(
            "<br>\nRunning tasks: \(process.runQueue)/\(process.tasks); idle = \(process.idlePercent) %</p></div>\n")
    }

    /// Bits on an Ethernet for the bytes of a second: a frame takes 1,538 bytes of it for 1,448 of ours.
    private func addBitRate(_ bytes: UInt64, to text: inout ReportText) {
        let bits = min(bytes, .max / 16_000) * 8 * 1538 / 1448
        let (unit, letter): (UInt64, String) =
            bits >= 1_000_000_000 ? (1_000_000_000, "G") : bits >= 1_000_000 ? (1_000_000, "M") : (1000, "k")
        text.add(bits / unit)
        text.add(".")
        text.add(bits % unit * 1000 / unit, width: 3)
        text.add(" \(letter)bps")
    }

    func addLegend(to text: inout ReportText) {
        text.add("<div><ul class=\"lgd\">")
        for (style, title) in StatisticsPage.legend { text.add("<li><i class=\"\(style)\"></i>\(title)</li>") }
        text.add("</ul><p>Note: \"NOLB\"/\"DRAIN\" = UP with load-balancing disabled.</p></div>\n")
    }

    private static let legend = [
        ("active_up", "active UP"), ("backup_up", "backup UP"), ("active_going_down", "active UP, going down"),
        ("backup_going_down", "backup UP, going down"), ("active_going_up", "active DOWN, going up"),
        ("backup_going_up", "backup DOWN, going up"), ("active_down", "active or backup DOWN"),
        ("active_no_check", "not checked"), ("maintain", "active or backup DOWN for maintenance (MAINT)"),
        ("active_draining", "active or backup SOFT STOPPED for maintenance"),
    ]

    func addDisplayOptions(to text: inout ReportText) {
        text.add("<div><h4>Display option:</h4><ul>\n<li>")
        addScopeForm(to: &text)
        text.add("</li>\n")
        let down = options.hidesDown ? "Show all servers" : "Hide 'DOWN' servers"
        addLink(options.suffix(hidesDown: !options.hidesDown), down, to: &text)
        if settings.refreshSeconds != nil {
            let refresh = options.stopsRefresh ? "Enable refresh" : "Disable refresh"
            addLink(options.suffix(stopsRefresh: !options.stopsRefresh), refresh, to: &text)
        }
        addLink(options.suffix(), "Refresh now", to: &text)
        let suffix = (settings.refreshSeconds == nil ? "" : ";norefresh") + scopeQuery
        addLink(";csv" + suffix, "CSV export", to: &text)
        addLink(";json" + suffix, "JSON export", to: &text)
        text.add("</ul></div>\n")
    }

    private var scopeQuery: String { options.scope.isEmpty ? "" : "?scope=\(options.scope)" }

    /// A form replaces the URI's query: what of the configured URI stands there goes into a hidden field.
    private func addScopeForm(to text: inout ReportText) {
        let parts = settings.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        text.add("<form method=\"get\" action=\"")
        text.add(html: String(parts[0]))
        text.add("\">")
        if parts.count > 1 {
            text.add("<input type=\"hidden\" name=\"")
            text.add(html: String(parts[1]))
            text.add("\">")
        }
        text.add("<label>Scope : <input name=\"scope\" size=\"8\" maxlength=\"\(PageOptions.scopeLimit)\" value=\"")
        text.add(html: options.scope)
        text.add("\"></label></form>")
    }

    private func addLink(_ suffix: String, _ title: String, to text: inout ReportText) {
        text.add("<li>")
        addAnchor(suffix, title, to: &text)
        text.add("</li>\n")
    }

    private func addAnchor(_ suffix: String, _ title: String, to text: inout ReportText) {
        text.add("<a href=\"")
        text.add(html: settings.uri + suffix)
        text.add("\">\(title)</a>")
    }

    /// What the last action came to, in HAProxy's words.
    func addOutcome(to text: inout ReportText) {
        guard let outcome = options.outcome else { return }
        let (style, message) = StatisticsPage.message(outcome)
        text.add("<p class=\"msg \(style)\">")
        addAnchor(options.suffix(), "[X]", to: &text)
        text.add(" \(message)</p>\n")
    }

    private static func message(_ outcome: AdminOutcome) -> (style: String, text: String) {
        switch outcome {
        case .done: ("active_up", "Action processed successfully.")
        case .nothing: ("active_going_down", "Nothing has changed.")
        case .partial:
            (
                "active_going_down",
                "Action partially processed.<br>Some server names are probably unknown or ambiguous (duplicated names "
                    + "in the backend)."
            )
        case .invalid:
            (
                "active_down",
                "Action not processed because of invalid parameters: the action, the backend or a server may be "
                    + "unknown or ambiguous (duplicated names)."
            )
        case .tooLong:
            (
                "active_down",
                "<b>Action not processed : the buffer couldn't store all the data.<br>"
                    + "You should retry with less servers at a time.</b>"
            )
        case .denied: ("active_down", "<b>Action denied.</b>")
        case .badRequest:
            ("active_down", "<b>Invalid requests (unsupported method or chunked encoded request).</b>")
        case .unknown: ("active_no_check", "Unexpected result.")
        }
    }
}
