extension ProxyDraft {
    /// The client side.
    func frontend(
        id: Int, ownBackend: Int?, _ logging: Logging, _ diagnostics: inout Diagnostics
    ) -> Frontend {
        if binds.isEmpty, section == .frontend, !settings.isDisabled, !isFaulty {
            diagnostics.warning(location, "\(title) has no 'bind': nobody can reach it")
        }
        let isHTTP = settings.mode == .http
        return Frontend(
            name: name, id: id, location: location, ownBackend: ownBackend, description: description,
            mode: settings.mode, isDisabled: settings.isDisabled, binds: binds, maxConnections: settings.maxConnections,
            backlog: settings.backlog,
            timeouts: ClientTimeouts(
                client: settings.timeouts["client"], clientFin: settings.timeouts["client-fin"],
                httpRequest: settings.timeouts["http-request"], httpKeepAlive: settings.timeouts["http-keep-alive"]),
            connectionMode: settings.connectionMode, forwardedFor: isHTTP ? settings.forwardedFor : nil,
            logging: logging, acls: acls, connectionRules: connectionRules,
            requestRules: isHTTP ? requestRules : [], responseRules: isHTTP ? responseRules : [],
            backendRules: backendRules, defaultBackend: settings.defaultBackend?.value ?? ownBackend,
            statistics: isHTTP ? settings.statistics?.statistics : nil,
            monitorURI: isHTTP ? settings.monitorURI : nil, errorPages: settings.errorPages)
    }

    /// `log global` replaced by what `global` says.
    func logging(_ global: GlobalDraft) -> Logging {
        var targets: [LogTarget] = []
        for line in settings.logLines {
            switch line {
            case .global: targets += global.logs
            case .target(let target): targets.append(target)
            }
        }
        let isFallback = settings.mode == .tcp && settings.logFormat == .http
        return Logging(
            targets: targets, tag: settings.logTag, format: isFallback ? .tcp : settings.logFormat,
            skipsEmptyConnections: settings.options.contains(.dontLogNull))
    }
}
