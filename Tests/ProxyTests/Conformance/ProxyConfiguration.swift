/// A haproxy.cfg: what a row says within what all rows share. The proxy is at 127.0.0.1:80.
struct ProxyConfiguration: Sendable {
    var global: [String] = []
    var defaults: [String] = []
    var frontend: [String] = []
    var backend: [String] = []
    var servers = ["server a 127.0.0.1:81"]
    /// Added to the frontend's `bind`.
    var bind = ""
    /// Whole sections after these.
    var sections: [String] = []
    /// Where the proxy listens.
    var ports: Set<UInt16> = [80]
    /// Files beside the configuration, which says `FOLDER` for where they are.
    var files: [String: String] = [:]

    func text(in folder: String) -> String {
        let defaults = ["mode http", "timeout connect 1s", "timeout client 3s", "timeout server 3s"] + self.defaults
        return [
            section("global", ["nbthread 1"] + global),
            section("defaults", defaults),
            section("frontend front", ["bind 127.0.0.1:80 \(bind)"] + frontend + ["default_backend back"]),
            section("backend back", backend + servers),
            sections.joined(separator: "\n\n"), "",
        ].joined(separator: "\n\n").replacing("FOLDER", with: folder)
    }

    private func section(_ title: String, _ lines: [String]) -> String {
        ([title] + lines.map { "    \($0)" }).joined(separator: "\n")
    }
}
