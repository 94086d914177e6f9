import Foundation

/// A program the lab runs, by the name it has in `$PATH`.
package enum LabTool: String, Hashable, Sendable, CaseIterable {
    case aptGet = "apt-get"
    case flock
    case ip
    case mmdebstrap
    case mount
    case nsenter
    case setsid
    case sshKeygen = "ssh-keygen"
    case systemdNspawn = "systemd-nspawn"
    case unshare

    /// Debian's package that holds it.
    package var package: String {
        switch self {
        case .aptGet: "apt"
        case .ip: "iproute2"
        case .mmdebstrap: "mmdebstrap"
        case .mount: "mount"
        case .sshKeygen: "openssh-client"
        case .systemdNspawn: "systemd-container"
        case .flock, .nsenter, .setsid, .unshare: "util-linux"
        }
    }

    /// - Throws: `LabError.notRoot`, or `LabError.missingTools` with all that are missing.
    static func checkAll() throws {
        guard geteuid() == 0 else { throw LabError.notRoot }
        let missing = missing(in: searchPath)
        guard missing.isEmpty else { throw LabError.missingTools(missing) }
    }

    static func missing(in searchPath: String) -> [LabTool] {
        let folders = searchPath.split(separator: ":")
        return allCases.filter { tool in
            !folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(tool.rawValue)") }
        }
    }

    /// The caller's `$PATH` with the folders of system programs, which a plain user's lacks.
    static var searchPath: String {
        let inherited = ProcessInfo.processInfo.environment["PATH"].map { "\($0):" } ?? ""
        return inherited + "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    }
}
