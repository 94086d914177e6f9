/// One host of the cluster.
package struct HostStatus: Hashable, Sendable, Encodable {
    package var name: String
    package var address: String
    package var role: String
    package var isReachable: Bool
    /// Why it could not be asked.
    package var error: String?
    package var machine: MachineStatus?
    package var services: [ServiceStatus] = []
    /// What its keepalived says of itself; empty on web servers and where keepalived does not answer.
    package var vrrp: [VRRPStatus] = []
    /// Which configuration its programs run; those that cannot be asked are left out.
    package var running: [RunningConfiguration] = []

    private enum CodingKeys: String, CodingKey {
        case name, address, role
        case isReachable = "reachable"
        case error, machine, services, vrrp
        case running = "running_configurations"
    }
}

package struct MachineStatus: Hashable, Sendable, Encodable {
    package var operatingSystem: String
    package var cores: Int
    package var memoryMiB: Int
    package var availableMemoryMiB: Int
    package var uptimeSeconds: Int
    package var disks: [DiskStatus]
    package var raids: [RAIDStatus]

    private enum CodingKeys: String, CodingKey {
        case operatingSystem = "operating_system"
        case cores
        case memoryMiB = "memory_mib"
        case availableMemoryMiB = "available_memory_mib"
        case uptimeSeconds = "uptime_seconds"
        case disks, raids
    }
}

package struct DiskStatus: Hashable, Sendable, Encodable {
    package var mountPoint: String
    package var device: String
    package var sizeMiB: Int
    package var freeMiB: Int

    /// 0 to 100.
    package var freePercent: Int { sizeMiB > 0 ? freeMiB * 100 / sizeMiB : 100 }

    private enum CodingKeys: String, CodingKey {
        case mountPoint = "mount_point"
        case device
        case sizeMiB = "size_mib"
        case freeMiB = "free_mib"
    }
}

package struct RAIDStatus: Hashable, Sendable, Encodable {
    package var name: String
    package var level: String
    /// `UU`, `U_`; empty where the level has no redundancy.
    package var members: String
    package var isDegraded: Bool

    private enum CodingKeys: String, CodingKey {
        case name, level, members
        case isDegraded = "degraded"
    }
}

package struct ServiceStatus: Hashable, Sendable, Encodable {
    package var name: String
    /// systemd's word: `active`, `failed`, `inactive`; `not installed`.
    package var state: String
    package var isActive: Bool
    package var isEnabled: Bool
    package var restarts: Int

    private enum CodingKeys: String, CodingKey {
        case name, state
        case isActive = "active"
        case isEnabled = "enabled"
        case restarts
    }
}

package struct VRRPStatus: Hashable, Sendable, Encodable {
    package var instance: String
    /// `MASTER`, `BACKUP`, `FAULT` or `INIT`.
    package var state: String
    package var priority: Int
    package var effectivePriority: Int
    package var interface: String
    package var virtualRouterID: Int
    /// Seconds since 1970.
    package var lastTransition: Double

    private enum CodingKeys: String, CodingKey {
        case instance, state, priority
        case effectivePriority = "effective_priority"
        case interface
        case virtualRouterID = "virtual_router_id"
        case lastTransition = "last_transition"
    }
}

package struct RunningConfiguration: Hashable, Sendable, Encodable {
    package var program: String
    /// The name of the rendered configuration.
    package var expected: String
    /// What the program says it has loaded.
    package var found: String
    package var isCurrent: Bool { expected == found }

    private enum CodingKeys: String, CodingKey {
        case program, expected, found
    }
}
