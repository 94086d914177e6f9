import Foundation

extension Lab {
    /// The plan the lab was brought up from; nil if there is none that can be read.
    func savedPlan() -> LabPlan? {
        guard let data = FileManager.default.contents(atPath: paths.plan) else { return nil }
        return try? JSONDecoder().decode(LabPlan.self, from: data)
    }

    func save(_ plan: LabPlan) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(plan).write(to: URL(filePath: paths.plan), options: .atomic)
    }

    /// The plan of a lab that stands.
    func standingPlan() throws -> LabPlan {
        guard networkNamespace.exists, let plan = savedPlan() else { throw LabError.notUp(lab: name) }
        return plan
    }

    func hostPlan(_ host: String) throws -> HostPlan {
        let plan = try standingPlan()
        guard let found = plan.host(named: host) else {
            throw LabError.unknownHost(host, lab: name, known: plan.hosts.map(\.name))
        }
        return found
    }

    func disk(of host: HostPlan) -> HostDisk { HostDisk(host: host, paths: paths.host(host.name)) }

    /// Runs `body` as the only process at work on this lab.
    func alone<Result>(
        progress: @Sendable (String) -> Void, _ body: () async throws -> Result
    ) async throws -> Result {
        let lock = try await FileLock.take(paths.lock) { holder in
            progress("lab \(name): waiting for process \(holder), which is at work on it")
        }
        defer {
            lock.release()
            // Goes when the last lab's state has gone.
            unsafe rmdir(paths.states)
        }
        return try await body()
    }
}
