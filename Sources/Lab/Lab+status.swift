/// How one host of a lab is.
package struct LabHostStatus: Hashable, Sendable, Codable {
    package var name: String
    /// With prefix: `10.0.0.1/24`.
    package var address: String
    /// Whether its container has a first process.
    package var isRunning: Bool
    /// Whether its SSH server answers the operator.
    package var answersSSH: Bool
}

extension Lab {
    /// How the hosts are, in the inventory's order, web servers first.
    ///
    /// - Throws: `LabError.notUp`
    package func status() async throws -> [LabHostStatus] {
        try LabTool.checkAll()
        let plan = try standingPlan()
        let leaders = Set(LabProcess.all(of: self).filter(\.isLeader).compactMap(\.host))
        return try await withThrowingTaskGroup(of: (Int, LabHostStatus).self) { group in
            for (index, host) in plan.hosts.enumerated() {
                group.addTask {
                    let isRunning = leaders.contains(host.name)
                    let answers = try await networkNamespace.run {
                        isRunning && SSHBanner.answers(address: host.bareAddress, port: host.sshPort)
                    }
                    let status = LabHostStatus(
                        name: host.name, address: host.address, isRunning: isRunning, answersSSH: answers)
                    return (index, status)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
