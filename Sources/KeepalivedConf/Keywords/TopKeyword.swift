/// The blocks at the top of keepalived.conf.
enum TopKeyword: String, BlockKeyword {
    case globalDefinitions = "global_defs"
    case script = "vrrp_script"
    case trackedProcess = "vrrp_track_process"
    case syncGroup = "vrrp_sync_group"
    case instance = "vrrp_instance"

    static let block = ""

    var manual: KeywordManual {
        switch self {
        case .globalDefinitions: KeywordManual(block: "What holds for all instances. Several blocks add up.")
        case .script:
            KeywordManual(
                block: "A command run regularly whose exit status counts. Two of one name are an error "
                    + "(keepalived takes both). It may stand after the instance that tracks it.",
                "NAME")
        case .trackedProcess:
            KeywordManual(
                block: "A process that must run. Followed by kernel events, not by polling. Two of one name are an "
                    + "error (keepalived takes both). It may stand after the instance that tracks it.",
                "NAME")
        case .syncGroup: KeywordManual(block: "Instances that change state together; at least two.", "NAME")
        case .instance: KeywordManual(block: "A virtual router.", "NAME")
        }
    }

    static let refused = [
        RefusedKeywords("virtual_server virtual_server_group SSL", "clusterd balances with haproxy.cfg, not with IPVS"),
        RefusedKeywords("bfd_instance", "clusterd speaks no BFD"),
        RefusedKeywords(
            "track_file vrrp_track_file", "track a script that reads the file (vrrp_script), or a process"),
        RefusedKeywords(
            "static_ipaddress static_routes static_rules track_group", "configure what is static where the interface is"
        ),
        RefusedKeywords(
            "garp_group", "set vrrp_garp_interval and vrrp_gna_interval in global_defs, for all interfaces alike"),
        RefusedKeywords(
            "linkbeat_interfaces linkbeat_use_polling", "links are followed by the kernel's events"),
        RefusedKeywords("interface_up_down_delays", "a link that goes down is a fault at once"),
        RefusedKeywords(
            "net_namespace net_namespace_ipvs namespace_with_ipsets",
            "run clusterd in the namespace, with NetworkNamespacePath= in its unit"),
        RefusedKeywords("instance use_pid_dir child_wait_time", "clusterd is one process and keeps no pid file"),
    ]
}
