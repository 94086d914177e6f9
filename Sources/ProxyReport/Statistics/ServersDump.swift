import Addresses

/// `show servers state` and `show servers conn`: one line a server, and `show backend` (management.txt §9.3).
package enum ServersDump {
    /// The state file's version 1, which `load-server-state-from-file` reads as well.
    ///
    /// - Parameter backend: only this one, by name or number.
    /// - Returns: nil if there is no such backend: `RuntimeRefusal.backendNotFound`.
    package static func state(_ proxies: [ProxySnapshot], backend: String? = nil) -> ReportText? {
        var text = ReportText("1\n# \(columns)\n")
        return each(proxies, backend) { proxy, server in addState(proxy, server, to: &text) } ? text : nil
    }

    /// - Parameter threads: how many have idle connections of their own.
    /// - Returns: nil if there is no such backend: `RuntimeRefusal.backendNotFound`.
    package static func connections(
        _ proxies: [ProxySnapshot], backend: String? = nil, threads: UInt32
    ) -> ReportText? {
        var text = ReportText("# bkname/svname bkid/svid addr port - purge_delay used_cur used_max need_est unsafe_nb ")
        text.add("safe_nb idle_lim idle_cur idle_per_thr[\(threads)]\n")
        return each(proxies, backend) { proxy, server in addConnections(proxy, server, to: &text) } ? text : nil
    }

    package static func backends(_ proxies: [ProxySnapshot]) -> ReportText {
        var text = ReportText("# name\n")
        for proxy in proxies where proxy.backend != nil {
            text.add(word: proxy.name)
            text.add("\n")
        }
        return text
    }

    /// `10 (initial 20)`
    package static func weight(of server: ServerSnapshot) -> ReportText {
        ReportText("\(server.userWeight) (initial \(server.initialWeight))\n")
    }

    private static let columns = """
        be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight \
        srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state srv_agent_state \
        bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr \
        srv_agent_addr srv_agent_port
        """

    /// - Returns: false if there is no such backend.
    private static func each(
        _ proxies: [ProxySnapshot], _ backend: String?, _ body: (ProxySnapshot, ServerSnapshot) -> Void
    ) -> Bool {
        var isFound = backend == nil
        for proxy in proxies where proxy.backend != nil {
            if let backend {
                guard !isFound, Reference.matches(backend, proxy.name, proxy.identifier) else { continue }
                isFound = true
            }
            for server in proxy.servers { body(proxy, server) }
        }
        return isFound
    }

    private static func addState(_ proxy: ProxySnapshot, _ server: ServerSnapshot, to text: inout ReportText) {
        addNames(proxy, server, to: &text)
        let check = server.check
        text.add(" \(server.operation.rawValue) \(server.administration.rawValue)")
        text.add(" \(server.userWeight) \(server.initialWeight) \(server.secondsSinceChange)")
        text.add(" \(check.status.rawValue) \(check.result ?? check.status.result) \(check.health)")
        text.add(" \(check.activity.rawValue & 15) 0 0 0 - \(server.address?.port ?? 0) - 0 \(server.checkPort) ")
        text.add(server.checkAddress?.description ?? "-")
        text.add(" - 0\n")
    }

    /// `3 pool 1 web1 127.0.0.1`
    private static func addNames(_ proxy: ProxySnapshot, _ server: ServerSnapshot, to text: inout ReportText) {
        text.add("\(proxy.identifier) ")
        text.add(word: proxy.name)
        text.add(" \(server.identifier) ")
        text.add(word: server.name)
        text.add(" \(server.address?.host ?? "-")")
    }

    private static func addConnections(_ proxy: ProxySnapshot, _ server: ServerSnapshot, to text: inout ReportText) {
        text.add(word: proxy.name)
        text.add("/")
        text.add(word: server.name)
        text.add(" \(proxy.identifier)/\(server.identifier) \(server.address?.host ?? "-")")
        text.add(" \(server.address?.port ?? 0) - \(server.purgeDelay)")
        text.add(" \(server.usedConnections) \(server.maximumUsedConnections) \(server.estimatedConnections)")
        text.add(" \(server.unsafeIdleConnections) \(server.safeIdleConnections) ")
        text.add(server.idleConnectionLimit.map { Int($0) } ?? -1)
        text.add(" \(server.idleConnections)")
        for count in server.idleConnectionsByThread { text.add(" \(count)") }
        text.add("\n")
    }
}
