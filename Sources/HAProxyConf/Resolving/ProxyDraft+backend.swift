extension ProxyDraft {
    /// The server side.
    func backend(
        id: Int, ownFrontend: Int?, _ logging: Logging, _ diagnostics: inout Diagnostics
    ) -> Backend {
        let isHTTP = settings.mode == .http
        let isFallback = !isHTTP && settings.balance.needsHTTP
        let check = healthCheck(&diagnostics)
        return Backend(
            name: name, id: id, location: location, ownFrontend: ownFrontend, description: description,
            mode: settings.mode, isDisabled: settings.isDisabled, timeouts: serverTimeouts,
            connectionMode: settings.connectionMode, forwardedFor: isHTTP ? settings.forwardedFor : nil,
            balance: isFallback ? .roundRobin : settings.balance, servers: resolvedServers(check, &diagnostics),
            usesAllBackups: settings.options.contains(.allBackups), retries: settings.retries,
            retryOn: isHTTP ? settings.retryOn : settings.retryOn.intersection(.connectionFailure),
            redispatchInterval: settings.redispatchInterval,
            abortsOnClose: settings.options.contains(.abortOnClose), reuse: settings.reuse,
            cookie: isHTTP ? settings.cookie : nil, healthCheck: check,
            logsHealthChecks: settings.options.contains(.logHealthChecks), logging: logging, acls: acls,
            requestRules: isHTTP ? requestRules : [], responseRules: isHTTP ? responseRules : [],
            serverRules: resolvedServerRules(&diagnostics), statistics: isHTTP ? settings.statistics?.statistics : nil,
            errorPages: settings.errorPages)
    }

    private var serverTimeouts: ServerTimeouts {
        let times = settings.timeouts
        return ServerTimeouts(
            connect: times["connect"], server: times["server"], serverFin: times["server-fin"],
            queue: times["queue"] ?? times["connect"], check: times["check"], tunnel: times["tunnel"])
    }

    private func resolvedServerRules(_ diagnostics: inout Diagnostics) -> [ServerRule] {
        var rules: [ServerRule] = []
        for rule in serverRules {
            if let server = serverNames[rule.server] {
                rules.append(ServerRule(server: server, condition: rule.condition, location: rule.location))
            } else {
                let candidates = servers.prefix(200).map { $0.name }
                let message = "there is no server \(quoted(rule.server)) in this section"
                diagnostics.error(rule.location, message + hint(rule.server, among: candidates))
            }
        }
        return rules
    }

    private func resolvedServers(_ check: HealthCheck, _ diagnostics: inout Diagnostics) -> [ServerDefinition] {
        var resolved: [ServerDefinition] = []
        for (index, server) in servers.enumerated() {
            if server.settings.isChecked { self.check(server, check, &diagnostics) }
            if settings.mode == .tcp, server.settings.cookie != nil {
                diagnostics.warning(server.location, "'cookie' of a server has no effect in 'mode tcp'")
            }
            resolved.append(server.resolved(id: index + 1))
        }
        return resolved
    }

    private func check(_ server: ServerDraft, _ check: HealthCheck, _ diagnostics: inout Diagnostics) {
        if case .client = server.port, server.settings.checkPort == nil, !check.hasPorts {
            diagnostics.error(
                server.location,
                "the server \(quoted(server.name)) has no port to check: give it one, or 'port' after 'check'")
        }
        if settings.mode == .tcp, server.settings.observation == .layer7 {
            diagnostics.error(server.location, "'observe layer7' needs 'mode http'")
        }
    }
}

extension HealthCheck {
    /// Whether every connection says its own port.
    fileprivate var hasPorts: Bool {
        guard case .http(let steps) = self else { return false }
        return steps.allSatisfy { step in
            guard case .connect(let connection) = step else { return true }
            return connection.port != nil
        }
    }
}

extension ServerDraft {
    fileprivate func resolved(id: Int) -> ServerDefinition {
        let checksElsewhere = settings.checkAddress != nil || settings.checkPort != nil
        return ServerDefinition(
            name: name, id: id, location: location, address: address, port: port, weight: settings.weight,
            isBackup: settings.isBackup, isDisabled: settings.isDisabled,
            check: ServerDefinition.Check(
                isEnabled: settings.isChecked, address: settings.checkAddress, port: settings.checkPort,
                interval: settings.interval, fastInterval: settings.fastInterval ?? settings.interval,
                downInterval: settings.downInterval ?? settings.interval, rise: settings.rise, fall: settings.fall,
                sendsProxyHeader: settings.sendsProxyHeader && !checksElsewhere),
            observation: settings.observation, errorLimit: settings.errorLimit, errorAction: settings.errorAction,
            cookie: settings.cookie, maxConnections: settings.maxConnections, maxQueue: settings.maxQueue,
            slowStart: settings.slowStart, sendsProxyHeader: settings.sendsProxyHeader,
            endsSessionsWhenDown: settings.endsSessionsWhenDown,
            endsBackupSessionsWhenUp: settings.endsBackupSessionsWhenUp)
    }
}
