import Addresses

extension KeepalivedConfiguration {
    /// What was read, for people: a line each for globals, scripts, processes, groups, instances and addresses.
    /// No secret is in it.
    package var summary: String {
        var lines = [files.map { printable($0, limit: 200) }.joined(separator: ", ") + ": " + counts]
        lines.append(global.summary)
        lines += scripts.map { $0.summary } + processes.map { $0.summary } + syncGroups.map { $0.summary }
        lines += instances.flatMap { $0.summaryLines }
        return lines.joined(separator: "\n")
    }

    private var counts: String {
        let counted = [
            (instances.count, "instance"), (syncGroups.count, "sync group"), (scripts.count, "script"),
            (processes.count, "tracked process"),
        ]
        return counted.filter { $0.0 > 0 }.map { count, noun in
            "\(count) \(noun)\(count == 1 ? "" : noun.hasSuffix("s") ? "es" : "s")"
        }.joined(separator: ", ")
    }
}

extension GlobalDefinitions {
    fileprivate var summary: String {
        var facts = ["router \(routerID.map(quoted) ?? "named as the host")"]
        facts.append(
            "scripts run as \(scriptUser.map { printable($0.description) } ?? "keepalived_script or our user")")
        if isScriptSecurityEnabled { facts.append("script security") }
        if let realTimePriority { facts.append("real-time priority \(realTimePriority)") }
        if isMemoryLocked { facts.append("memory locked") }
        return facts.joined(separator: ", ")
    }
}

extension VRRPScript {
    fileprivate var summary: String {
        var facts = ["every \(secondsText(interval)) s", "timeout \(secondsText(timeout)) s", "rise \(rise)"]
        facts += ["fall \(fall)", weight.summary]
        if startsFailed { facts.append("failed at first") }
        return "script \(quoted(name)): \(command.summary), \(facts.joined(separator: ", "))"
    }
}

extension ScriptCommand {
    /// The words, those with blanks quoted, so that it shows how the command was split.
    fileprivate var summary: String {
        let words = arguments.map { word in
            word.isEmpty || word.utf8.contains(where: { $0.isBlank }) ? quoted(word) : printable(word)
        }
        return words.joined(separator: " ") + (user.map { " as \(printable($0.description))" } ?? "")
    }
}

extension Weight {
    fileprivate var summary: String {
        self == .fault ? "a failure is a fault" : value == 0 ? "success is a fault" : description
    }
}

extension TrackedProcess {
    fileprivate var summary: String {
        let least = quorumMaximum == 0 ? "none may run" : "at least \(quorum)"
        let most = quorumMaximum.map { $0 == 0 ? "" : ", at most \($0)" } ?? ""
        return "process \(quoted(name)): \(printable(process)), \(least)\(most), \(weight.summary)"
    }
}

extension SyncGroup {
    fileprivate var summary: String {
        "sync group \(quoted(name)): \(members.map(quoted).joined(separator: ", "))" + tracking.summary
    }
}

extension Tracking {
    fileprivate var summary: String {
        let names = all.map { printable($0.name) + ($0.weight == .fault ? "" : " (\($0.weight))") }
        return names.isEmpty ? "" : ", tracks " + names.joined(separator: ", ")
    }
}

extension Instance {
    fileprivate var summaryLines: [String] {
        [summary] + virtualAddresses.map { $0.summary("") } + excludedAddresses.map { $0.summary(", not in adverts") }
            + routes.map { $0.summary }
    }

    private var summary: String {
        var facts = ["VRRP version \(version.rawValue), \(family == .ipv4 ? "IPv4" : "IPv6") on \(interface)"]
        facts += ["virtual router \(virtualRouterID)", "priority \(priority)"]
        facts.append("starts as \(initialState == .master ? "MASTER" : "BACKUP")")
        facts.append("adverts every \(secondsText(advertisementInterval)) s by \(transport.summary)")
        if let sourceAddress { facts.append("from \(sourceAddress)") }
        if password != nil { facts.append("with a password") }
        if !preempts { facts.append("no preemption") }
        if preemptDelay > .zero { facts.append("preempts after \(secondsText(preemptDelay)) s") }
        if !accepts { facts.append("packets for its addresses are dropped") }
        if let virtualMAC { facts.append("on \(virtualMAC.interface) with the virtual MAC") }
        return "instance \(quoted(name)): \(facts.joined(separator: ", "))\(tracking.summary)"
    }
}

extension Instance.Transport {
    fileprivate var summary: String {
        switch self {
        case .multicast(let group): "multicast to \(group)"
        case .unicast(let peers, _): "unicast to " + peers.map { $0.address.description }.joined(separator: ", ")
        }
    }
}

extension VirtualAddress {
    fileprivate func summary(_ remark: String) -> String {
        "    \(text) on \(interface)\(label.map { ", label \(printable($0))" } ?? "")\(remark)"
    }
}

extension VirtualRoute {
    fileprivate var summary: String {
        let way = [gateway.map { "via \($0)" }, interface.map { "on \($0)" }, kind == .unicast ? nil : kind.rawValue]
        let tableName = table == 254 ? "" : ", table \(table)"
        return "    route \(destination)/\(prefixLength) \(way.compactMap { $0 }.joined(separator: " "))\(tableName)"
    }
}
