/// What a running haproxy says of itself (`show info`, `show stat`).
package struct HAProxyRuntime: Hashable, Sendable {
    /// `description` of the configuration it has loaded; nil if it has none.
    package var description: String?
    package var version = ""
    package var uptimeSeconds = 0
    package var currentConnections = 0
    package var servers: [Server] = []

    /// One server of one backend, as this balancer sees it.
    package struct Server: Hashable, Sendable {
        package var backend: String
        package var name: String
        /// `UP`, `DOWN`, `UP 1/3`, `MAINT`, `DRAIN`, `no check`, …
        package var status: String
        /// `L7OK`, `L4CON`, …; empty before the first check.
        package var checkStatus: String
        /// Seconds since the last change of status.
        package var sinceSeconds: Int
        package var currentSessions: Int

        /// Whether it takes new requests.
        package var isUp: Bool { status.hasPrefix("UP") || status == "no check" }
    }

    /// Reads the answers to `show info` and `show stat` (management guide §9.1, §9.3). Fields this version of haproxy
    /// does not give stay empty.
    package init(info: String, stat: String) {
        for line in info.split(separator: "\n") {
            let (key, value) = Self.pair(line)
            switch key {
            case "description": description = value.isEmpty ? nil : value
            case "Version": version = value
            case "Uptime_sec": uptimeSeconds = Int(value) ?? 0
            case "CurrConns": currentConnections = Int(value) ?? 0
            default: break
            }
        }
        servers = Self.servers(stat)
    }

    private static func pair(_ line: Substring) -> (key: String, value: String) {
        guard let colon = line.firstIndex(of: ":") else { return (String(line), "") }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        return (String(line[..<colon]), String(value))
    }

    private static func servers(_ stat: String) -> [Server] {
        let lines = stat.split(separator: "\n")
        guard let header = lines.first, header.hasPrefix("# ") else { return [] }
        let names = header.dropFirst(2).split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return lines.dropFirst().compactMap { line in
            let values = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let fields = Dictionary(zip(names, values)) { first, _ in first }
            // `type` 2 is a server; 0 and 1 are the frontend's and the backend's own rows.
            guard fields["type"] == "2", let backend = fields["pxname"], let name = fields["svname"] else { return nil }
            return Server(
                backend: backend, name: name, status: fields["status"] ?? "",
                checkStatus: fields["check_status"] ?? "", sinceSeconds: fields["lastchg"].flatMap(Int.init) ?? 0,
                currentSessions: fields["scur"].flatMap(Int.init) ?? 0)
        }
    }
}
