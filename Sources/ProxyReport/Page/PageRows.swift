/// The rows of a proxy's table, with HAProxy's columns.
struct PageRows {
    let showsLegends: Bool
    /// Whether servers can be chosen for an action.
    let hasCheckboxes: Bool

    func addFrontend(_ line: StatisticLine, to text: inout ReportText) {
        var row = PageRow(style: "frontend")
        addName("Frontend", anchor: "Frontend", line, to: &row)
        row.skip(3)
        row.number(line[.rate], rates(line, "Current", .connRate, .rate, .reqRate))
        row.number(line[.rateMax], rates(line, "Max", .connRateMax, .rateMax, .reqRateMax))
        row.limit(line[.rateLim])
        row.number(line[.scur])
        row.number(line[.smax])
        row.number(line[.slim])
        row.number(line[.stot], frontendTotals(line))
        row.skip(2)
        for field: StatisticField in [.bin, .bout, .dreq, .dresp, .ereq] { row.number(line[field]) }
        row.skip(4)
        row.centred(ReportText(line[.status].text))
        row.skip(8)
        row.end(&text)
    }

    func addListener(_ line: StatisticLine, to text: inout ReportText) {
        var row = PageRow(style: "socket")
        addName(line[.svname].text, anchor: "+" + line[.svname].text, line, to: &row)
        row.skip(3)
        row.skip(3)
        for field: StatisticField in [.scur, .smax, .slim, .stot] { row.number(line[field]) }
        row.skip(2)
        for field: StatisticField in [.bin, .bout, .dreq, .dresp, .ereq] { row.number(line[field]) }
        row.skip(4)
        row.centred(ReportText(line[.status].text))
        row.skip(8)
        row.end(&text)
    }

    func addBackend(_ line: StatisticLine, to text: inout ReportText) {
        var row = PageRow(style: "backend")
        addName("Backend", anchor: "Backend", line, to: &row)
        row.number(line[.qcur])
        row.number(line[.qmax])
        row.skip()
        row.number(line[.rate])
        row.number(line[.rateMax])
        row.skip()
        row.number(line[.scur])
        row.number(line[.smax])
        row.number(line[.slim])
        row.number(line[.stot], PageRows.totals(line))
        addTraffic(line, to: &row)
        row.number(line[.dreq])
        addFaults(line, to: &row)
        let status = line[.status].text
        let words: ReportText = status.hasPrefix("DOWN") ? "<b class=\"alarm\">\(status)</b>" : ReportText(status)
        row.centred("\(PageRows.time(line[.lastchg])) \(words)")
        row.centred("")
        row.centred("\(line[.weight].number)/\(line[.uweight].number)")
        row.centred("\(line[.act].number)")
        row.centred("\(line[.bck].number)")
        row.skip()
        row.number(line[.chkdown])
        row.centred(line[.downtime].isPresent ? PageRows.time(line[.downtime]) : "")
        row.skip()
        row.end(&text)
    }

    /// `lbtot`, `last`, and bytes.
    func addTraffic(_ line: StatisticLine, to row: inout PageRow) {
        row.number(line[.lbtot])
        row.centred(PageRows.time(line[.lastsess]))
        row.number(line[.bin])
        row.number(line[.bout])
    }

    /// Denied responses, errors and warnings.
    func addFaults(_ line: StatisticLine, to row: inout PageRow) {
        row.number(line[.dresp])
        row.skip()
        row.number(line[.econ])
        var aborts = PageDetails()
        aborts.add("Connection resets during transfers: client", line[.cliAbrt])
        aborts.add("server", line[.srvAbrt])
        row.number(line[.eresp], aborts)
        row.number(line[.wretr])
        row.number(line[.wredis])
    }

    /// The first cell, which stays in view: a link to itself, a checkbox for servers, and with legends what it is.
    func addName(_ name: String, anchor: String, _ line: StatisticLine, to row: inout PageRow) {
        row.add { text in
            text.add("<th scope=\"row\" id=\"")
            text.add(html: "\(line[.pxname].text)/\(anchor)")
            text.add("\">")
            if line.kind == .server && hasCheckboxes {
                text.add("<input type=\"checkbox\" name=\"s\" value=\"")
                text.add(html: name)
                text.add("\" aria-label=\"")
                text.add(html: name)
                text.add("\"> ")
            }
            text.add("<a href=\"#")
            text.add(uri: "\(line[.pxname].text)/\(anchor)")
            text.add("\">")
            text.add(html: name)
            text.add("</a>")
            if showsLegends { addLegend(line, to: &text) }
            text.add("</th>")
        }
    }

    private func addLegend(_ line: StatisticLine, to text: inout ReportText) {
        guard line.kind != .frontend else { return }
        text.add("<small>")
        if line.kind == .backend {
            text.add("balancing: ")
            text.add(html: line[.algo].text)
        } else {
            let address = line[.addr].text
            if !address.isEmpty { text.add(address.hasPrefix("[") ? "IPv6: " : "IPv4: ") }
            text.add(html: address.isEmpty ? "" : address + ", ")
            text.add("id: \(line[.sid].number)")
        }
        if line[.cookie].isPresent {
            text.add(", cookie: '")
            text.add(html: line[.cookie].text)
            text.add("'")
        }
        text.add("</small>")
    }

    private func rates(
        _ line: StatisticLine, _ title: String, _ connections: StatisticField, _ sessions: StatisticField,
        _ requests: StatisticField
    ) -> PageDetails {
        var details = PageDetails()
        details.add("\(title) connection rate:", line[connections], unit: "/s")
        details.add("\(title) session rate:", line[sessions], unit: "/s")
        if line.isHTTP { details.add("\(title) request rate:", line[requests], unit: "/s") }
        return details
    }

    private func frontendTotals(_ line: StatisticLine) -> PageDetails {
        var details = PageDetails()
        details.add("Cum. connections:", line[.connTot])
        details.add("Cum. sessions:", line[.stot])
        guard line.isHTTP else { return details }
        details.add("Cum. HTTP requests:", line[.reqTot])
        PageRows.addResponses(line, to: &details)
        details.add("Intercepted requests:", line[.intercepted])
        details.add("Failed hdr rewrites:", line[.wrew])
        details.add("Internal errors:", line[.eint])
        return details
    }
}

extension StatisticLine {
    var isHTTP: Bool { self[.mode].text == "http" }
}
