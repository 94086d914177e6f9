import Terminal

/// A host's line in the report.
struct HostRow {
    let host: HostStatus

    var cells: [TextTable.Cell] {
        let identity = [TextTable.Cell(host.name, .strong), TextTable.Cell(host.address), role]
        guard host.isReachable, let machine = host.machine else {
            return identity + [TextTable.Cell("cannot be asked", .bad)]
        }
        return identity + [
            services, TextTable.Cell("\(machine.cores)"), TextTable.Cell("\(machine.memoryMiB) MiB"),
            TextTable.Cell(room(machine)),
        ]
    }

    private var role: TextTable.Cell {
        guard !host.vrrp.isEmpty else { return TextTable.Cell(host.role) }
        let states = host.vrrp.map { "\($0.state) \($0.effectivePriority)" }
        let isFaulty = host.vrrp.contains { $0.state == "FAULT" }
        // Address families move together: two instances in the same state are told once.
        let text = Set(states).count == 1 ? states[0] : states.joined(separator: ", ")
        return TextTable.Cell(text, isFaulty ? .bad : host.vrrp.contains { $0.state == "MASTER" } ? .good : nil)
    }

    private var services: TextTable.Cell {
        let words = host.services.map { $0.isActive ? $0.name : "\($0.name) \($0.state.uppercased())" }
        return TextTable.Cell(words.joined(separator: ", "), host.services.allSatisfy(\.isActive) ? .good : .bad)
    }

    /// The fullest disk decides.
    private func room(_ machine: MachineStatus) -> String {
        guard let disk = machine.disks.min(by: { $0.freePercent < $1.freePercent }) else { return "" }
        return "\(disk.freePercent)%"
    }
}
