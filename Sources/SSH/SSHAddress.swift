/// Where a connection goes, as people write it: `web1:22`, `[fd00::1]:22`.
struct SSHAddress: Hashable, Sendable, CustomStringConvertible {
    let host: String
    let port: Int

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
