/// Names of the bridge's ports: the host's own where the kernel takes it, so that `ip link` reads as the inventory does.
enum BridgePort {
    /// The bridge itself.
    static let bridge = "br0"
    /// IFNAMSIZ without the closing zero.
    private static let longest = 15

    /// One name a host, no two the same.
    static func names(for hosts: [String]) -> [String] {
        hosts.map { host in
            let fits = host.utf8.count <= longest && ![bridge, "lo"].contains(host)
            let looksMade = host.hasPrefix("port")
            return fits && !looksMade ? host : "port\(StableHash.hexadecimal(of: host).prefix(8))"
        }
    }
}
