/// Which of the two files a configuration is.
enum FileKind: String {
    case keepalived = "keepalived.conf"
    case haproxy = "haproxy.cfg"

    /// Words that stand first in a line of one of them and never of the other.
    private static let sections = ["global", "defaults", "frontend", "backend", "listen"]
    private static let blocks = [
        "global_defs", "vrrp_instance", "vrrp_sync_group", "vrrp_script", "vrrp_track_process", "static_ipaddress",
        "static_routes", "static_rules", "virtual_server", "virtual_server_group", "include",
    ]

    /// By the first word that tells; where none does, by the name.
    init(of content: [UInt8], named path: String) {
        for line in content.split(separator: 0x0A) {
            let words = line.split { $0 <= 0x20 || $0 == UInt8(ascii: "{") }
            guard let first = words.first.map({ String(decoding: $0, as: UTF8.self) }) else { continue }
            if Self.sections.contains(first) {
                self = .haproxy
                return
            }
            if Self.blocks.contains(first) {
                self = .keepalived
                return
            }
        }
        self = path.hasSuffix(".cfg") ? .haproxy : .keepalived
    }
}
