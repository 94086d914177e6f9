import Foundation
import Glibc
import Testing

/// What these tests need of the machine. They say what is missing when they skip.
enum Requirements {
    /// The programs they run, by the Debian package that has them.
    private static let programs = [
        ("/usr/sbin/ip", "iproute2"), ("/usr/sbin/haproxy", "haproxy"), ("/usr/bin/setpriv", "util-linux"),
    ]

    /// Why no test can run here; nil if they can.
    static let missing: String? = {
        guard getuid() == 0 else {
            return "it needs root, to make network namespaces; 'unshare --map-root-user --net' gives what it takes"
        }
        let absent = programs.filter { !FileManager.default.isExecutableFile(atPath: $0.0) }
        guard absent.isEmpty else { return "these packages are missing: " + absent.map(\.1).joined(separator: " ") }
        return nil
    }()

    /// Why `engine` cannot be tested here; nil if it can.
    static func missing(_ engine: Engine) -> String? { missing ?? (engine == .clusterd ? missingClusterd : nil) }

    private static let missingClusterd: String? = {
        guard FileManager.default.isExecutableFile(atPath: Engine.clusterdPath) else {
            return "there is no \(Engine.clusterdPath); 'swift build' makes it, or CLUSTERD names another"
        }
        guard let told = try? Program.result(of: [Engine.clusterdPath, "proxy"]) else {
            return "\(Engine.clusterdPath) cannot be run"
        }
        let isUnknown = told.output.contains("there is no command 'proxy'")
        return isUnknown ? "\(Engine.clusterdPath): there is no command 'proxy'" : nil
    }()
}

extension Trait where Self == ConditionTrait {
    /// The tests run where root may make network namespaces and the programs are there; elsewhere they say why not.
    static var withProxies: Self { .enabled(if: Requirements.missing == nil, "\(Requirements.missing ?? "")") }

    static func with(_ engine: Engine) -> Self {
        .enabled(if: Requirements.missing(engine) == nil, "\(Requirements.missing(engine) ?? "")")
    }
}
