import Addresses

extension HAProxyConfiguration {
    /// What was read, for people: a line each for the process, frontends with their addresses, and backends with their
    /// servers. No secret is in it.
    package var summary: String {
        var lines = ["\(printable(file, limit: 200)): \(count(frontends.count, "frontend")), \(backendCount)"]
        lines.append(global.summary)
        for frontend in frontends { lines.append(frontend.summary(backends)) }
        for backend in backends { lines += backend.summaryLines }
        return lines.joined(separator: "\n")
    }

    private var backendCount: String {
        let servers = backends.reduce(0) { $0 + $1.servers.count }
        return "\(count(backends.count, "backend")), \(count(servers, "server"))"
    }
}

private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

extension Global {
    fileprivate var summary: String {
        var facts = ["process"]
        if let user { facts.append("as \(user.text)" + (group.map { ":\($0.text)" } ?? "")) }
        if let chroot { facts.append("in \(printable(chroot))") }
        if let maxConnections { facts.append("at most \(count(maxConnections, "connection"))") }
        if let threads { facts.append(count(threads, "thread")) }
        for socket in runtimeSockets { facts.append("commands at \(socket.endpoint.text) (\(socket.level.text))") }
        if !logs.isEmpty { facts.append("logs to \(logs.map { $0.destination.text }.joined(separator: " and "))") }
        return facts.joined(separator: ", ")
    }
}

extension ProcessAccount {
    fileprivate var text: String {
        switch self {
        case .name(let name): printable(name)
        case .id(let id): String(id)
        }
    }
}

extension RuntimeSocket.Endpoint {
    fileprivate var text: String {
        switch self {
        case .path(let path): printable(path, limit: 200)
        case .ip(let address, let port): socketText(address, port)
        }
    }
}

extension RuntimeSocket.Level {
    fileprivate var text: String { ["user", "operator", "admin"][rawValue] }
}

extension LogTarget.Destination {
    fileprivate var text: String {
        switch self {
        case .datagram(let host, let port): "\(host):\(port)"
        case .unix(let path): printable(path, limit: 200)
        case .standardOutput: "stdout"
        case .standardError: "stderr"
        }
    }
}

/// `10.0.0.10:80`, `[fd00::10]:80`.
private func socketText(_ address: IPAddress, _ port: UInt16) -> String {
    address.family == .ipv4 ? "\(address):\(port)" : "[\(address)]:\(port)"
}

extension Mode {
    fileprivate var text: String { self == .tcp ? "tcp" : "http" }
}

extension Frontend {
    fileprivate func summary(_ backends: [Backend]) -> String {
        var facts = [mode.text]
        if isDisabled { facts.append("disabled") }
        // Of a range of ports the first ones tell enough.
        let shown = binds.prefix(4).map { socketText($0.address, $0.port) }.joined(separator: ", ")
        let more = binds.count > 4 ? " and \(binds.count - 4) more" : ""
        facts.append(binds.isEmpty ? "without an address" : "on \(shown)\(more)")
        if let statistics { facts.append("statistics at \(quoted(statistics.uri))") }
        if !requestRules.isEmpty || !responseRules.isEmpty {
            facts.append(count(requestRules.count + responseRules.count, "rule"))
        }
        var targets: [String] = []
        for rule in backendRules where !targets.contains(backends[rule.backend].name) {
            targets.append(backends[rule.backend].name)
        }
        if let defaultBackend, !targets.contains(backends[defaultBackend].name) {
            targets.append(backends[defaultBackend].name)
        }
        facts.append(targets.isEmpty ? "to no backend" : "to \(targets.prefix(8).map(quoted).joined(separator: ", "))")
        return "frontend \(quoted(name)): \(facts.joined(separator: ", "))"
    }
}

extension Backend {
    fileprivate var summaryLines: [String] {
        var facts = [mode.text]
        if isDisabled { facts.append("disabled") }
        facts += ["balance \(balance.text)", healthCheck.text]
        if let cookie { facts.append("cookie \(quoted(cookie.name))") }
        return ["backend \(quoted(name)): \(facts.joined(separator: ", "))"] + servers.map { $0.summary }
    }
}

extension Balance {
    fileprivate var text: String {
        switch self {
        case .roundRobin: "roundrobin"
        case .staticRoundRobin: "static-rr"
        case .leastConnections: "leastconn"
        case .first: "first"
        case .source: "source"
        case .uri: "uri"
        case .header(let name, _): "hdr(\(String(decoding: name, as: UTF8.self)))"
        case .random(let draws): "random(\(draws))"
        }
    }
}

extension HealthCheck {
    fileprivate var text: String {
        guard case .http(let steps) = self else { return "checked by connecting" }
        for step in steps {
            guard case .send(let request) = step else { continue }
            let text = String(decoding: request.method + [0x20] + request.uri, as: UTF8.self)
            return "checked by '\(printable(text))'"
        }
        return "checked by HTTP"
    }
}

extension ServerDefinition {
    fileprivate var summary: String {
        var facts = ["weight \(weight)"]
        if check.isEnabled {
            facts.append("checked every \(timeText(check.interval)), rise \(check.rise), fall \(check.fall)")
        } else {
            facts.append("not checked")
        }
        if isBackup { facts.append("backup") }
        if isDisabled { facts.append("disabled") }
        if maxConnections > 0 { facts.append("at most \(count(maxConnections, "connection"))") }
        return "    server \(quoted(name)): \(addressText), \(facts.joined(separator: ", "))"
    }

    private var addressText: String {
        switch (address, port) {
        case (.ip(let address), .fixed(let port)): socketText(address, port)
        case (.name, .fixed(let port)): "\(address):\(port)"
        case (_, .client(let offset)):
            "\(address), the client's port" + (offset == 0 ? "" : offset > 0 ? " + \(offset)" : " - \(-offset)")
        }
    }
}
