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

/// A hash that is the same in every process: FNV-1a, 64 bits.
enum StableHash {
    static func hexadecimal(of text: String) -> String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
