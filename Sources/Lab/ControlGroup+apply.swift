import Foundation

extension ControlGroupHierarchy {
    /// Those of this machine.
    static func ofThisMachine() -> [ControlGroupHierarchy] {
        all(mounts: ProcFile.text("/proc/self/mountinfo")) { mountPoint in
            let offered = ProcFile.text("\(mountPoint)/cgroup.controllers")
            return Set(offered.split(whereSeparator: \.isWhitespace).map(String.init))
        }
    }
}

extension ControlGroup {
    /// Makes the groups and sets the limits.
    ///
    /// - Returns: Why limits are not kept, one sentence each; and the folders that could be made.
    func apply() -> (directories: [String], problems: [String]) {
        var problems = missing.map { "no \($0) limit: this kernel offers no \($0) control group" }
        let made = directories.filter { unsafe mkdir($0, 0o755) == 0 || errno == EEXIST }
        for setting in delegations + settings {
            if let words = Self.write(setting.value, to: setting.path) {
                problems.append("no \(setting.controller) limit: \(setting.path): \(words)")
            }
        }
        return (made, problems)
    }

    /// Removes every group with a name that `matches`, and what its container made below it.
    ///
    /// A group stays busy for a moment after its last process has ended.
    /// - Returns: The folders that are still there.
    static func remove(where matches: (String) -> Bool) async throws -> [String] {
        let deadline = ContinuousClock.now + .seconds(5)
        while true {
            let folders = ControlGroupHierarchy.ofThisMachine().flatMap { hierarchy in
                entries(hierarchy.mountPoint).filter(matches).map { "\(hierarchy.mountPoint)/\($0)" }
            }
            folders.forEach(removeTree)
            let left = folders.filter { FileManager.default.fileExists(atPath: $0) }
            if left.isEmpty || ContinuousClock.now > deadline { return left }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private static func removeTree(_ folder: String) {
        for entry in entries(folder) where isFolder("\(folder)/\(entry)") {
            removeTree("\(folder)/\(entry)")
        }
        unsafe rmdir(folder)
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private static func entries(_ folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    /// - Returns: What strerror says if the kernel refuses.
    private static func write(_ value: String, to path: String) -> String? {
        let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return words(of: errno) }
        defer { close(descriptor) }
        let bytes = Array(value.utf8)
        return unsafe Glibc.write(descriptor, bytes, bytes.count) == bytes.count ? nil : words(of: errno)
    }
}
