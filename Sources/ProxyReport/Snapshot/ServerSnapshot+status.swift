extension ServerSnapshot {
    /// The `status` column: `UP`, `UP 1/3` on its way down, `DOWN 1/2` on its way up, `NOLB`, `DRAIN`, `MAINT`,
    /// `no check` (management.txt §9.1).
    package var statusText: String {
        if administration.isMaintenance { return "MAINT" }
        switch operation {
        case .running, .starting: return upText
        case .stopping: return check.activity.contains(.enabled) ? counted("NOLB") : "NOLB"
        case .stopped:
            let isRising = check.activity.contains(.enabled) && check.health > 0
            return isRising ? "DOWN \(check.health)/\(check.rise)" : "DOWN"
        }
    }

    /// Whether balancing may choose it.
    var isUsable: Bool {
        let isUp = operation == .running || operation == .starting
        return isUp && userWeight > 0 && !administration.isMaintenance && !administration.isDrain
    }

    private var upText: String {
        let isChecked = check.activity.contains(.enabled)
        if administration.isDrain { return isChecked ? counted("DRAIN") : "DRAIN" }
        return isChecked ? counted("UP") : "no check"
    }

    /// The word alone at full health, else with how many failures are left.
    private func counted(_ word: String) -> String {
        guard check.health < check.fullHealth else { return word }
        let left = Int(check.health) - Int(check.rise) + 1
        return "\(word) \(left)/\(check.fall)"
    }
}
