extension PageRows {
    func addServer(_ line: StatisticLine, to text: inout ReportText) {
        var row = PageRow(style: PageRows.style(of: line))
        addName(line[.svname].text, anchor: line[.svname].text, line, to: &row)
        row.number(line[.qcur])
        row.number(line[.qmax])
        row.limit(line[.qlimit])
        row.number(line[.rate])
        row.number(line[.rateMax])
        row.skip()
        row.number(line[.scur], connections(line))
        row.number(line[.smax])
        row.limit(line[.slim])
        row.number(line[.stot], PageRows.totals(line))
        addTraffic(line, to: &row)
        row.skip()
        addFaults(line, to: &row)
        row.centred(PageRows.status(of: line))
        addLastCheck(line, to: &row)
        row.centred("\(line[.weight].number)/\(line[.uweight].number)")
        row.centred(line[.bck].number > 0 ? "-" : "Y")
        row.centred(line[.bck].number > 0 ? "Y" : "-")
        addCheckCounts(line, to: &row)
        row.centred(line[.throttle].isPresent ? "\(line[.throttle].number) %" : "-")
        row.end(&text)
    }

    /// HAProxy's class of the row: what the server's state, its health and its weight come to.
    static func style(of line: StatisticLine) -> String {
        let status = line[.status].text
        if status.hasPrefix("MAINT") { return "maintain" }
        return (line[.bck].number > 0 ? "backup_" : "active_") + condition(line, status)
    }

    private static func condition(_ line: StatisticLine, _ status: String) -> String {
        switch status {
        case "DOWN": return "down"
        case "DRAIN": return "draining"
        case "NOLB": return "nolb"
        case "no check": return "no_check"
        default: break
        }
        if status.hasPrefix("DOWN ") { return "going_up" }
        if status.hasPrefix("NOLB ") { return "going_down" }
        guard !line[.chkfail].isPresent || isHealthy(line) else { return "going_down" }
        return line[.weight].number > 0 ? "up" : "draining"
    }

    private static func isHealthy(_ line: StatisticLine) -> Bool {
        line[.checkHealth].number + 1 == line[.checkRise].number + line[.checkFall].number
    }

    private static func status(of line: StatisticLine) -> ReportText {
        let status = line[.status].text
        if status == "no check" { return "<i>no check</i>" }
        var arrow = ""
        if status.hasPrefix("DOWN") {
            arrow = line[.checkHealth].number > 0 ? " &uarr;" : ""
        } else if !status.hasPrefix("MAINT") && line[.checkStatus].isPresent && !isHealthy(line) {
            arrow = " &darr;"
        }
        return "\(time(line[.lastchg])) \(status)\(arrow)"
    }

    /// `L7OK/200 in 3ms`, and behind it what that means and what the server said.
    private func addLastCheck(_ line: StatisticLine, to row: inout PageRow) {
        guard line[.checkStatus].isPresent else { return row.centred("") }
        row.add { text in
            text.add("<td class=\"ac\"><details><summary>\(line[.checkStatus].text)")
            if line[.checkCode].isPresent { text.add("/\(line[.checkCode].number)") }
            if line[.checkDuration].isPresent { text.add(" in \(line[.checkDuration].number)ms") }
            text.add("</summary><p>\(line[.checkDesc].text)")
            if !line[.lastChk].text.isEmpty {
                text.add(": ")
                text.add(html: line[.lastChk].text)
            }
            text.add("</p></details></td>")
        }
    }

    /// Failed checks, times it went down, and for how long.
    private func addCheckCounts(_ line: StatisticLine, to row: inout PageRow) {
        guard line[.chkfail].isPresent else { return row.skip(3) }
        if line[.hanafail].isPresent {
            row.centred("\(line[.chkfail].number)/\(line[.hanafail].number)")
        } else {
            row.number(line[.chkfail])
        }
        row.number(line[.chkdown])
        row.centred(PageRows.time(line[.downtime]))
    }

    private func connections(_ line: StatisticLine) -> PageDetails {
        var details = PageDetails()
        details.add("Current active connections:", line[.scur])
        details.add("Current used connections:", line[.usedConnCur])
        details.add("Current idle connections:", line[.srvIcur])
        details.add("- unsafe:", line[.idleConnCur])
        details.add("- safe:", line[.safeConnCur])
        details.add("Estimated need of connections:", line[.needConnEst])
        details.add("Active connections limit:", words: line[.slim].isPresent ? "\(line[.slim].number)" : "-")
        details.add("Idle connections limit:", words: line[.srcIlim].isPresent ? "\(line[.srcIlim].number)" : "-")
        return details
    }

    /// What a server's or a backend's sessions were, and how long they took.
    static func totals(_ line: StatisticLine) -> PageDetails {
        var details = PageDetails()
        details.add("Cum. sessions:", line[.stot])
        if line.isHTTP {
            details.add("New connections:", line[.connect])
            details.add("Reused connections:", line[.reuse], of: line[.connect].number &+ line[.reuse].number)
            details.add("Cum. HTTP requests:", line[.reqTot])
            addResponses(line, to: &details)
            details.add("Failed hdr rewrites:", line[.wrew])
            details.add("Internal errors:", line[.eint])
        }
        details.add("Max / Avg over last 1024 success. conn.", words: "")
        let times: [(String, StatisticField, StatisticField)] = [
            ("- Queue time:", .qtimeMax, .qtime), ("- Connect time:", .ctimeMax, .ctime),
            ("- Responses time:", .rtimeMax, .rtime), ("- Total time:", .ttimeMax, .ttime),
        ]
        for (name, longest, average) in times where line.isHTTP || longest != .rtimeMax {
            details.add(name, words: "\(line[longest].number) / \(line[average].number) ms")
        }
        return details
    }

    static func addResponses(_ line: StatisticLine, to details: inout PageDetails) {
        for index in 0..<6 {
            guard let field = StatisticField(rawValue: StatisticField.hrsp1xx.rawValue + index) else { return }
            let name = index < 5 ? "- HTTP \(index + 1)xx responses:" : "- other responses:"
            details.add(name, line[field], of: line[.reqTot].number)
        }
    }

    /// How long ago, or for how long; `?` for never.
    static func time(_ value: FieldValue) -> ReportText {
        var text = ReportText()
        if case .signed(let seconds) = value {
            text.add(duration: Int(seconds))
        } else {
            text.add(duration: Int(clamping: value.number))
        }
        return text
    }
}
