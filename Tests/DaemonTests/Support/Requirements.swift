import Foundation
import Glibc

/// What these tests need of the machine. They say what is missing when they skip.
enum Requirements {
    /// The programs they run, by the Debian package that has them.
    private static let programs = [
        ("/usr/sbin/ip", "iproute2"), ("/usr/sbin/keepalived", "keepalived"), ("/usr/bin/setpriv", "util-linux"),
    ]

    /// Why the tests cannot run here; nil if they can.
    static let missing: String? = {
        guard getuid() == 0 else { return "it needs root, to make network namespaces" }
        let absent = programs.filter { !FileManager.default.isExecutableFile(atPath: $0.0) }
        guard absent.isEmpty else {
            return "these packages are missing: " + absent.map(\.1).joined(separator: " ")
        }
        guard FileManager.default.isExecutableFile(atPath: clusterd) else {
            return "there is no \(clusterd); 'swift build' makes it, or CLUSTERD names another"
        }
        guard (try? Namespace()) != nil else { return "no network namespace can be made here" }
        return nil
    }()

    static var areMet: Bool { missing == nil }

    /// The daemon that is tested: CLUSTERD, else the one that was built with the tests.
    static let clusterd: String = {
        if let path = ProcessInfo.processInfo.environment["CLUSTERD"] { return path }
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("clusterd").path
    }()
}
