import Foundation
package import Inventory

extension Lab {
    /// Whether a lab can be made of an inventory; touches nothing.
    ///
    /// - Throws: `LabError.reservedHostName`, `LabError.noOperatorAddress`
    package static func check(_ inventory: Inventory) throws { _ = try LabPlan(inventory) }

    /// Brings the lab up, or completes it: adds what is missing, starts hosts that are down, mends what a killed `up`
    /// left half-finished, and leaves hosts alone that run and answer.
    ///
    /// It returns when every host's SSH server answers. A cancelled `up` leaves what it has; `up` or `down` go on from
    /// there.
    ///
    /// - Parameters:
    ///   - inventory: The hosts, their addresses, interfaces and logins, and the VIPs.
    ///   - limits: What each host may use at most. Where the kernel cannot keep a limit, `progress` says so.
    ///   - progress: Receives plain lines: `web1: booted (0.6 s)`.
    /// - Throws: ``LabError``
    package func up(
        _ inventory: Inventory, limits: HostLimits = .none, progress: @escaping @Sendable (String) -> Void
    ) async throws {
        let plan = try LabPlan(inventory, limits: limits)
        try LabTool.checkAll()
        try checkPaths()
        try await alone(progress: progress) {
            try checkFileSystem()
            try checkPlan(plan)
            let base = BaseTree(recipe: .standard, cache: paths.cache)
            try await base.build(for: self, progress: progress)
            try await prepareState(plan)
            try await prepareNetwork(plan)
            try await startHosts(of: plan, base: base.directory, progress: progress)
        }
    }

    /// Paths become part of mount options and of lines in /proc, where some characters mean something else.
    private func checkPaths() throws {
        for (path, variable) in [(paths.states, "CLUSTER_LAB_STATE"), (paths.cache, "CLUSTER_LAB_CACHE")] {
            let isUnusable = path.contains { ",:\\".contains($0) || $0.isWhitespace }
            guard path.hasPrefix("/"), !isUnusable else { throw LabError.unusablePath(path, variable: variable) }
        }
    }

    /// Hosts keep their disks until `down`, also when the machine has been restarted meanwhile.
    private func checkPlan(_ plan: LabPlan) throws {
        guard FileManager.default.fileExists(atPath: paths.plan) else { return }
        let differences = savedPlan().map(plan.differences) ?? ["\(paths.plan): cannot be read"]
        guard differences.isEmpty else { throw LabError.otherInventory(lab: name, differences: differences) }
    }

    private func prepareState(_ plan: LabPlan) async throws {
        try FileManager.default.createDirectory(
            atPath: paths.hosts, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        unsafe chmod(paths.state, 0o700)
        try save(plan)
        guard !FileManager.default.fileExists(atPath: paths.identity) else { return }
        let part = "\(paths.identity).part"
        try? FileManager.default.removeItem(atPath: part)
        try await LabTool.sshKeygen.run(["-q", "-t", "ed25519", "-N", "", "-C", "lab \(name)", "-f", part])
        try FileManager.default.moveReplacing("\(part).pub", to: "\(paths.identity).pub")
        try FileManager.default.moveReplacing(part, to: paths.identity)
    }

    /// The operator's place and the bridge. VRRP is multicast, which the bridge must not filter.
    private func prepareNetwork(_ plan: LabPlan) async throws {
        try await networkNamespace.create()
        let bridge = BridgePort.bridge
        if try await !networkNamespace.interfaces().contains(bridge) {
            try await networkNamespace.configure(["link add dev \(bridge) type bridge"])
        }
        try await networkNamespace.configure(
            [
                "link set dev lo up",
                "link set dev \(bridge) type bridge stp_state 0 forward_delay 0 mcast_snooping 0",
                "link set dev \(bridge) up",
            ]
                + plan.operatorAddresses.map { address in
                    "address replace \(address) dev \(bridge)" + (address.contains(":") ? " nodad" : "")
                }
                + plan.operatorRoutes.map { "route replace \($0) dev \(bridge)" })
    }

    /// All at once; every host is tried, whatever happens to the others.
    private func startHosts(
        of plan: LabPlan, base: String, progress: @escaping @Sendable (String) -> Void
    ) async throws {
        let authorizedKey = try String(contentsOfFile: "\(paths.identity).pub", encoding: .utf8)
        try await forEach(plan.hosts) { host in
            try await disk(of: host).create(base: base, hostsFile: plan.hostsFile, authorizedKey: authorizedKey)
        }
        let knownHosts = try plan.hosts.map { host in
            HostFiles.knownHosts(of: host, publicKey: try disk(of: host).publicKey())
        }
        try Data(knownHosts.joined().utf8).write(to: URL(filePath: paths.knownHosts), options: .atomic)
        let running = LabProcess.all(of: self)
        try await forEach(plan.hosts) { host in
            let processes = running.filter { $0.host == host.name }
            try await ensureRunning(host, hostsFile: plan.hostsFile, processes: processes, progress: progress)
        }
    }

    /// Runs `body` for all hosts at once, to the end of each.
    ///
    /// - Throws: `LabError.several` if more than one failed.
    func forEach(_ hosts: [HostPlan], _ body: @escaping @Sendable (HostPlan) async throws -> Void) async throws {
        let results = await withTaskGroup(of: (Int, (any Error)?).self) { group in
            for (index, host) in hosts.enumerated() {
                group.addTask {
                    do { try await body(host) } catch { return (index, error) }
                    return (index, nil)
                }
            }
            return await group.reduce(into: [(Int, any Error)]()) { errors, result in
                if let error = result.1 { errors.append((result.0, error)) }
            }
        }
        let errors = results.sorted { $0.0 < $1.0 }.map(\.1)
        guard let first = errors.first else { return }
        let ours = errors.compactMap { $0 as? LabError }
        throw ours.count == errors.count && ours.count > 1 ? LabError.several(ours) : first
    }
}

extension FileManager {
    fileprivate func moveReplacing(_ source: String, to target: String) throws {
        guard unsafe rename(source, target) == 0 else {
            throw LabError.system(doing: "rename \(source) to \(target)", words: words(of: errno))
        }
    }
}
