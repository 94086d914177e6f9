import Foundation

/// Who balances.
enum Engine: String, Hashable, Sendable, CaseIterable {
    case haproxy
    case clusterd

    /// The command that serves in the foreground as a configuration file says.
    ///
    /// - Parameter reloads: SIGUSR2 shall reload: for HAProxy that takes its master (-W).
    func command(_ configuration: String, reloads: Bool = false) -> [String] {
        switch self {
        case .haproxy: ["/usr/sbin/haproxy", reloads ? "-W" : "-db", "-f", configuration]
        case .clusterd: [Self.clusterdPath, "proxy", "-f", configuration, "--socket", "\(configuration).sock"]
        }
    }

    /// The program that is tested: CLUSTERD, else the one that was built with the tests.
    static let clusterdPath: String = {
        if let path = ProcessInfo.processInfo.environment["CLUSTERD"] { return path }
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("clusterd").path
    }()
}
