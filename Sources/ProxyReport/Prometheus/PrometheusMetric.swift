/// A metric of HAProxy's exporter: which of our fields it shows, and of what.
struct PrometheusMetric: Sendable {
    /// The field's position.
    let position: Int
    let name: String
    let isCounter: Bool
    /// `f`rontends, `l`isteners, `b`ackends, `s`ervers; empty for the process's.
    let scopes: String

    /// One line of the tables below: position, name, `c`ounter or `g`auge, scopes.
    private init(_ entry: Substring) {
        let parts = entry.split(separator: ":")
        position = Number.leading(String(parts[0]))
        name = String(parts[1])
        isCounter = parts[2] == "c"
        scopes = parts.count > 3 ? String(parts[3]) : ""
    }

    private static func read(_ table: String) -> [PrometheusMetric] {
        table.split { $0 == " " || $0 == "\n" }.map { PrometheusMetric($0) }
    }

    /// Of the process, by position in `InformationField`.
    static let ofProcess = read(
        """
        3:nbthread:g 4:nbproc:g 5:relative_process_id:g 8:uptime_seconds:g 12:pool_failures_total:c 13:max_fds:g
        14:max_sockets:g 15:max_connections:g 16:hard_max_connections:g 17:current_connections:g
        18:connections_total:c 19:requests_total:c 20:max_ssl_connections:g 21:current_ssl_connections:g
        22:ssl_connections_total:c 23:max_pipes:g 24:pipes_used_total:c 25:pipes_free_total:c
        26:current_connection_rate:g 27:limit_connection_rate:g 28:max_connection_rate:g 29:current_session_rate:g
        30:limit_session_rate:g 31:max_session_rate:g 32:current_ssl_rate:g 33:limit_ssl_rate:g 34:max_ssl_rate:g
        35:current_frontend_ssl_key_rate:g 36:max_frontend_ssl_key_rate:g 37:frontend_ssl_reuse:g
        38:current_backend_ssl_key_rate:g 39:max_backend_ssl_key_rate:g 40:ssl_cache_lookups_total:c
        41:ssl_cache_misses_total:c 42:http_comp_bytes_in_total:c 43:http_comp_bytes_out_total:c 44:limit_http_comp:g
        45:current_zlib_memory:g 46:max_zlib_memory:g 47:current_tasks:g 48:current_run_queue:g
        49:idle_time_percent:g 52:stopping:g 53:jobs:g 54:unstoppable_jobs:g 55:listeners:g 56:active_peers:g
        57:connected_peers:g 58:dropped_logs_total:c 59:busy_polling_enabled:g 60:failed_resolutions:c
        61:bytes_out_total:c 62:spliced_bytes_out_total:c 63:bytes_out_rate:g 65:recv_logs_total:c 66:build_info:g
        67:max_memory_bytes:g 68:pool_allocated_bytes:g 69:pool_used_bytes:g 70:start_time_seconds:g
        """)

    /// Of the rest, by position in `StatisticField`.
    static let ofProxies = read(
        """
        2:current_queue:g:bs 3:max_queue:g:bs 4:current_sessions:g:flbs 5:max_sessions:g:flbs 6:limit_sessions:g:flbs
        7:sessions_total:c:flbs 8:bytes_in_total:c:flbs 9:bytes_out_total:c:flbs 10:requests_denied_total:c:flb
        11:responses_denied_total:c:flbs 12:request_errors_total:c:fl 13:connection_errors_total:c:bs
        14:response_errors_total:c:bs 15:retry_warnings_total:c:bs 16:redispatch_warnings_total:c:bs 17:status:g:flbs
        18:weight:g:bs 19:active_servers:g:b 20:backup_servers:g:b 21:check_failures_total:c:s
        22:check_up_down_total:c:bs 23:check_last_change_seconds:g:bs 24:downtime_seconds_total:c:bs
        25:queue_limit:g:s 29:current_throttle:g:s 30:loadbalanced_total:c:bs 34:limit_session_rate:g:f
        35:max_session_rate:g:fbs 36:check_status:g:s 37:check_code:g:s 38:check_duration_seconds:g:s
        39:http_responses_total:c:fbs 40:http_responses_total:c:fbs 41:http_responses_total:c:fbs
        42:http_responses_total:c:fbs 43:http_responses_total:c:fbs 44:http_responses_total:c:fbs
        47:http_requests_rate_max:g:f 48:http_requests_total:c:fb 49:client_aborts_total:c:bs
        50:server_aborts_total:c:bs 51:http_comp_bytes_in_total:c:fb 52:http_comp_bytes_out_total:c:fb
        53:http_comp_bytes_bypassed_total:c:fb 54:http_comp_responses_total:c:fb 55:last_session_seconds:g:bs
        58:queue_time_average_seconds:g:bs 59:connect_time_average_seconds:g:bs 60:response_time_average_seconds:g:bs
        61:total_time_average_seconds:g:bs 78:connections_rate_max:g:f 79:connections_total:c:f
        80:intercepted_requests_total:c:f 81:denied_connections_total:c:fl 82:denied_sessions_total:c:fl
        83:failed_header_rewriting_total:c:flbs 84:connection_attempts_total:c:bs 85:connection_reuses_total:c:bs
        86:http_cache_lookups_total:c:fb 87:http_cache_hits_total:c:fb 88:idle_connections_current:g:s
        89:idle_connections_limit:g:s 90:max_queue_time_seconds:g:bs 91:max_connect_time_seconds:g:bs
        92:max_response_time_seconds:g:bs 93:max_total_time_seconds:g:bs 94:internal_errors_total:c:flbs
        95:unsafe_idle_connections_current:g:s 96:safe_idle_connections_current:g:s 97:used_connections_current:g:s
        98:need_connections_current:g:s 99:uweight:g:bs 100:agg_server_status:g:b 101:agg_server_check_status:g:b
        102:agg_check_status:g:b
        """)
}
