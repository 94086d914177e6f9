/// Where the kernel offers control groups, and how a host's limits are written there (cgroups(7)).
struct ControlGroupHierarchy: Hashable, Sendable {
    enum Version: Hashable, Sendable {
        case one
        case two
    }

    var version: Version
    var mountPoint: String
    /// `memory`, `cpu`, …, or `name=systemd`; for version 2 what its root offers.
    var controllers: Set<String>

    /// The hierarchies that matter to a host, as a `mountinfo` file lists them: those of `memory`, `cpu` and systemd.
    static func all(mounts: String, controllersOf: (String) -> Set<String>) -> [ControlGroupHierarchy] {
        mounts.split(separator: "\n").compactMap { line in
            // "30 25 0:26 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory"
            let fields = line.split(separator: " ")
            guard let dash = fields.firstIndex(of: "-"), fields.count > dash + 3, fields.count > 4 else { return nil }
            let mountPoint = String(fields[4])
            switch fields[dash + 1] {
            case "cgroup":
                let options = Set(fields[dash + 3].split(separator: ",").map(String.init))
                let wanted = options.intersection(["memory", "cpu", "name=systemd"])
                return wanted.isEmpty ? nil : Self(version: .one, mountPoint: mountPoint, controllers: wanted)
            case "cgroup2":
                return Self(version: .two, mountPoint: mountPoint, controllers: controllersOf(mountPoint))
            default: return nil
            }
        }
    }
}

/// One host's control groups.
struct ControlGroup: Hashable, Sendable {
    /// A value to be written to a file of a group.
    struct Setting: Hashable, Sendable {
        /// `memory` or `cpu`, as the operator is told of it.
        var controller: String
        var path: String
        var value: String
    }

    /// One folder a hierarchy; the container's first process joins them all.
    let directories: [String]
    /// Files of the roots that must allow a controller first (version 2).
    let delegations: [Setting]
    let settings: [Setting]
    /// Limits that were asked for and that no hierarchy can keep.
    let missing: [String]

    init(name: String, hierarchies: [ControlGroupHierarchy], limits: HostLimits) {
        directories = hierarchies.map { "\($0.mountPoint)/\(name)" }
        let asked = [("memory", limits.memory != nil), ("cpu", limits.cpus != nil)]
        missing = asked.filter { controller, isAsked in
            isAsked && !hierarchies.contains { $0.controllers.contains(controller) }
        }.map(\.0)
        settings = hierarchies.flatMap { Self.settings(in: $0, name: name, limits: limits) }
        delegations = hierarchies.filter { $0.version == .two }.flatMap { hierarchy in
            hierarchy.controllers.intersection(asked.filter(\.1).map(\.0)).sorted().map {
                Setting(controller: $0, path: "\(hierarchy.mountPoint)/cgroup.subtree_control", value: "+\($0)")
            }
        }
    }

    /// 100 ms, the kernel's own default.
    private static let periodMicroseconds = 100_000

    private static func settings(
        in hierarchy: ControlGroupHierarchy, name: String, limits: HostLimits
    ) -> [Setting] {
        let folder = "\(hierarchy.mountPoint)/\(name)"
        let quota = limits.cpus.map { Int($0 * Double(periodMicroseconds)) }
        var settings: [Setting] = []
        if hierarchy.controllers.contains("memory"), let memory = limits.memory {
            let file = hierarchy.version == .one ? "memory.limit_in_bytes" : "memory.max"
            settings.append(Setting(controller: "memory", path: "\(folder)/\(file)", value: String(memory)))
        }
        if hierarchy.controllers.contains("cpu"), let quota {
            switch hierarchy.version {
            case .one:
                settings += [
                    Setting(controller: "cpu", path: "\(folder)/cpu.cfs_period_us", value: "\(periodMicroseconds)"),
                    Setting(controller: "cpu", path: "\(folder)/cpu.cfs_quota_us", value: "\(quota)"),
                ]
            case .two:
                settings.append(
                    Setting(controller: "cpu", path: "\(folder)/cpu.max", value: "\(quota) \(periodMicroseconds)"))
            }
        }
        return settings
    }
}
