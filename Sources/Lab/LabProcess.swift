import CLinux
import Foundation

/// A running process that belongs to a lab: found in /proc by what it is, never by its program's name.
///
/// It belongs to a lab if its environment holds the lab's ``Marker``, or if one of its mounts is the disk of one of the
/// lab's hosts: the container's own processes have a clean environment.
struct LabProcess: Hashable, Sendable {
    let pid: Int32
    /// Field 22 of /proc/PID/stat, in clock ticks since the machine's boot: with the pid, one process for ever.
    let startTime: UInt64
    /// nil for a process of the lab's own: a base tree's builder, or a command at the operator's place.
    let host: String?
    /// Whether it is the first process of its container.
    let isLeader: Bool

    /// An entry of the environment of what a lab starts.
    struct Marker: Hashable, Sendable {
        static let variable = "CLUSTER_LAB_PROCESS"

        let lab: String
        let host: String?

        var value: String { host.map { "\(lab).\($0)" } ?? lab }
    }

    /// Every process of the lab, without the caller and those above it.
    static func all(of lab: Lab) -> [LabProcess] {
        let above = ancestors()
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { entry in
            guard let pid = Int32(entry), !above.contains(pid) else { return nil }
            return LabProcess(pid: pid, lab: lab)
        }
    }

    private init?(pid: Int32, lab: Lab) {
        guard
            let owner = ProcFile.marker(in: ProcFile.read("/proc/\(pid)/environ"), lab: lab.name)
                ?? ProcFile.diskOwner(in: ProcFile.text("/proc/\(pid)/mountinfo"), hosts: lab.paths.hosts),
            let startTime = ProcFile.startTime(in: ProcFile.text("/proc/\(pid)/stat"))
        else { return nil }
        self.pid = pid
        self.startTime = startTime
        host = owner.host
        isLeader = owner.byDisk && ProcFile.isLeader(status: ProcFile.text("/proc/\(pid)/status"))
    }

    /// Sends SIGKILL to exactly this process; nothing if it has ended.
    func kill() {
        let descriptor = linux_pidfd_open(pid)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard ProcFile.startTime(in: ProcFile.text("/proc/\(pid)/stat")) == startTime else { return }
        _ = linux_pidfd_send_signal(descriptor, SIGKILL)
    }

    /// Kills the lab's processes (of one host, or all) until none is left.
    ///
    /// - Throws: `LabError.leftovers` if some are still there after 10 s.
    static func killAll(of lab: Lab, host: String? = nil) async throws {
        let deadline = ContinuousClock.now + .seconds(10)
        while true {
            let processes = all(of: lab).filter { host == nil || $0.host == host }
            if processes.isEmpty { return }
            guard ContinuousClock.now < deadline else {
                throw LabError.leftovers(lab: lab.name, processes.map { "process \($0.pid) (\($0.host ?? "lab"))" })
            }
            processes.forEach { $0.kill() }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    private static func ancestors() -> Set<Int32> {
        var found: Set<Int32> = []
        var pid = getpid()
        while pid > 0, found.insert(pid).inserted {
            pid = ProcFile.parent(in: ProcFile.text("/proc/\(pid)/stat")) ?? 0
        }
        return found
    }
}
