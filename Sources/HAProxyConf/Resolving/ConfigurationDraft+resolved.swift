import Addresses

extension ConfigurationDraft {
    /// The configuration with every default filled in; nil after telling why there is none.
    func resolved(_ diagnostics: inout Diagnostics) -> HAProxyConfiguration? {
        checkNames(&diagnostics)
        // HAProxy numbers its own proxy of the runtime sockets first.
        let firstID = global.runtimeSockets.isEmpty ? 1 : 2
        var parts = ResolvedProxies(global: global)
        for (index, proxy) in proxies.enumerated() { parts.add(proxy, id: firstID + index, &diagnostics) }
        parts.checkReferences(&diagnostics)
        parts.checkBinds(&diagnostics)
        let listens = parts.frontends.contains { !$0.isDisabled && !$0.binds.isEmpty }
        if !listens, global.runtimeSockets.isEmpty, !diagnostics.hasErrors {
            diagnostics.error(
                start, "nothing listens: there is no 'bind' in a frontend or listen, and no 'stats socket'")
        }
        guard !diagnostics.hasErrors else { return nil }
        return HAProxyConfiguration(
            global: global.resolved, frontends: parts.frontends, backends: parts.backends, file: start.file,
            warnings: diagnostics.warnings.told)
    }

    /// A name is that of one frontend and one backend; a `listen` is both.
    private func checkNames(_ diagnostics: inout Diagnostics) {
        var frontends: [String: SourceLocation] = [:]
        var backends: [String: SourceLocation] = [:]
        for proxy in proxies where !proxy.name.isEmpty {
            let earlier =
                (proxy.section.hasFrontend ? frontends[proxy.name] : nil)
                ?? (proxy.section.hasBackend ? backends[proxy.name] : nil)
            if let earlier {
                diagnostics.error(proxy.location, "the name \(quoted(proxy.name)) is already taken at \(earlier)")
            }
            if proxy.section.hasFrontend { frontends[proxy.name] = proxy.location }
            if proxy.section.hasBackend { backends[proxy.name] = proxy.location }
        }
    }
}

extension GlobalDraft {
    fileprivate var resolved: Global {
        Global(
            description: description, node: node, logs: logs, logTag: logTag, chroot: chroot, user: user, group: group,
            isDaemon: isDaemon, pidFile: pidFile, maxConnections: maxConnections, threads: threads,
            hardStopAfter: hardStopAfter, spreadChecks: spreadChecks, runtimeSockets: runtimeSockets,
            runtimeTimeout: runtimeTimeout, runtimeMaxConnections: runtimeMaxConnections)
    }
}

/// Frontends and backends of the sections before.
struct ResolvedProxies {
    let global: GlobalDraft
    private(set) var frontends: [Frontend] = []
    private(set) var backends: [Backend] = []
    /// Where the frontend at the same index names its default backend.
    private var defaultBackendLocations: [SourceLocation?] = []

    init(global: GlobalDraft) { self.global = global }

    mutating func add(_ proxy: ProxyDraft, id: Int, _ diagnostics: inout Diagnostics) {
        let (frontend, backend) = (frontends.count, backends.count)
        let isListen = proxy.section == .listen
        proxy.warnOfModes(&diagnostics)
        proxy.warnOfTimeouts(&diagnostics)
        let logging = proxy.logging(global)
        if proxy.section.hasFrontend {
            defaultBackendLocations.append(proxy.settings.defaultBackend?.location)
            frontends.append(proxy.frontend(id: id, ownBackend: isListen ? backend : nil, logging, &diagnostics))
        }
        if proxy.section.hasBackend {
            backends.append(proxy.backend(id: id, ownFrontend: isListen ? frontend : nil, logging, &diagnostics))
        }
    }

    /// Whether frontends and the backends they name go together.
    func checkReferences(_ diagnostics: inout Diagnostics) {
        for (index, frontend) in frontends.enumerated() {
            for rule in frontend.backendRules { check(frontend, rule.backend, at: rule.location, &diagnostics) }
            guard let backend = frontend.defaultBackend, let location = defaultBackendLocations[index] else { continue }
            check(frontend, backend, at: location, &diagnostics)
            if backend == frontend.ownBackend {
                diagnostics.error(location, "'default_backend' of a listen cannot be the listen itself: leave it away")
            } else if let own = frontend.ownBackend, backends.indices.contains(own), !backends[own].servers.isEmpty {
                diagnostics.warning(
                    location, "'default_backend' comes before the servers of this listen: they are never used")
            }
        }
    }

    /// Two sockets of one address share its connections: that is hardly what was meant.
    func checkBinds(_ diagnostics: inout Diagnostics) {
        var seen: [ListenAddress: SourceLocation] = [:]
        for bind in frontends.filter({ !$0.isDisabled }).flatMap({ $0.binds }) {
            let address = ListenAddress(address: bind.address, port: bind.port)
            if let earlier = seen.updateValue(bind.location, forKey: address) {
                diagnostics.warning(
                    bind.location,
                    "port \(bind.port) of \(bind.address) is already listened on at \(earlier): connections go to either"
                )
            }
        }
    }

    private func check(
        _ frontend: Frontend, _ index: Int, at location: SourceLocation, _ diagnostics: inout Diagnostics
    ) {
        guard backends.indices.contains(index) else { return }
        let backend = backends[index]
        guard frontend.mode != backend.mode else { return }
        if frontend.mode == .tcp {
            diagnostics.error(
                location,
                "from a tcp frontend to the http backend \(quoted(backend.name)) is not supported by clusterd: set 'mode "
                    + "http' in both")
        } else {
            diagnostics.error(
                location,
                "the backend \(quoted(backend.name)) (\(backend.location)) is in 'mode tcp', this frontend in 'mode http'"
            )
        }
    }
}
