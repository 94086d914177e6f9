import Inventory
import Rendering

/// What the services need of a machine: the one table of it.
///
/// A figure below a need is a warning. Two things are more than that, because the next failure is then an outage:
/// an array that has lost a member, and a disk without room for a log line.
enum Needs {
    static let cores = 1
    /// Debian with systemd and sshd at rest, with room for a deploy.
    static let systemMiB = 128
    /// Two buffers of 16 KiB for each connection (`tune.bufsize`): what haproxy takes when `maxconn` is reached.
    static let connectionKiB = 32
    /// The store that varnish is given (`-s malloc,64m`).
    static let cacheMiB = 64
    /// Less than this left over, and the kernel soon ends processes.
    static let availableMiB = 32
    /// Room for packages, logs and the previous releases.
    static let diskFreeMiB = 200
    static let diskFreePercent = 10
    /// Less than this is a full disk.
    static let diskFullMiB = 16

    static func memoryMiB(_ host: HostConfiguration, _ inventory: Inventory) -> Int {
        switch host.role {
        case .balancer: systemMiB + inventory.proxy.maxConnections * connectionKiB / 1024
        case .web: systemMiB + (host.services.contains(.varnish) ? cacheMiB : 0)
        }
    }
}
