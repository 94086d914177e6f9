extension ProxyDraft {
    /// What a proxy in `mode tcp` says of HTTP has no effect, as in HAProxy.
    func warnOfModes(_ diagnostics: inout Diagnostics) {
        guard settings.mode == .tcp else { return }
        var ignored: [(Bool, String)] = [
            (!requestRules.isEmpty, "a rule of 'http-request'"), (!responseRules.isEmpty, "a rule of 'http-response'"),
            (settings.statistics != nil, "'stats'"), (settings.forwardedFor != nil, "'option forwardfor'"),
        ]
        if section.hasFrontend {
            ignored.append((settings.monitorURI != nil, "'monitor-uri'"))
            ignored.append((settings.logFormat == .http, "'option httplog' (lines are those of 'option tcplog')"))
        }
        if section.hasBackend {
            ignored.append((settings.cookie != nil, "'cookie'"))
            ignored.append((settings.balance.needsHTTP, "'balance' by uri or hdr (roundrobin is used)"))
            ignored.append((settings.retryOn.needsHTTP, "'retry-on' of responses"))
        }
        for (isGiven, what) in ignored where isGiven {
            diagnostics.warning(location, "\(title) is in 'mode tcp': \(what) has no effect")
        }
    }

    /// HAProxy's warning of timeouts that are missing.
    func warnOfTimeouts(_ diagnostics: inout Diagnostics) {
        guard !settings.isDisabled, !isFaulty else { return }
        let times = settings.timeouts
        var missing: [String] = []
        if section.hasFrontend, times["client"] == nil { missing.append("timeout client") }
        if section.hasBackend, !servers.isEmpty {
            if times["connect"] == nil { missing.append("timeout connect") }
            let needsServer = settings.mode == .http || times["tunnel"] == nil
            if times["server"] == nil, needsServer { missing.append("timeout server") }
        }
        guard !missing.isEmpty else { return }
        diagnostics.warning(location, "\(title) has no \(alternatives(missing)): whoever is silent stays for ever")
    }
}

extension Balance {
    var needsHTTP: Bool {
        switch self {
        case .uri, .header: true
        default: false
        }
    }
}

extension RetryConditions {
    /// Anything but a connection that fails.
    var needsHTTP: Bool { !subtracting(.connectionFailure).isEmpty }
}
