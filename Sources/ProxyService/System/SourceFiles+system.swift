package import HAProxyConf
import Linux

extension SourceFiles {
    /// The files of this host. Only regular files are read, so that no pipe and no device holds the program.
    package static let system = SourceFiles { path, limit in
        do throws(LinuxError) {
            return .success(try File.read(path, limit: limit + 1))
        } catch {
            let words = LinuxError.words(error.code)
            return .failure(Failure(reason: error.detail.isEmpty ? words : "\(words): \(error.detail)"))
        }
    }
}

/// The variables of this process, for `"$NAME"` in a configuration.
package enum ProcessEnvironment {
    package static func read() -> [String: String] {
        guard let bytes = try? File.read("/proc/self/environ", limit: 4 << 20) else { return [:] }
        var variables: [String: String] = [:]
        for entry in bytes.split(separator: 0) {
            guard let end = entry.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(decoding: entry[..<end], as: UTF8.self)
            variables[name] = String(decoding: entry[(end + 1)...], as: UTF8.self)
        }
        return variables
    }
}
