import Foundation

extension Lab {
    /// Cuts a host's power: SIGKILL to all its processes at once. Its disk is kept.
    package func powerOff(host: String) async throws {
        try LabTool.checkAll()
        try await alone(progress: { _ in }) {
            let host = try hostPlan(host)
            try await cutPower(host)
        }
    }

    /// Boots a host from its disk; returns when its SSH server answers. Nothing happens to a host that answers already.
    package func powerOn(host: String, progress: @Sendable (String) -> Void = { _ in }) async throws {
        try LabTool.checkAll()
        try await alone(progress: progress) {
            let plan = try standingPlan()
            let host = try hostPlan(host)
            let processes = LabProcess.all(of: self).filter { $0.host == host.name }
            try await ensureRunning(host, hostsFile: plan.hostsFile, processes: processes, progress: progress)
        }
    }

    /// Takes a host's network link down or up at the bridge's side, as if its cable were pulled.
    package func setLink(host: String, up: Bool) async throws {
        try LabTool.checkAll()
        let host = try hostPlan(host)
        guard try await networkNamespace.interfaces().contains(host.port) else {
            throw LabError.hostNotRunning(host.name, lab: name)
        }
        try await networkNamespace.configure(["link set dev \(host.port) \(up ? "up" : "down")"])
    }

    /// The network first: a dead host sends nothing, not even the goodbye of a service that is being killed.
    func cutPower(_ host: HostPlan) async throws {
        if try await networkNamespace.interfaces().contains(host.port) {
            try await networkNamespace.configure(["link set dev \(host.port) down"])
        }
        try await LabProcess.killAll(of: self, host: host.name)
        if try await networkNamespace.interfaces().contains(host.port) {
            try await networkNamespace.configure(["link delete dev \(host.port)"])
        }
        try await networkNamespace(of: host.name).delete()
        let group = networkNamespace(of: host.name).name
        let left = try await ControlGroup.remove { $0 == group }
        if !left.isEmpty { throw LabError.leftovers(lab: name, left) }
    }

    /// Leaves a host alone that runs and answers; starts it anew otherwise.
    func ensureRunning(
        _ host: HostPlan, hostsFile: String, processes: [LabProcess], progress: @Sendable (String) -> Void
    ) async throws {
        if let leader = processes.first(where: \.isLeader) {
            if try await networkNamespace.interfaces().contains(host.port) {
                try await networkNamespace.configure(["link set dev \(host.port) up"])
            }
            if try await waitForSSH(host, limit: .seconds(5)) == .answers {
                try disk(of: host).renewHostsFile(hostsFile, root: "/proc/\(leader.pid)/root")
                applyLimits(host, progress: progress)
                progress("\(host.name): running")
                return
            }
            progress("\(host.name): runs but does not answer; booting it anew")
        }
        try await boot(host, hostsFile: hostsFile, progress: progress)
    }

    private func boot(
        _ host: HostPlan, hostsFile: String, progress: @Sendable (String) -> Void
    ) async throws {
        let start = ContinuousClock.now
        try await cutPower(host)
        let disk = disk(of: host)
        try disk.renewHostsFile(hostsFile, root: disk.paths.upper)
        let script = BootScript(
            host: host, paths: disk.paths, base: try disk.base(), labNamespace: networkNamespace,
            hostNamespace: networkNamespace(of: host.name),
            controlGroups: applyLimits(host, progress: progress))
        try Data(script.text.utf8).write(to: URL(filePath: disk.paths.bootScript))
        try Data().write(to: URL(filePath: disk.paths.console))
        try await LabTool.setsid.run(
            ["--fork", "sh", disk.paths.bootScript], marker: .init(lab: name, host: host.name))
        let limit = Duration.seconds(60)
        let outcome = try await waitForSSH(host, limit: limit)
        guard outcome == .answers else {
            let reason =
                outcome == .ended
                ? "ended while it was booting" : "its SSH server did not answer within \(limit.components.seconds) s"
            throw LabError.hostDidNotStart(
                host.name, reason: reason, console: disk.paths.console,
                lastLines: ProcFile.text(disk.paths.console).lastLines(12))
        }
        progress("\(host.name): booted (\(start.duration(to: .now).inSeconds))")
    }

    /// - Returns: The control groups that a booting host joins.
    @discardableResult
    private func applyLimits(_ host: HostPlan, progress: @Sendable (String) -> Void) -> [String] {
        let group = ControlGroup(
            name: networkNamespace(of: host.name).name, hierarchies: ControlGroupHierarchy.ofThisMachine(),
            limits: host.limits)
        let (directories, problems) = group.apply()
        problems.forEach { progress("\(host.name): \($0)") }
        return directories
    }

    enum Readiness: Hashable {
        case answers
        case silent
        /// No process of the host is left.
        case ended
    }

    func waitForSSH(_ host: HostPlan, limit: Duration) async throws -> Readiness {
        let deadline = ContinuousClock.now + limit
        var nextLook = ContinuousClock.now + .seconds(1)
        while ContinuousClock.now < deadline {
            let answers = try await networkNamespace.run {
                SSHBanner.answers(address: host.bareAddress, port: host.sshPort)
            }
            if answers { return .answers }
            if ContinuousClock.now > nextLook {
                guard LabProcess.all(of: self).contains(where: { $0.host == host.name }) else { return .ended }
                nextLook = .now + .seconds(1)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        return .silent
    }
}
