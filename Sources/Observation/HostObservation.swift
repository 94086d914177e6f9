package import Addresses
import Inventory
package import Rendering

/// What one host is, as it said itself in one answer.
package struct HostObservation: Hashable, Sendable {
    /// Whether the commands ran as root.
    package var isRoot = false
    package var operatingSystem = OperatingSystem()
    package var machine = Machine()
    /// Files and links among those asked for that exist, by path.
    package var files: [String: ObservedFile] = [:]
    /// Versions of the installed packages among those asked for.
    package var packages: [String: String] = [:]
    package var units: [Service: UnitState] = [:]
    /// What each service was last made to load by a deploy.
    package var applied: [Service: String] = [:]
    package var sysctls: [String: String] = [:]
    package var addresses: [ObservedAddress] = []
    package var site = ObservedSite.absent
    /// Identifier of the last deploy that changed this host, for `rollback`.
    package var lastRelease: String?
    /// Identifier of a deploy that was cut off before it ended.
    package var pendingRelease: String?
    package var haproxy: HAProxyRuntime?
    package var keepalived: KeepalivedRuntime?
    /// Programs the host must have and lacks, by Debian package.
    package var lacks: [String] = []

    package init() {}

    /// Whether a unit that should not run does, or would after a boot. One that no deploy of ours has started is
    /// somebody else's.
    package func keepsRunning(unwanted service: Service) -> Bool {
        guard let unit = units[service], applied[service] != nil else { return false }
        return unit.isActive || unit.isEnabled
    }

    /// The VIPs of the inventory that this host holds now.
    package func held(of addresses: [InterfaceAddress]) -> [IPAddress] {
        let own = Set(self.addresses.map(\.address.address))
        return addresses.map(\.address).filter(own.contains)
    }
}

package struct OperatingSystem: Hashable, Sendable {
    /// `ID` of os-release(5), for instance `debian`.
    package var id = ""
    package var version = ""
    package var name = ""

    package init(id: String = "", version: String = "", name: String = "") {
        self.id = id
        self.version = version
        self.name = name
    }
}

/// The machine's means.
package struct Machine: Hashable, Sendable {
    package var architecture = ""
    package var kernel = ""
    package var cores = 0
    package var memoryKiB = 0
    package var availableMemoryKiB = 0
    /// Seconds since the kernel started.
    package var uptime = 0
    package var disks: [Disk] = []
    package var raids: [RAIDArray] = []

    package struct Disk: Hashable, Sendable {
        package var device: String
        package var mountPoint: String
        package var sizeKiB: Int
        package var freeKiB: Int
    }

    /// A Linux software RAID array (md(4)).
    package struct RAIDArray: Hashable, Sendable {
        package var name: String
        package var level: String
        /// Members as `/proc/mdstat` draws them: `UU`, `U_`.
        package var members: String
        /// False for an array that the kernel could not start.
        package var isActive: Bool
        package var isDegraded: Bool { !isActive || members.contains("_") }
    }
}

package enum ObservedFile: Hashable, Sendable {
    /// `mode` are the permission bits; `owner` is `user:group`.
    case text(String, mode: UInt16, owner: String)
    case link(String)
    /// Larger than anything the cluster writes; its content was not read.
    case large(mode: UInt16)
    /// A folder, device or socket stands there.
    case other
}

/// A systemd unit (`systemctl show`).
package struct UnitState: Hashable, Sendable {
    package var isLoaded = false
    /// `active`, `inactive`, `failed`, `activating`, …
    package var activeState = ""
    package var subState = ""
    package var isEnabled = false
    package var mainPID = 0
    package var restarts = 0

    package init() {}

    package var isActive: Bool { activeState == "active" || activeState == "reloading" }
}

package struct ObservedAddress: Hashable, Sendable {
    package var interface: String
    package var address: InterfaceAddress

    package init(interface: String, address: InterfaceAddress) {
        self.interface = interface
        self.address = address
    }
}

/// The folder the web server serves.
package enum ObservedSite: Hashable, Sendable {
    case absent
    /// Something that is not ours stands where the document root belongs.
    case blocked
    /// SHA-256 by relative path; `others` are entries that are neither file nor folder. A file whose owner or mode was
    /// altered has no hash, and a folder like that is left out.
    case present(target: String, files: [String: String], directories: Set<String>, others: Set<String>)
}
