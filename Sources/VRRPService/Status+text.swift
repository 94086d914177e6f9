import Linux

extension Status {
    /// For people: a paragraph a virtual router.
    var text: String {
        let head = "\(routerID): \(file), process \(process), since \(WallClock.text(started))\n"
        let trackers = tracked.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value ? "up" : "down")\n" }
        return head + trackers.joined() + routers.map { $0.text }.joined()
    }
}

extension Status.Router {
    fileprivate var text: String {
        var lines = [
            "\(name)  \(state) since \(WallClock.text(since))",
            "  VRRPv\(version) virtual router \(virtualRouterID) on \(interface), from \(source)",
            "  priority \(effectivePriority)" + (effectivePriority == priority ? "" : " (configured \(priority))"),
            "  addresses \(addresses.joined(separator: ", "))",
        ]
        if let master { lines.append("  master \(master), priority \(masterPriority ?? 0)") }
        if !faults.isEmpty { lines.append("  faults: \(faults)") }
        let counts = counters.filter { $0.value > 0 }.map { "\($0.name) \($0.value)" }
        if !counts.isEmpty { lines.append("  \(counts.joined(separator: ", "))") }
        lines += transitions.suffix(5).map { "  \(WallClock.text($0.at))  \($0.from) → \($0.to): \($0.reason)" }
        return lines.joined(separator: "\n") + "\n"
    }
}
